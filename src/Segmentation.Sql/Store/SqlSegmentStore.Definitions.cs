using System.Data.Common;
using static Segmentation.Sql.Store.StoreLayout;

namespace Segmentation.Sql.Store;

internal sealed partial class SqlSegmentStore
{
    private static readonly StoreFragment SegmentColumns = new(
        "id, definition, version, revision, created_at, saved_at, status, error, run_id, as_of, refreshed_at, members_revision, size, duration, rows_read, group_name, priority, tags");

    /// <inheritdoc/>
    public ValueTask<long> GetVersionAsync(CancellationToken ct) => ReadAsync(work => NumberAsync(work, StoreNumber.Definitions), ct);

    /// <inheritdoc/>
    public ValueTask<StoredDefinitions> GetDefinitionsAsync(CancellationToken ct) => ReadOneStateAsync(
        async work => new StoredDefinitions(
            await NumberAsync(work, StoreNumber.Definitions).ConfigureAwait(false),
            await work.QueryAsync("read segments", $"SELECT {SegmentColumns} FROM {Segments} ORDER BY id", SegmentOf).ConfigureAwait(false),
            await work.QueryAsync(
                "read lists",
                $"SELECT s.id, l.list, l.customer FROM {ListedCustomers} l JOIN {Segments} s ON s.number = l.segment ORDER BY s.id, l.list, l.customer",
                row => new ListedCustomer(row.GetString(0), row.GetEnum<StickyList>(1), _dialect.ReadKey(row, 2))).ConfigureAwait(false)),
        ct);

    /// <inheritdoc/>
    public ValueTask<StoredSegment?> FindSegmentAsync(string segmentId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        return ReadAsync(
            async work => (await work.QueryAsync("read segment", $"SELECT {SegmentColumns} FROM {Segments} WHERE id = {segmentId}", SegmentOf).ConfigureAwait(false))
                .SingleOrDefault(),
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<long?> ChangeDefinitionsAsync(DefinitionChange change, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(change);
        foreach (ListEdit edit in change.Lists)
            Checked(edit.Customer.Key);
        if (change.Saves.Select(s => s.Id).Distinct(StringComparer.Ordinal).Count() < change.Saves.Count)
            throw new ArgumentException("A segment is saved twice in one change.", nameof(change));
        return WriteAsync<long?>(
            async work =>
            {
                if (await NumberAsync(work, StoreNumber.Definitions, locks: true).ConfigureAwait(false) != change.ExpectedVersion)
                    return null;
                long version = change.ExpectedVersion + 1;
                RowSet changed = RowSet.Of(
                    change.Saves.Select(s => s.Id).Concat(change.Lists.Select(l => l.Customer.SegmentId)).Concat(change.Stale).Distinct(StringComparer.Ordinal));
                await RaiseVersionAsync(work).ConfigureAwait(false);
                await LockSegmentsAsync(work, changed).ConfigureAwait(false);
                await SaveAsync(work, change, version).ConfigureAwait(false);
                await EditListsAsync(work, change.Lists).ConfigureAwait(false);
                await work.ExecuteAsync(
                    "mark pending",
                    $"UPDATE {Segments} SET revision = {version}, status = {SegmentStatus.Pending}, error = NULL WHERE id IN (SELECT r.id FROM {changed})").ConfigureAwait(false);
                return version;
            },
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<CommitOutcome> DeleteAsync(SegmentDeletion deletion, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(deletion);
        return WriteAsync(
            async work =>
            {
                if (!await IsCurrentAsync(work, deletion.Lease).ConfigureAwait(false))
                    return CommitOutcome.LeaseLost;
                if (await NumberAsync(work, StoreNumber.Definitions, locks: true).ConfigureAwait(false) != deletion.ExpectedVersion
                    || await FindRevisionAsync(work, deletion).ConfigureAwait(false) is not { } segment)
                    return CommitOutcome.DefinitionChanged;
                await RaiseVersionAsync(work).ConfigureAwait(false);
                await work.ExecuteAsync("delete members", $"DELETE FROM {Members} WHERE segment = {segment}").ConfigureAwait(false);
                await work.ExecuteAsync("delete lists", $"DELETE FROM {ListedCustomers} WHERE segment = {segment}").ConfigureAwait(false);
                await work.ExecuteAsync("delete segment", $"DELETE FROM {Segments} WHERE number = {segment}").ConfigureAwait(false);
                var changes = new ChangeBlocks(deletion.Changes, Checked, ct);
                var effects = new ChangeEffects(deletion, deletion.AsOf, deletion.CorrelationId)
                {
                    WritesEvents = deletion.WritesEvents,
                    TouchesGroups = deletion.TouchesGroups,
                };
                await effects.WriteAsync(work, changes, changes.Count()).ConfigureAwait(false);
                return CommitOutcome.Committed;
            },
            ct);
    }

    private static async Task RaiseVersionAsync(StoreWork work) =>
        await work.ExecuteAsync("raise version", $"UPDATE {Numbers} SET value = value + 1 WHERE name = {StoreNumber.Definitions}").ConfigureAwait(false);

    private static async Task SaveAsync(StoreWork work, DefinitionChange change, long version)
    {
        if (change.Saves.Count == 0)
            return;
        long last = await work.FindNumberAsync(
            "number segments",
            $"UPDATE {Numbers} SET value = value + {change.Saves.Count} WHERE name = {StoreNumber.Segments} RETURNING value").ConfigureAwait(false) ?? throw work.Unprepared();
        var saves = new RowSet(("id", StoreColumnType.Text), ("definition", StoreColumnType.Text));
        foreach (SavedDefinition save in change.Saves.OrderBy(s => s.Id, StringComparer.Ordinal))
            saves.Add(save.Id, save.Json);
        await work.ExecuteAsync(
            "save definitions",
            $"""
            INSERT INTO {Segments} AS s (number, id, definition, version, revision, created_at, saved_at, status, size, duration, rows_read, priority, tags)
            SELECT {last - change.Saves.Count} + r.n, r.id, r.definition, 1, {version}, {change.At}, {change.At}, {SegmentStatus.Pending}, 0, 0, 0, 0, '[]'
            FROM {saves} WHERE true ORDER BY r.n
            ON CONFLICT (id) DO UPDATE SET definition = excluded.definition, version = s.version + 1, saved_at = excluded.saved_at
            """).ConfigureAwait(false);
    }

    private static async Task EditListsAsync(StoreWork work, IReadOnlyList<ListEdit> edits)
    {
        if (edits.Count == 0)
            return;
        // The last word on a customer counts.
        var last = new Dictionary<ListedCustomer, bool>();
        foreach (ListEdit edit in edits)
            last[edit.Customer] = edit.IsListed;
        string[] ids = [.. edits.Select(e => e.Customer.SegmentId).Distinct(StringComparer.Ordinal)];
        List<string> known = await work.QueryAsync(
            "find listed segments", $"SELECT s.id FROM {Segments} s WHERE s.id IN (SELECT r.id FROM {RowSet.Of(ids)})", static row => row.GetString(0)).ConfigureAwait(false);
        if (ids.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new ArgumentException($"There is no segment '{unknown}' whose list could be edited.", nameof(edits));
        foreach (bool isListed in new[] { false, true })
        {
            RowSet rows = new(("id", StoreColumnType.Text), ("list", StoreColumnType.Integer), ("customer", StoreColumnType.Key));
            foreach (ListedCustomer listed in last.Where(e => e.Value == isListed).Select(e => e.Key))
                rows.Add(listed.SegmentId, (long)listed.List, listed.Key);
            if (rows.Count == 0)
                continue;
            await (isListed
                ? work.ExecuteAsync(
                    "list customers",
                    $"INSERT INTO {ListedCustomers} (segment, list, customer) SELECT s.number, r.list, r.customer FROM {rows} JOIN {Segments} s ON s.id = r.id WHERE true ON CONFLICT DO NOTHING")
                : work.ExecuteAsync(
                    "unlist customers",
                    $"""
                    DELETE FROM {ListedCustomers} WHERE (segment, list, customer) IN
                    (SELECT s.number, r.list, r.customer FROM {rows} JOIN {Segments} s ON s.id = r.id)
                    """)).ConfigureAwait(false);
        }
    }

    /// <summary>Locks segments in the order of their ids, so that two who write to several do not wait for each other.</summary>
    private static async Task LockSegmentsAsync(StoreWork work, RowSet ids) => await work.QueryAsync(
        "lock segments",
        $"SELECT s.number FROM {Segments} s WHERE s.id IN (SELECT r.id FROM {ids}) ORDER BY s.id{work.Dialect.ForUpdate}",
        static row => row.GetInt64(0)).ConfigureAwait(false);

    private static StoredSegment SegmentOf(DbDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetInt64(2),
        row.GetInt64(3),
        row.GetInstant(4),
        row.GetInstant(5),
        new SegmentState
        {
            Status = row.GetEnum<SegmentStatus>(6),
            Error = row.FindString(7),
            RunId = row.FindString(8),
            AsOf = row.FindInstant(9),
            RefreshedAt = row.FindInstant(10),
            Revision = row.FindNumber(11),
            Size = row.GetInt64(12),
            Duration = TimeSpan.FromTicks(row.GetInt64(13)),
            RowsRead = row.GetInt64(14),
            Effects = new SegmentEffects { Group = row.FindString(15), Priority = (int)row.GetInt64(16), Tags = row.GetTexts(17) },
        });
}
