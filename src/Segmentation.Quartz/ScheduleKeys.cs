using Quartz;

namespace Segmentation.Quartz;

/// <summary>What schedules are called in Quartz.</summary>
internal static class ScheduleKeys
{
    private const string Group = "segmentation";

    public static JobKey Job(string schedule) => new(schedule, Group);

    public static TriggerKey Trigger(string schedule) => new(schedule, Group);
}
