namespace Segmentation.Quartz;

/// <summary>How a schedule stands. Immutable.</summary>
public sealed record ScheduleState
{
    /// <summary>The schedule: one of the names of <see cref="SegmentSchedules"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The cron expression; null when it runs only when it is asked for.</summary>
    public required string? Cron { get; init; }

    /// <summary>The IANA time zone of the cron expression.</summary>
    public required string TimeZone { get; init; }

    /// <summary>When it runs next by itself; null when it does not, or while it is paused.</summary>
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>Whether it is paused: it runs only when it is asked for.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Whether it is running on this host.</summary>
    public bool IsRunning { get; init; }

    /// <summary>What the last run did; null when none has ended that the scheduler knows of.</summary>
    public ScheduleRun? LastRun { get; init; }
}

/// <summary>A run that ended. Immutable.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">What it did, or why it failed, in a sentence.</param>
/// <param name="IsManual">Whether it was asked for, and not made by its time.</param>
public sealed record ScheduleRun(DateTimeOffset StartedAt, DateTimeOffset FinishedAt, ScheduleOutcome Outcome, string Message, bool IsManual);

/// <summary>How a run ended.</summary>
public enum ScheduleOutcome
{
    /// <summary>Everything was done.</summary>
    Succeeded,

    /// <summary>Something could not be done; the message says what.</summary>
    Failed,

    /// <summary>The host stopped; what was done is kept, and the next run does the rest.</summary>
    Cancelled,
}
