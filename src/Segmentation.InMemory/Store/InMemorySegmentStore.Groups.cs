using System.Collections.Immutable;
using Segmentation.InMemory.Store;

namespace Segmentation.InMemory;

public sealed partial class InMemorySegmentStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueGroup>> GetGroupsDueAsync(SubjectKey? after, int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        Tables tables = Read(ct);
        IEnumerable<KeyValuePair<SubjectKey, long>> due = tables.GroupsDue;
        if (after is { } key)
            due = due.SkipWhile(d => d.Key <= Checked(key));
        StoredSegment[] moving = [.. tables.Segments.Values.Where(s => s.State.Effects.Group is not null)];
        return ValueTask.FromResult<IReadOnlyList<DueGroup>>(
        [
            .. due.Take(limit).Select(d => new DueGroup(
                d.Key,
                d.Value,
                [
                    .. moving.Where(s => tables.MembersOf(s.Id).Find(d.Key) >= 0)
                        .Select(s => new GroupCandidate(s.Id, s.State.Effects.Priority, s.State.Effects.Group!)),
                ],
                tables.Assignments.GetValueOrDefault(d.Key))),
        ]);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<GroupAssignment>> GetAssignmentsAsync(IReadOnlyList<SubjectKey> customers, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(customers);
        Tables tables = Read(ct);
        return ValueTask.FromResult<IReadOnlyList<GroupAssignment>>(
            [.. customers.Distinct().Order().Select(c => tables.Assignments.GetValueOrDefault(Checked(c))).OfType<GroupAssignment>()]);
    }

    /// <inheritdoc/>
    public ValueTask<bool> PlanGroupsAsync(Lease lease, IReadOnlyList<GroupAssignment> moves, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(moves);
        return WriteAsync(
            tables => tables.IsCurrent(lease)
                ? (tables with { Assignments = tables.Assignments.SetItems(moves.Select(m => KeyValuePair.Create(Checked(m.Key), m))) }, true)
                : (tables, false),
            ct);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> SettleGroupsAsync(
        GroupSettlement settlement, Func<StoreTransaction, CancellationToken, ValueTask> write, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        ArgumentNullException.ThrowIfNull(write);
        await _writing.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            Tables tables = _tables;
            if (!tables.IsCurrent(settlement.Lease))
                return false;
            Tables settled = WithHistory(Settled(tables, settlement.Customers), settlement.History, adds: true);
            await write(default, ct).ConfigureAwait(false);
            _tables = settled;
            return true;
        }
        finally
        {
            _writing.Release();
        }
    }

    private static Tables Settled(Tables tables, IReadOnlyList<SettledGroup> customers)
    {
        ImmutableSortedDictionary<SubjectKey, long>.Builder due = tables.GroupsDue.ToBuilder();
        ImmutableDictionary<SubjectKey, GroupAssignment>.Builder assignments = tables.Assignments.ToBuilder();
        foreach (SettledGroup customer in customers)
        {
            if (due.TryGetValue(customer.Key, out long stamp) && stamp == customer.Stamp)
                due.Remove(customer.Key);
            if (customer.Assignment is null)
                assignments.Remove(customer.Key);
            else
                assignments[customer.Key] = customer.Assignment;
        }

        return tables with { GroupsDue = due.ToImmutable(), Assignments = assignments.ToImmutable() };
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> GetTagsAsync(SubjectKey customer, CancellationToken ct) =>
        ValueTask.FromResult<IReadOnlyList<string>>(Read(ct).Tags.GetValueOrDefault(Checked(customer)) is { } tags ? [.. tags] : []);

    /// <inheritdoc/>
    public ValueTask ChangeTagsAsync(
        SubjectKey customer, IReadOnlyCollection<string> give, IReadOnlyCollection<string> take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(give);
        ArgumentNullException.ThrowIfNull(take);
        Checked(customer);
        return WriteAsync(
            tables =>
            {
                ImmutableSortedSet<string> tags = tables.Tags.GetValueOrDefault(customer) ?? ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
                tags = tags.Except(take).Union(give);
                return tables with { Tags = tags.IsEmpty ? tables.Tags.Remove(customer) : tables.Tags.SetItem(customer, tags) };
            },
            ct);
    }
}
