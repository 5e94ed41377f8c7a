namespace Segmentation;

/// <summary>
/// What every write to a segment says: who writes, and for which revision. It is refused when the lease's token is no
/// longer the current one of its resource (the lease itself may have run out, as long as nobody took it over), or when the
/// segment's revision is another by now.
/// </summary>
public abstract record SegmentWrite
{
    private protected SegmentWrite()
    {
    }

    /// <summary>The segment.</summary>
    public required string SegmentId { get; init; }

    /// <summary>The run that writes.</summary>
    public required string RunId { get; init; }

    /// <summary>The lease on the segment, by which the writer is known.</summary>
    public required Lease Lease { get; init; }

    /// <summary>The <see cref="StoredSegment.Revision"/> that was evaluated.</summary>
    public required long Revision { get; init; }

    /// <summary>When it is written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>History to append in the same transaction; an entry whose id is there already is left as it is.</summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];
}

/// <summary>What becomes of one segment by a refresh. Immutable, but for the sequence behind <see cref="Changes"/>.</summary>
public sealed record SegmentCommit : SegmentWrite
{
    /// <summary>The instant as of which members were found.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>How many members there are afterwards.</summary>
    public required long Size { get; init; }

    /// <summary>How long the refresh took until now.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The rows that were read.</summary>
    public long RowsRead { get; init; }

    /// <summary>Who entered and who left, in key order, each customer at most once. Lazy: a sequence that costs little memory, and gives the same again.</summary>
    public required IEnumerable<MemberChange> Changes { get; init; }

    /// <summary>How many of <see cref="Changes"/> enter.</summary>
    public required long Entered { get; init; }

    /// <summary>How many of <see cref="Changes"/> leave.</summary>
    public required long Left { get; init; }

    /// <summary>What being in the segment means from now on.</summary>
    public SegmentEffects Effects { get; init; } = SegmentEffects.None;

    /// <summary>Whether the group of those who enter and leave is due.</summary>
    public bool TouchesGroups { get; init; }

    /// <summary>Whether the group of every member after this commit is due, too, because the effects have changed.</summary>
    public bool TouchesAllGroups { get; init; }

    /// <summary>Whether the changes go to the outbox as events.</summary>
    public bool WritesEvents { get; init; } = true;

    /// <summary>What events are correlated by; null for nothing.</summary>
    public string? CorrelationId { get; init; }
}

/// <summary>Why a segment could not be refreshed. Immutable.</summary>
public sealed record SegmentRefreshFailure : SegmentWrite
{
    /// <summary>What happened, in a sentence.</summary>
    public required string Reason { get; init; }
}

/// <summary>The deletion of a segment. Immutable, but for the sequence behind <see cref="Changes"/>.</summary>
public sealed record SegmentDeletion : SegmentWrite
{
    /// <summary>The version of all definitions at which nothing referred to the segment.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>The instant of the deletion, which its events are as of.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>All members, leaving, in key order.</summary>
    public required IEnumerable<MemberChange> Changes { get; init; }

    /// <summary>Whether the group of those who leave is due.</summary>
    public bool TouchesGroups { get; init; }

    /// <summary>Whether the changes go to the outbox as events.</summary>
    public bool WritesEvents { get; init; } = true;

    /// <summary>What events are correlated by; null for nothing.</summary>
    public string? CorrelationId { get; init; }
}

/// <summary>A customer who entered or left a segment.</summary>
/// <param name="Key">The customer.</param>
/// <param name="Kind">Which of the two.</param>
/// <param name="Cause">Why.</param>
public readonly record struct MemberChange(SubjectKey Key, MemberChangeKind Kind, MemberChangeCause Cause);

/// <summary>Whether a customer entered or left.</summary>
public enum MemberChangeKind
{
    /// <summary>The customer is in the segment from now on.</summary>
    Entered,

    /// <summary>The customer is no longer in it.</summary>
    Left,
}

/// <summary>Why a customer entered or left a segment.</summary>
public enum MemberChangeCause
{
    /// <summary>The customer's data changed, or time passed.</summary>
    Data,

    /// <summary>The segment's first refresh.</summary>
    Initial,

    /// <summary>The definition changed, or one that it refers to.</summary>
    Rules,

    /// <summary>The customer is on the list of those who are in whatever the conditions say.</summary>
    Included,

    /// <summary>The customer is on the list of those who are out whatever the conditions say.</summary>
    Excluded,

    /// <summary>The source has no such customer any more.</summary>
    CustomerRemoved,

    /// <summary>The segment is not active, or not yet.</summary>
    Inactive,

    /// <summary>The segment has expired.</summary>
    Expired,

    /// <summary>The segment was deleted.</summary>
    Deleted,
}

/// <summary>What became of a write to a segment.</summary>
public enum CommitOutcome
{
    /// <summary>Everything was written.</summary>
    Committed,

    /// <summary>Nothing was: another process has taken the lease over.</summary>
    LeaseLost,

    /// <summary>Nothing was: the definition is another one by now, or gone.</summary>
    DefinitionChanged,
}
