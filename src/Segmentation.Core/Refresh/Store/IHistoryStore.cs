namespace Segmentation;

/// <summary>What refreshes did, for people.</summary>
public interface IHistoryStore
{
    /// <summary>Appends entries; one whose id is there already is left as it is.</summary>
    /// <param name="entries">The entries, in order.</param>
    /// <param name="ct">Cancels the writing.</param>
    ValueTask AppendHistoryAsync(IReadOnlyList<HistoryEntry> entries, CancellationToken ct);

    /// <summary>A page of entries, the newest (by sequence) first.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="ct">Cancels the reading.</param>
    ValueTask<HistoryPage> GetHistoryAsync(HistoryQuery query, CancellationToken ct);

    /// <summary>Deletes the entries of before an instant, and the runs that ended before it. In steps of bounded size where a database needs it.</summary>
    /// <param name="before">Entries and ends of runs at this instant stay.</param>
    /// <param name="ct">Cancels the deletion between steps.</param>
    /// <returns>How many entries and runs were deleted.</returns>
    ValueTask<long> DeleteHistoryAsync(DateTimeOffset before, CancellationToken ct);
}

/// <summary>One thing that a refresh did. Immutable.</summary>
public sealed record HistoryEntry
{
    /// <summary>
    /// What makes it one entry, however often a resumed run writes it: run, segment, action and number. At most 200 characters.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>Its place in the history, given by the store; 0 before.</summary>
    public long Sequence { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What.</summary>
    public required HistoryAction Action { get; init; }

    /// <summary>The segment; null for what concerns the whole run.</summary>
    public string? SegmentId { get; init; }

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Whether a schedule or a person started the run.</summary>
    public required RefreshTrigger Trigger { get; init; }

    /// <summary>Why the run was started, for people; null when nothing was said.</summary>
    public string? Cause { get; init; }

    /// <summary>What the run is correlated by; null for nothing.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>How many rows or customers it concerned.</summary>
    public long Affected { get; init; }

    /// <summary>More for people, such as why a refresh failed; null for nothing.</summary>
    public string? Message { get; init; }
}

/// <summary>What a history entry tells of.</summary>
public enum HistoryAction
{
    /// <summary>The refresh of a segment began.</summary>
    RefreshStarted,

    /// <summary>The refresh of a segment ended; the count is its members, and a message says why it failed.</summary>
    RefreshFinished,

    /// <summary>A block of customers was begun; the count is the customers before it.</summary>
    IterationStarted,

    /// <summary>A block of customers was evaluated; the count is the customers in it.</summary>
    IterationFinished,

    /// <summary>Customers entered a segment.</summary>
    CustomersAdded,

    /// <summary>Customers left a segment.</summary>
    CustomersRemoved,

    /// <summary>Customers were moved to the group of a segment; without a segment, back to the group from before.</summary>
    GroupChanged,
}

/// <summary>Which history entries to read. Immutable.</summary>
public sealed record HistoryQuery
{
    /// <summary>Only this segment's; null for all.</summary>
    public string? SegmentId { get; init; }

    /// <summary>Only this run's; null for all.</summary>
    public string? RunId { get; init; }

    /// <summary>Only this action; null for all.</summary>
    public HistoryAction? Action { get; init; }

    /// <summary>Only from this instant on; null for no limit.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only until before this instant; null for no limit.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only entries of a smaller sequence: where the page before ended. Null for the newest.</summary>
    public long? Before { get; init; }

    /// <summary>The most entries of a page, 1 or more.</summary>
    public int Limit { get; init; } = 100;
}

/// <summary>A page of history.</summary>
/// <param name="Entries">The newest first.</param>
/// <param name="Next">What <see cref="HistoryQuery.Before"/> of the next page is; null when there is none.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryEntry> Entries, long? Next);
