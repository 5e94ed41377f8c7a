using Microsoft.Extensions.Logging;

namespace Segmentation.Quartz;

/// <summary>What schedules log. Event ids 1200 to 1299.</summary>
internal static partial class ScheduleLog
{
    [LoggerMessage(1200, LogLevel.Information, "The schedule {Schedule} begins a run; it was asked for: {IsManual}")]
    public static partial void Started(ILogger log, string schedule, bool isManual);

    [LoggerMessage(1201, LogLevel.Information, "The run of the schedule {Schedule} ended as {Outcome}: {Message}")]
    public static partial void Ended(ILogger log, string schedule, ScheduleOutcome outcome, string message);

    [LoggerMessage(1202, LogLevel.Warning, "The run of the schedule {Schedule} was cancelled because the host stops")]
    public static partial void Cancelled(ILogger log, string schedule);

    [LoggerMessage(1203, LogLevel.Error, "The run of the schedule {Schedule} failed")]
    public static partial void Failed(ILogger log, Exception exception, string schedule);

    [LoggerMessage(1204, LogLevel.Information, "The schedule {Schedule} runs by '{Cron}' in {TimeZone}, next at {NextRun}")]
    public static partial void Scheduled(ILogger log, string schedule, string cron, string timeZone, DateTimeOffset? nextRun);

    [LoggerMessage(1205, LogLevel.Information, "The schedule {Schedule} runs only when it is asked for")]
    public static partial void Unscheduled(ILogger log, string schedule);

    [LoggerMessage(1206, LogLevel.Information, "The schedule {Schedule} makes up for a run that was missed at {Missed}")]
    public static partial void CatchingUp(ILogger log, string schedule, DateTimeOffset missed);
}
