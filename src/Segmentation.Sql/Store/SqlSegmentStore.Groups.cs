using System.Data.Common;
using static Segmentation.Sql.Store.StoreLayout;

namespace Segmentation.Sql.Store;

internal sealed partial class SqlSegmentStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueGroup>> GetGroupsDueAsync(SubjectKey? after, int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (after is { } key)
            Checked(key);
        return ReadOneStateAsync<IReadOnlyList<DueGroup>>(
            async work =>
            {
                List<(SubjectKey Key, long Stamp)> due = await DueAsync(work, after, limit).ConfigureAwait(false);
                if (due.Count == 0)
                    return [];
                RowSet customers = RowSet.Of(due.Select(d => d.Key));
                ILookup<SubjectKey, GroupCandidate> candidates = (await work.QueryAsync(
                    "read candidates",
                    $"""
                    SELECT m.customer, s.id, s.priority, s.group_name FROM {customers}
                    JOIN {Members} m ON m.customer = r.customer JOIN {Segments} s ON s.number = m.segment
                    WHERE s.group_name IS NOT NULL ORDER BY r.n, s.id
                    """,
                    row => (Key: _dialect.ReadKey(row, 0), Candidate: new GroupCandidate(row.GetString(1), (int)row.GetInt64(2), row.GetString(3)))).ConfigureAwait(false))
                    .ToLookup(c => c.Key, c => c.Candidate);
                Dictionary<SubjectKey, GroupAssignment> assignments =
                    (await AssignmentsAsync(work, customers).ConfigureAwait(false)).ToDictionary(a => a.Key);
                return [.. due.Select(d => new DueGroup(d.Key, d.Stamp, [.. candidates[d.Key]], assignments.GetValueOrDefault(d.Key)))];
            },
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<GroupAssignment>> GetAssignmentsAsync(IReadOnlyList<SubjectKey> customers, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(customers);
        RowSet wanted = RowSet.Of(customers.Select(Checked));
        return ReadAsync<IReadOnlyList<GroupAssignment>>(async work => await AssignmentsAsync(work, wanted).ConfigureAwait(false), ct);
    }

    /// <inheritdoc/>
    public ValueTask<bool> PlanGroupsAsync(Lease lease, IReadOnlyList<GroupAssignment> moves, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(moves);
        foreach (GroupAssignment move in moves)
            Checked(move.Key);
        return WriteAsync(
            async work =>
            {
                if (!await IsCurrentAsync(work, lease).ConfigureAwait(false))
                    return false;
                await AssignAsync(work, moves).ConfigureAwait(false);
                return true;
            },
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<bool> SettleGroupsAsync(
        GroupSettlement settlement, Func<StoreTransaction, CancellationToken, ValueTask> write, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        ArgumentNullException.ThrowIfNull(write);
        foreach (SettledGroup customer in settlement.Customers)
            Checked(customer.Key);
        return WriteAsync(
            async work =>
            {
                if (!await IsCurrentAsync(work, settlement.Lease).ConfigureAwait(false))
                    return false;
                work.IsRepeatable = false;
                await write(work.Shared, ct).ConfigureAwait(false);
                // Commits change who is due only with the sequence in their hands: so does this, lest the two wait for each other.
                long first = await SequenceNumbers.TakeAsync(work, settlement.History.Count).ConfigureAwait(false);
                await SettleAsync(work, settlement.Customers).ConfigureAwait(false);
                await HistoryRows.AddAsync(work, settlement.History, first).ConfigureAwait(false);
                return true;
            },
            ct);
    }

    private Task<List<(SubjectKey Key, long Stamp)>> DueAsync(StoreWork work, SubjectKey? after, int limit)
    {
        return after is { } key
            ? work.QueryAsync("read due", $"SELECT customer, stamp FROM {DueGroups} WHERE customer > {key} ORDER BY customer LIMIT {limit}", Read)
            : work.QueryAsync("read due", $"SELECT customer, stamp FROM {DueGroups} ORDER BY customer LIMIT {limit}", Read);

        (SubjectKey Key, long Stamp) Read(DbDataReader row) => (_dialect.ReadKey(row, 0), row.GetInt64(1));
    }

    private Task<List<GroupAssignment>> AssignmentsAsync(StoreWork work, RowSet customers) => work.QueryAsync(
        "read moves",
        $"""
        SELECT g.customer, g.segment_id, g.original_group, g.from_group, g.to_group, g.is_applied FROM {GroupMoves} g
        WHERE g.customer IN (SELECT r.customer FROM {customers}) ORDER BY g.customer
        """,
        row => new GroupAssignment(
            _dialect.ReadKey(row, 0), row.FindString(1), row.FindString(2), row.FindString(3), row.FindString(4), row.GetFlag(5)));

    private static async Task AssignAsync(StoreWork work, IReadOnlyList<GroupAssignment> moves)
    {
        if (moves.Count == 0)
            return;
        var rows = new RowSet(
            ("customer", StoreColumnType.Key),
            ("segment_id", StoreColumnType.Text),
            ("original_group", StoreColumnType.Text),
            ("from_group", StoreColumnType.Text),
            ("to_group", StoreColumnType.Text),
            ("is_applied", StoreColumnType.Integer));
        // The last move of a customer counts, and one statement cannot change a row twice.
        foreach (GroupAssignment move in moves.GroupBy(m => m.Key).Select(g => g.Last()))
            rows.Add(move.Key, move.SegmentId, move.Original, move.From, move.Group, move.IsApplied ? 1L : 0L);
        await work.ExecuteAsync(
            "write moves",
            $"""
            INSERT INTO {GroupMoves} (customer, segment_id, original_group, from_group, to_group, is_applied)
            SELECT r.customer, r.segment_id, r.original_group, r.from_group, r.to_group, r.is_applied FROM {rows} WHERE true
            ON CONFLICT (customer) DO UPDATE SET segment_id = excluded.segment_id, original_group = excluded.original_group,
            from_group = excluded.from_group, to_group = excluded.to_group, is_applied = excluded.is_applied
            """).ConfigureAwait(false);
    }

    private static async Task SettleAsync(StoreWork work, IReadOnlyList<SettledGroup> customers)
    {
        if (customers.Count == 0)
            return;
        var settled = new RowSet(("customer", StoreColumnType.Key), ("stamp", StoreColumnType.Integer));
        foreach (SettledGroup customer in customers)
            settled.Add(customer.Key, customer.Stamp);
        await work.ExecuteAsync(
            "settle due", $"DELETE FROM {DueGroups} WHERE (customer, stamp) IN (SELECT r.customer, r.stamp FROM {settled})").ConfigureAwait(false);
        RowSet unmoved = RowSet.Of(customers.Where(c => c.Assignment is null).Select(c => c.Key));
        if (unmoved.Count > 0)
            await work.ExecuteAsync("delete moves", $"DELETE FROM {GroupMoves} WHERE customer IN (SELECT r.customer FROM {unmoved})").ConfigureAwait(false);
        await AssignAsync(work, [.. customers.Select(c => c.Assignment).OfType<GroupAssignment>()]).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> GetTagsAsync(SubjectKey customer, CancellationToken ct)
    {
        Checked(customer);
        return ReadAsync<IReadOnlyList<string>>(
            async work =>
            {
                List<string> tags = await work.QueryAsync("read tags", $"SELECT tag FROM {Tags} WHERE customer = {customer}", static row => row.GetString(0)).ConfigureAwait(false);
                // The database orders by code points, which is not quite ordinal.
                tags.Sort(StringComparer.Ordinal);
                return tags;
            },
            ct);
    }

    /// <inheritdoc/>
    public ValueTask ChangeTagsAsync(
        SubjectKey customer, IReadOnlyCollection<string> give, IReadOnlyCollection<string> take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(give);
        ArgumentNullException.ThrowIfNull(take);
        Checked(customer);
        RowSet taken = RowSet.Of(take.Except(give, StringComparer.Ordinal).Order(StringComparer.Ordinal));
        RowSet given = RowSet.Of(give.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return WriteAsync(
            async work =>
            {
                if (taken.Count > 0)
                    await work.ExecuteAsync("take tags", $"DELETE FROM {Tags} WHERE customer = {customer} AND tag IN (SELECT r.id FROM {taken})").ConfigureAwait(false);
                if (given.Count > 0)
                    await work.ExecuteAsync("give tags", $"INSERT INTO {Tags} (customer, tag) SELECT {customer}, r.id FROM {given} WHERE true ON CONFLICT DO NOTHING").ConfigureAwait(false);
            },
            ct);
    }
}
