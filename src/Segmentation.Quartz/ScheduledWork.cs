namespace Segmentation.Quartz;

/// <summary>Something to do at certain times.</summary>
/// <param name="Name">The schedule's name.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record ScheduledWork(string Name, Func<WorkRequest, CancellationToken, Task<WorkResult>> RunAsync)
{
    /// <summary>The last run by itself that ended, as the segments' store knows it; null where it keeps none.</summary>
    public Func<CancellationToken, Task<ScheduleRun?>>? LastRunAsync { get; init; }
}

/// <summary>Why work is done.</summary>
/// <param name="IsManual">Whether someone asked for it, and not the time came.</param>
/// <param name="Cause">Why, for people; null when nothing was said.</param>
internal readonly record struct WorkRequest(bool IsManual, string? Cause);

/// <summary>What work did.</summary>
/// <param name="IsWhole">Whether everything was done.</param>
/// <param name="Message">What was done and what was not, in a sentence.</param>
internal readonly record struct WorkResult(bool IsWhole, string Message);
