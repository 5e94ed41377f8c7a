using Quartz;

namespace Segmentation.Quartz;

/// <summary>When segments are refreshed and their history is cleaned up. Validated when a host starts, and then copied: later changes have no effect.</summary>
public sealed class SegmentScheduleOptions
{
    /// <summary>
    /// When all automatic segments are refreshed, as a Quartz cron expression: second, minute, hour, day of month, month, day
    /// of week and, if wanted, year. Daily at 02:00 by default; null for never by itself.
    /// </summary>
    public string? RefreshCron { get; set; } = "0 0 2 * * ?";

    /// <summary>When history is cleaned up, as a Quartz cron expression. Daily at 03:00 by default; null for never by itself.</summary>
    public string? CleanUpCron { get; set; } = "0 0 3 * * ?";

    /// <summary>The IANA time zone of the cron expressions, such as <c>Europe/Kyiv</c>; null, the default, for that of segments that name none.</summary>
    public string? TimeZone { get; set; }

    /// <summary>
    /// What becomes of runs whose time went by while nothing could run: because the schedule's last run took so long, or the
    /// host was down. Without a store of Quartz's own, whether a refresh was missed by a host that was down is seen from the
    /// runs that the segments' store has.
    /// </summary>
    public MissedRuns MissedRuns { get; set; } = MissedRuns.RunOnce;

    /// <summary>How late a run may begin without counting as missed, a second to a day.</summary>
    public TimeSpan MissedAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The name of the Quartz scheduler, unique in a process; the nodes of a cluster have the same one. Null, the default, for
    /// one that no other host has.
    /// </summary>
    public string? SchedulerName { get; set; }

    /// <summary>
    /// Further properties of the Quartz scheduler, by Quartz's names, such as <c>quartz.jobStore.type</c>; they go before those
    /// that follow from the other options. Without any, schedules are kept in memory, and each host has its own: two that
    /// refresh at the same time share the work by the leases of segments. With Quartz's own clustered store each run is made
    /// by one node. Not for secrets of more than this scheduler's store.
    /// </summary>
    public IDictionary<string, string> QuartzProperties { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What is wrong with the options, each sentence naming the property, the rule and the value.</summary>
    internal IEnumerable<string> Problems(DateTimeOffset now) =>
    [
        .. CronProblems(nameof(RefreshCron), RefreshCron, now),
        .. CronProblems(nameof(CleanUpCron), CleanUpCron, now),
        .. TimeZoneProblems(),
        .. OtherProblems(),
    ];

    private static IEnumerable<string> CronProblems(string property, string? cron, DateTimeOffset now)
    {
        if (cron is null)
            yield break;
        string? reason = null;
        try
        {
            if (new CronExpression(cron).GetTimeAfter(now) is null)
                reason = "must have a time that is still to come";
        }
        catch (FormatException e)
        {
            reason = $"must be a Quartz cron expression such as '0 0 2 * * ?' ({e.Message.TrimEnd('.')})";
        }

        if (reason is not null)
            yield return $"{nameof(SegmentScheduleOptions)}.{property} {reason}; it is '{cron}'.";
    }

    private IEnumerable<string> TimeZoneProblems()
    {
        if (TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return $"{nameof(SegmentScheduleOptions)}.{nameof(TimeZone)} must be an IANA time zone such as Europe/Kyiv; it is '{TimeZone}'.";
    }

    private IEnumerable<string> OtherProblems()
    {
        if (!Enum.IsDefined(MissedRuns))
            yield return $"{nameof(SegmentScheduleOptions)}.{nameof(MissedRuns)} must be {string.Join(" or ", Enum.GetNames<MissedRuns>())}; it is {(int)MissedRuns}.";
        if (MissedAfter < TimeSpan.FromSeconds(1) || MissedAfter > TimeSpan.FromDays(1))
            yield return $"{nameof(SegmentScheduleOptions)}.{nameof(MissedAfter)} must be between a second and a day; it is {MissedAfter}.";
        if (SchedulerName is { } name && string.IsNullOrWhiteSpace(name))
            yield return $"{nameof(SegmentScheduleOptions)}.{nameof(SchedulerName)} must be a name, or null; it is '{name}'.";
        foreach (string key in QuartzProperties.Keys.Where(k => !k.StartsWith("quartz.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            yield return $"{nameof(SegmentScheduleOptions)}.{nameof(QuartzProperties)} must have names that begin with 'quartz.'; '{key}' does not.";
    }
}

/// <summary>What becomes of runs whose time went by while nothing could run.</summary>
public enum MissedRuns
{
    /// <summary>One of them is made as soon as possible, for all of them.</summary>
    RunOnce,

    /// <summary>They are left out; the next one is made at its time.</summary>
    Skip,
}
