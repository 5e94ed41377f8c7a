using System.Collections.Immutable;

namespace Segmentation.InMemory.Store;

/// <summary>Everything that the store has, at one moment. A write makes the next one and then puts it in place, so that it happens whole or not at all.</summary>
internal sealed record Tables
{
    public static Tables Empty { get; } = new();

    /// <summary>The version of all definitions and lists.</summary>
    public long Version { get; init; }

    /// <summary>The last number given to history, events and customers whose group is due.</summary>
    public long Sequence { get; init; }

    public ImmutableSortedDictionary<string, StoredSegment> Segments { get; init; } =
        ImmutableSortedDictionary<string, StoredSegment>.Empty.WithComparers(StringComparer.Ordinal);

    public ImmutableSortedSet<ListedCustomer> Lists { get; init; } =
        ImmutableSortedSet<ListedCustomer>.Empty.WithComparer(Comparer<ListedCustomer>.Create(ByList));

    public ImmutableDictionary<string, MemberTable> Members { get; init; } = ImmutableDictionary<string, MemberTable>.Empty;

    public ImmutableDictionary<string, TakenLease> Leases { get; init; } = ImmutableDictionary<string, TakenLease>.Empty;

    public ImmutableDictionary<string, RefreshRun> Runs { get; init; } = ImmutableDictionary<string, RefreshRun>.Empty;

    public ImmutableSortedDictionary<long, HistoryEntry> History { get; init; } = ImmutableSortedDictionary<long, HistoryEntry>.Empty;

    /// <summary>The sequences of history by the entries' ids.</summary>
    public ImmutableDictionary<string, long> HistoryIds { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>The customers whose group is due, and the stamp of the last time they became so.</summary>
    public ImmutableSortedDictionary<SubjectKey, long> GroupsDue { get; init; } = ImmutableSortedDictionary<SubjectKey, long>.Empty;

    public ImmutableDictionary<SubjectKey, GroupAssignment> Assignments { get; init; } = ImmutableDictionary<SubjectKey, GroupAssignment>.Empty;

    public ImmutableDictionary<SubjectKey, ImmutableSortedSet<string>> Tags { get; init; } =
        ImmutableDictionary<SubjectKey, ImmutableSortedSet<string>>.Empty;

    public ImmutableSortedDictionary<long, OutboxEvent> Outbox { get; init; } = ImmutableSortedDictionary<long, OutboxEvent>.Empty;

    public MemberTable MembersOf(string segmentId) => Members.GetValueOrDefault(segmentId, MemberTable.Empty);

    /// <summary>Whether a lease is the one given last for its resource, and was not released.</summary>
    public bool IsCurrent(Lease lease) => Leases.GetValueOrDefault(lease.Resource) is { IsReleased: false } taken && taken.Lease.Token == lease.Token;

    private static int ByList(ListedCustomer left, ListedCustomer right)
    {
        int order = string.CompareOrdinal(left.SegmentId, right.SegmentId);
        if (order == 0)
            order = left.List.CompareTo(right.List);
        return order != 0 ? order : left.Key.CompareTo(right.Key);
    }
}

/// <summary>A lease that was given, kept after its release for the sake of its token.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="GivenAt">When it was given or renewed last, by the monotone clock.</param>
/// <param name="IsReleased">Whether its holder gave it back.</param>
internal sealed record TakenLease(Lease Lease, long GivenAt, bool IsReleased);
