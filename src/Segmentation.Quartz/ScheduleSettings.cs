using System.Collections.Specialized;
using System.Globalization;
using Quartz;

namespace Segmentation.Quartz;

/// <summary>The options as they were when the host started.</summary>
internal sealed class ScheduleSettings
{
    private readonly Dictionary<string, string> _properties;
    private readonly TimeSpan _missedAfter;
    private readonly string? _schedulerName;
    private readonly Dictionary<string, string?> _crons;

    /// <param name="options">The options, valid.</param>
    /// <param name="defaultZone">The time zone where the options name none.</param>
    public ScheduleSettings(SegmentScheduleOptions options, string defaultZone = "UTC")
    {
        _crons = new(StringComparer.Ordinal)
        {
            [SegmentSchedules.Refresh] = options.RefreshCron,
            [SegmentSchedules.CleanUp] = options.CleanUpCron,
        };
        TimeZone = options.TimeZone ?? defaultZone;
        MissedRuns = options.MissedRuns;
        _missedAfter = options.MissedAfter;
        _schedulerName = options.SchedulerName;
        _properties = new(options.QuartzProperties, StringComparer.Ordinal);
    }

    public string TimeZone { get; }

    public MissedRuns MissedRuns { get; }

    /// <summary>Whether Quartz keeps schedules in a store of its own, which knows what was missed.</summary>
    public bool HasOwnStore => _properties.ContainsKey("quartz.jobStore.type");

    public string? Cron(string schedule) => _crons[schedule];

    /// <summary>The cron expression in its time zone; null when there is none.</summary>
    public CronExpression? Expression(string schedule) =>
        Cron(schedule) is { } cron ? new CronExpression(cron) { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone) } : null;

    public NameValueCollection Properties()
    {
        var properties = new NameValueCollection
        {
            ["quartz.scheduler.instanceName"] = _schedulerName ?? $"segmentation-{Guid.NewGuid():N}",
            ["quartz.jobStore.misfireThreshold"] = ((long)_missedAfter.TotalMilliseconds).ToString(CultureInfo.InvariantCulture),
            // A refresh that is under way ends between two blocks.
            ["quartz.scheduler.interruptJobsOnShutdownWithWait"] = "true",
            ["quartz.threadPool.maxConcurrency"] = "2",
        };
        foreach ((string key, string value) in _properties)
            properties[key] = value;
        return properties;
    }
}
