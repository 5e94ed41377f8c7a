using Microsoft.Extensions.Logging;

namespace Segmentation.Quartz;

/// <summary>What schedules log. Event ids 1300 to 1399.</summary>
internal static partial class ScheduleLog
{
    [LoggerMessage(1300, LogLevel.Information, "The schedule {Schedule} begins a run; it was asked for: {IsManual}")]
    public static partial void Started(ILogger log, string schedule, bool isManual);

    [LoggerMessage(1301, LogLevel.Information, "The run of the schedule {Schedule} ended as {Outcome}: {Message}")]
    public static partial void Ended(ILogger log, string schedule, ScheduleOutcome outcome, string message);

    [LoggerMessage(1302, LogLevel.Warning, "The run of the schedule {Schedule} was cancelled because the host stops")]
    public static partial void Cancelled(ILogger log, string schedule);

    [LoggerMessage(1303, LogLevel.Error, "The run of the schedule {Schedule} failed")]
    public static partial void Failed(ILogger log, Exception exception, string schedule);

    [LoggerMessage(1304, LogLevel.Information, "The schedule {Schedule} runs by '{Cron}' in {TimeZone}, next at {NextRun}")]
    public static partial void Scheduled(ILogger log, string schedule, string cron, string timeZone, DateTimeOffset? nextRun);

    [LoggerMessage(1305, LogLevel.Information, "The schedule {Schedule} runs only when it is asked for")]
    public static partial void Unscheduled(ILogger log, string schedule);

    [LoggerMessage(1306, LogLevel.Information, "The schedule {Schedule} makes up for a run that was missed at {Missed}")]
    public static partial void CatchingUp(ILogger log, string schedule, DateTimeOffset missed);
}
