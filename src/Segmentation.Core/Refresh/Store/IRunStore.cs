namespace Segmentation;

/// <summary>The runs of the refresh.</summary>
public interface IRunStore
{
    /// <summary>
    /// Begins a run, or goes on with one: records it unless a run of that id is there, marks its leased segments
    /// <see cref="SegmentStatus.Processing"/> and appends history, in one transaction. A segment whose lease was taken over,
    /// or that is gone, is left as it is. A run that goes on is <see cref="RunStatus.Running"/> again and keeps everything
    /// else that it had, the new one's segments being ignored.
    /// </summary>
    /// <param name="run">The run, as it begins.</param>
    /// <param name="segments">The segments that it works on now.</param>
    /// <param name="history">History to append; an entry whose id is there already is left as it is.</param>
    /// <param name="ct">Cancels the writing.</param>
    ValueTask BeginRunAsync(RefreshRun run, IReadOnlyList<LeasedSegment> segments, IReadOnlyList<HistoryEntry> history, CancellationToken ct);

    /// <summary>A run with its results; null when there is none.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="ct">Cancels the reading.</param>
    ValueTask<RefreshRun?> FindRunAsync(string runId, CancellationToken ct);

    /// <summary>The runs with their results, the ones that began last first (ties: the greater id first).</summary>
    /// <param name="limit">The most to return, 1 or more.</param>
    /// <param name="ct">Cancels the reading.</param>
    ValueTask<IReadOnlyList<RefreshRun>> GetRunsAsync(int limit, CancellationToken ct);

    /// <summary>
    /// Ends a run. Segments that it left undone and that are still <see cref="SegmentStatus.Processing"/> under its lease
    /// become <see cref="SegmentStatus.Pending"/>. With history, in one transaction.
    /// </summary>
    /// <param name="runId">The run; nothing happens to the run's record when there is none.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="at">When.</param>
    /// <param name="undone">The segments that it did not commit.</param>
    /// <param name="history">History to append; an entry whose id is there already is left as it is.</param>
    /// <param name="ct">Cancels the writing.</param>
    ValueTask FinishRunAsync(
        string runId, RunStatus status, DateTimeOffset at, IReadOnlyList<LeasedSegment> undone, IReadOnlyList<HistoryEntry> history, CancellationToken ct);
}

/// <summary>A segment and the lease on it.</summary>
/// <param name="SegmentId">The segment.</param>
/// <param name="Lease">The lease.</param>
public sealed record LeasedSegment(string SegmentId, Lease Lease);

/// <summary>A run of the refresh: one id, one as-of, several segments. Immutable.</summary>
public sealed record RefreshRun
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The instant as of which its segments are evaluated.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Whether a schedule or a person started it.</summary>
    public required RefreshTrigger Trigger { get; init; }

    /// <summary>Why it was started, for people; null when nothing was said.</summary>
    public string? Cause { get; init; }

    /// <summary>What its history and events are correlated by; null for nothing.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The segments that it began with, in the order in which they are committed.</summary>
    public required IReadOnlyList<string> SegmentIds { get; init; }

    /// <summary>How it stands.</summary>
    public RunStatus Status { get; init; } = RunStatus.Running;

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What became of its segments so far, in ordinal order of their ids; written by commits and failures.</summary>
    public IReadOnlyList<RunResult> Results { get; init; } = [];
}

/// <summary>What a run committed for one segment. A later failure or commit of the same run replaces it.</summary>
/// <param name="SegmentId">The segment.</param>
/// <param name="Error">Why it could not be refreshed; null when it was.</param>
/// <param name="Size">How many members there were afterwards.</param>
/// <param name="Entered">How many entered.</param>
/// <param name="Left">How many left.</param>
public sealed record RunResult(string SegmentId, string? Error, long Size, long Entered, long Left);

/// <summary>What started a run.</summary>
public enum RefreshTrigger
{
    /// <summary>A schedule.</summary>
    Automatic,

    /// <summary>A person or a program, by asking for it.</summary>
    Manual,
}

/// <summary>How a run stands.</summary>
public enum RunStatus
{
    /// <summary>It is under way, or its process died.</summary>
    Running,

    /// <summary>All its segments were refreshed.</summary>
    Completed,

    /// <summary>It ended, and some of its segments were not refreshed.</summary>
    Failed,

    /// <summary>It was cancelled; it can be resumed.</summary>
    Cancelled,
}
