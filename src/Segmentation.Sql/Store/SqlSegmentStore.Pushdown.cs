using System.Data.Common;
using Segmentation.Refresh;
using static Segmentation.Sql.Store.StoreLayout;

namespace Segmentation.Sql.Store;

internal sealed partial class SqlSegmentStore
{
    /// <summary>What changes while a transaction refreshes segments; empty between transactions. Only made where it is used.</summary>
    private static readonly StoreTable Changes = new(
        "changes",
        [new("segment", StoreColumnType.Integer), new("customer", StoreColumnType.Key), new("kind", StoreColumnType.Small), new("cause", StoreColumnType.Small)],
        ["segment", "customer"]);

    private bool _canPushDown;

    /// <summary>The name of a table as a statement has it.</summary>
    public string NameOf(StoreTable table) => StoreDialect.Quote(_settings.Names, _settings.Names.Of(table));

    /// <summary>Makes the table that a refresh inside the database works with, where it is missing.</summary>
    public async ValueTask PreparePushdownAsync(CancellationToken ct)
    {
        if (_canPushDown)
            return;
        if (!await ReadAsync(work => _dialect.HasTableAsync(work, Changes), ct).ConfigureAwait(false))
        {
            string statement = new StoreMigration(_dialect, _settings.Names, new StoreLayoutVersion(1, [Changes])).StatementsTo(1).Single();
            if (!_settings.MakesTables)
                throw new SegmentStoreException($"The store of segments ({_dialect.Name}, {_settings.Names}) lacks the table that a refresh inside the database needs, and MakesTables is off; make it by: {statement}");
            await WriteAsync(
                async work =>
                {
                    await _dialect.BeginMigrationAsync(work).ConfigureAwait(false);
                    if (!await _dialect.HasTableAsync(work, Changes).ConfigureAwait(false))
                        await work.ExecuteAsync("make changes", $"{new StoreFragment(statement)}").ConfigureAwait(false);
                },
                ct).ConfigureAwait(false);
        }

        _canPushDown = true;
    }

    /// <summary>Refreshes segments in one transaction, whose statements are as many whatever the segments and customers are.</summary>
    /// <param name="writes">The segments.</param>
    /// <param name="difference">Writes how their members differ from the stored ones.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="ct">Cancels; then nothing is written.</param>
    /// <exception cref="PushdownFailedException">The members of a segment cannot be found; nothing is written.</exception>
    public ValueTask<IReadOnlyDictionary<string, PushdownResult>> PushDownAsync(
        IReadOnlyList<SegmentPushdown> writes, DifferenceStatement difference, DateTimeOffset asOf, CancellationToken ct) => WriteAsync(
        async work =>
        {
            var results = new Dictionary<string, PushdownResult>(StringComparer.Ordinal);
            IReadOnlyList<PushedSegment> pushed = await CurrentAsync(work, writes, results).ConfigureAwait(false);
            if (pushed.Count == 0)
                return (IReadOnlyDictionary<string, PushdownResult>)results;
            await FindChangesAsync(work, pushed, difference).ConfigureAwait(false);
            long[] all = NumbersOf(pushed, _ => true);
            ILookup<long, (MemberChangeKind Kind, long Count)> counts = (await work.QueryAsync(
                "count changes",
                $"SELECT c.segment, c.kind, COUNT(*) FROM {Changes} c WHERE {Among("c.segment", all)} GROUP BY c.segment, c.kind",
                static row => (Segment: row.GetInt64(0), Kind: row.GetEnum<MemberChangeKind>(1), Count: row.GetInt64(2))).ConfigureAwait(false)).ToLookup(c => c.Segment, c => (c.Kind, c.Count));
            await work.ExecuteAsync(
                "enter members",
                $"INSERT INTO {Members} (segment, customer, since) SELECT c.segment, c.customer, {asOf} FROM {Changes} c WHERE c.kind = {MemberChangeKind.Entered} AND {Among("c.segment", all)}").ConfigureAwait(false);
            await work.ExecuteAsync(
                "leave members",
                $"""
                DELETE FROM {Members} AS m WHERE {Among("m.segment", all)} AND EXISTS
                (SELECT 1 FROM {Changes} c WHERE c.segment = m.segment AND c.customer = m.customer AND c.kind = {MemberChangeKind.Left})
                """).ConfigureAwait(false);
            Dictionary<long, long> sizes = (await work.QueryAsync(
                "count members",
                $"SELECT m.segment, COUNT(*) FROM {Members} m WHERE {Among("m.segment", all)} GROUP BY m.segment",
                static row => (Segment: row.GetInt64(0), Size: row.GetInt64(1))).ConfigureAwait(false)).ToDictionary(s => s.Segment, s => s.Size);
            foreach (PushedSegment segment in pushed)
            {
                segment.Result = new PushdownResult(
                    CommitOutcome.Committed,
                    sizes.GetValueOrDefault(segment.Number),
                    counts[segment.Number].Where(c => c.Kind == MemberChangeKind.Entered).Sum(c => c.Count),
                    counts[segment.Number].Where(c => c.Kind == MemberChangeKind.Left).Sum(c => c.Count));
                results.Add(segment.Write.SegmentId, segment.Result);
            }

            await CompleteAsync(work, pushed, asOf).ConfigureAwait(false);
            await WriteEffectsAsync(work, pushed, asOf).ConfigureAwait(false);
            await work.ExecuteAsync("clear changes", $"DELETE FROM {Changes} AS c WHERE {Among("c.segment", all)}").ConfigureAwait(false);
            return results;
        },
        ct);

    /// <summary>Those of the segments that are still this process's to write, which stay locked; what became of the others is a result.</summary>
    private static async Task<IReadOnlyList<PushedSegment>> CurrentAsync(StoreWork work, IReadOnlyList<SegmentPushdown> writes, Dictionary<string, PushdownResult> results)
    {
        HashSet<Lease> held = [.. await CurrentAsync(work, [.. writes.Select(w => w.Lease)]).ConfigureAwait(false)];
        RowSet ids = RowSet.Of(writes.Select(w => w.SegmentId));
        Dictionary<string, (long Number, long Revision)> known = (await work.QueryAsync(
            "check revisions",
            $"SELECT s.id, s.number, s.revision FROM {Segments} s WHERE s.id IN (SELECT r.id FROM {ids}) ORDER BY s.id{work.Dialect.ForUpdate}",
            static row => (Id: row.GetString(0), Number: row.GetInt64(1), Revision: row.GetInt64(2))).ConfigureAwait(false))
            .ToDictionary(s => s.Id, s => (s.Number, s.Revision), StringComparer.Ordinal);
        List<PushedSegment> current = [];
        foreach (SegmentPushdown write in writes)
        {
            if (!held.Contains(write.Lease))
                results.Add(write.SegmentId, new PushdownResult(CommitOutcome.LeaseLost, 0, 0, 0));
            else if (!known.TryGetValue(write.SegmentId, out (long Number, long Revision) segment) || segment.Revision != write.Revision)
                results.Add(write.SegmentId, new PushdownResult(CommitOutcome.DefinitionChanged, 0, 0, 0));
            else
                current.Add(new PushedSegment(write, segment.Number));
        }

        return current;
    }

    /// <summary>All segments by one statement, which sees one state of the customers.</summary>
    private static async Task FindChangesAsync(StoreWork work, IReadOnlyList<PushedSegment> pushed, DifferenceStatement difference)
    {
        try
        {
            Func<StatementParameters, string> select = parameters =>
                string.Join("\nUNION ALL\n", pushed.Select(segment => difference.Of(segment.Write, segment.Number, parameters)));
            await work.ExecuteAsync("find changes", $"INSERT INTO {Changes} (segment, customer, kind, cause)\n{select}").ConfigureAwait(false);
        }
        catch (SegmentStoreException failure) when (failure.InnerException is DbException error && work.Dialect.TroubleOf(error) == StoreTrouble.Unknown)
        {
            throw new PushdownFailedException(failure);
        }
    }

    private static async Task CompleteAsync(StoreWork work, IReadOnlyList<PushedSegment> pushed, DateTimeOffset asOf)
    {
        SegmentPushdown any = pushed[0].Write;
        var rows = new RowSet(
            ("number", StoreColumnType.Integer),
            ("segment_id", StoreColumnType.Text),
            ("revision", StoreColumnType.Integer),
            ("size", StoreColumnType.Integer),
            ("entered", StoreColumnType.Integer),
            ("departed", StoreColumnType.Integer),
            ("group_name", StoreColumnType.Text),
            ("priority", StoreColumnType.Integer),
            ("tags", StoreColumnType.Text));
        foreach (PushedSegment segment in pushed)
        {
            SegmentEffects effects = segment.Write.Effects.Effects;
            PushdownResult result = segment.Result!;
            rows.Add(
                segment.Number, segment.Write.SegmentId, segment.Write.Revision, result.Size, result.Entered, result.Left, effects.Group, (long)effects.Priority, effects.Tags.ToStored());
        }

        await work.ExecuteAsync(
            "complete segments",
            $"""
            UPDATE {Segments} AS s SET status = {SegmentStatus.Completed}, error = NULL, run_id = {any.RunId}, as_of = {asOf}, refreshed_at = {any.At},
            members_revision = r.revision, size = r.size, duration = {any.Duration.Ticks}, rows_read = {0L}, group_name = r.group_name, priority = r.priority, tags = r.tags
            FROM {rows} WHERE s.number = r.number
            """).ConfigureAwait(false);
        await work.ExecuteAsync(
            "record results",
            $"""
            INSERT INTO {RunResults} (run_id, segment_id, error, size, entered, departed)
            SELECT u.id, r.segment_id, NULL, r.size, r.entered, r.departed FROM {rows} JOIN {Runs} u ON u.id = {any.RunId} WHERE true
            ON CONFLICT (run_id, segment_id) DO UPDATE SET error = excluded.error, size = excluded.size, entered = excluded.entered, departed = excluded.departed
            """).ConfigureAwait(false);
    }

    private async Task WriteEffectsAsync(StoreWork work, IReadOnlyList<PushedSegment> pushed, DateTimeOffset asOf)
    {
        SegmentPushdown any = pushed[0].Write;
        long[] telling = NumbersOf(pushed, e => e.WritesEvents), touching = NumbersOf(pushed, e => e.TouchesGroups), touchingAll = NumbersOf(pushed, e => e.TouchesAllGroups);
        long events = pushed.Where(s => s.Write.Effects.WritesEvents).Sum(s => s.Result!.Entered + s.Result.Left);
        HistoryEntry[] history = [.. pushed.SelectMany(s => s.Write.HistoryOf(s.Result!.Size, s.Result.Entered, s.Result.Left))];
        // Others wait for their numbers until the transaction ends, so that this comes last.
        long stamp = await SequenceNumbers.TakeAsync(work, 1 + events + history.Length).ConfigureAwait(false);
        if (telling.Length > 0)
        {
            await work.ExecuteAsync(
                "write events",
                $"""
                INSERT INTO {Events} (sequence, segment_id, customer, kind, cause, as_of, written_at, run_id, correlation_id, attempts, received, is_dead)
                SELECT {stamp} + row_number() OVER (ORDER BY s.id, c.customer), s.id, c.customer, c.kind, c.cause, {asOf}, {any.At}, {any.RunId}, {any.CorrelationId}, 0, '[]', 0
                FROM {Changes} c JOIN {Segments} s ON s.number = c.segment WHERE {Among("c.segment", telling)}
                """).ConfigureAwait(false);
        }

        await TouchAsync(work, Changes, touching, stamp).ConfigureAwait(false);
        await TouchAsync(work, Members, touchingAll, stamp).ConfigureAwait(false);
        await HistoryRows.AppendAsync(work, history, stamp + 1 + events).ConfigureAwait(false);
    }

    /// <summary>The group of every customer of a table is due who has a row of certain segments.</summary>
    private async Task TouchAsync(StoreWork work, StoreTable table, long[] segments, long stamp)
    {
        if (segments.Length == 0)
            return;
        await work.ExecuteAsync(
            "touch customers",
            $"""
            INSERT INTO {DueGroups} (customer, stamp) SELECT DISTINCT t.customer, {stamp} FROM {table} t WHERE {Among("t.segment", segments)}
            ON CONFLICT (customer) DO UPDATE SET stamp = excluded.stamp
            """).ConfigureAwait(false);
    }

    /// <summary>Whether a row is of one of certain segments.</summary>
    private Func<StatementParameters, string> Among(string column, long[] segments) => parameters => _dialect.Composition.IsAmong(column, segments, parameters);

    private static long[] NumbersOf(IReadOnlyList<PushedSegment> pushed, Func<CommitEffects, bool> chosen) =>
        [.. pushed.Where(s => chosen(s.Write.Effects)).Select(s => s.Number)];

    /// <summary>A segment in the transaction.</summary>
    private sealed class PushedSegment(SegmentPushdown write, long number)
    {
        public SegmentPushdown Write { get; } = write;

        public long Number { get; } = number;

        public PushdownResult? Result { get; set; }
    }
}
