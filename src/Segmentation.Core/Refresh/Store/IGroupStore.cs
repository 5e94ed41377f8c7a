using System.Data.Common;

namespace Segmentation;

/// <summary>
/// Which customers' groups are due, and which moves were made. Commits put customers on the list of those due; the group
/// step takes them off, block by block, in two transactions a block: first it records what it is going to do, then it does
/// it, so that a crash in between is told from a change by hand.
/// </summary>
public interface IGroupStore
{
    /// <summary>The next customers whose group is due, in key order, each with everything that decides.</summary>
    /// <param name="after">Begins behind this key; null for the first one.</param>
    /// <param name="limit">The most to return, 1 or more.</param>
    /// <param name="ct">Cancels the reading.</param>
    ValueTask<IReadOnlyList<DueGroup>> GetGroupsDueAsync(SubjectKey? after, int limit, CancellationToken ct);

    /// <summary>The moves in force of some customers, in key order; customers without one are left out.</summary>
    /// <param name="customers">At most 1,000 customers, in any order.</param>
    /// <param name="ct">Cancels the reading.</param>
    ValueTask<IReadOnlyList<GroupAssignment>> GetAssignmentsAsync(IReadOnlyList<SubjectKey> customers, CancellationToken ct);

    /// <summary>Records moves that are going to be made, in one transaction, in place of what was recorded for these customers.</summary>
    /// <param name="lease">The lease on <see cref="Lease.GroupResource"/>.</param>
    /// <param name="moves">The moves, not yet applied.</param>
    /// <param name="ct">Cancels the writing.</param>
    /// <returns>Whether they were recorded; not when the lease was taken over.</returns>
    ValueTask<bool> PlanGroupsAsync(Lease lease, IReadOnlyList<GroupAssignment> moves, CancellationToken ct);

    /// <summary>
    /// Makes moves and takes their customers off the list, in one transaction. A customer who became due again since, by
    /// another <see cref="DueGroup.Stamp"/>, stays on the list.
    /// </summary>
    /// <param name="settlement">What is settled.</param>
    /// <param name="write">Changes the host's own groups; called once, within the transaction, before it is committed. When it throws, nothing is written, and what it threw is thrown on.</param>
    /// <param name="ct">Cancels the writing.</param>
    /// <returns>Whether it was written; not when the lease was taken over, and then nothing was called.</returns>
    ValueTask<bool> SettleGroupsAsync(
        GroupSettlement settlement, Func<StoreTransaction, CancellationToken, ValueTask> write, CancellationToken ct);
}

/// <summary>A customer whose group is due, and everything that decides it.</summary>
/// <param name="Key">The customer.</param>
/// <param name="Stamp">Which becoming due this is; grows with every one.</param>
/// <param name="Candidates">The segments with a group of which the customer is a stored member, in ordinal order of their ids.</param>
/// <param name="Assignment">The move in force; null for none.</param>
public sealed record DueGroup(SubjectKey Key, long Stamp, IReadOnlyList<GroupCandidate> Candidates, GroupAssignment? Assignment);

/// <summary>A segment that would move its members to a group: its effects as it was committed last.</summary>
/// <param name="SegmentId">The segment.</param>
/// <param name="Priority">The smaller number wins; ties go to the smaller id by ordinal.</param>
/// <param name="Group">The group.</param>
public sealed record GroupCandidate(string SegmentId, int Priority, string Group);

/// <summary>An automatic move of a customer to a group.</summary>
/// <param name="Key">The customer.</param>
/// <param name="SegmentId">The segment that decided; null for the way back to <paramref name="Original"/>.</param>
/// <param name="Original">The customer's group from before the first automatic move; null for none.</param>
/// <param name="From">The customer's group before this move; null for none.</param>
/// <param name="Group">The group moved to; null for none.</param>
/// <param name="IsApplied">Whether the host's own group was changed; until then it is <paramref name="From"/> or already <paramref name="Group"/>.</param>
public sealed record GroupAssignment(SubjectKey Key, string? SegmentId, string? Original, string? From, string? Group, bool IsApplied);

/// <summary>A block of customers whose groups are settled. Immutable.</summary>
public sealed record GroupSettlement
{
    /// <summary>The lease on <see cref="Lease.GroupResource"/>.</summary>
    public required Lease Lease { get; init; }

    /// <summary>The customers, each once.</summary>
    public required IReadOnlyList<SettledGroup> Customers { get; init; }

    /// <summary>History: an entry whose id is there already adds to that one's <see cref="HistoryEntry.Affected"/>.</summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];
}

/// <summary>A customer whose group is settled.</summary>
/// <param name="Key">The customer.</param>
/// <param name="Stamp">Which becoming due is settled.</param>
/// <param name="Assignment">The move in force from now on; null for none.</param>
public sealed record SettledGroup(SubjectKey Key, long Stamp, GroupAssignment? Assignment);

/// <summary>
/// The transaction in which a store writes. A host whose own tables are in the same database uses its connection, and its
/// changes are then committed with the store's or not at all.
/// </summary>
/// <param name="Connection">The open connection; null where the store has none to offer.</param>
/// <param name="Transaction">The transaction that commands of that connection take part in; null where there is none.</param>
public readonly record struct StoreTransaction(DbConnection? Connection, DbTransaction? Transaction)
{
    /// <summary>The host's own context that the connection is of, for the adapter that knows what it is; null for none.</summary>
    internal object? Context { get; init; }
}
