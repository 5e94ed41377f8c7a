using System.Data.Common;
using static Segmentation.Sql.Store.StoreLayout;

namespace Segmentation.Sql.Store;

internal sealed partial class SqlSegmentStore
{
    private static readonly StoreFragment RunColumns = new("u.id, u.as_of, u.started_by, u.cause, u.correlation_id, u.started_at, u.segment_ids, u.status, u.finished_at");

    /// <inheritdoc/>
    public ValueTask BeginRunAsync(RefreshRun run, IReadOnlyList<LeasedSegment> segments, IReadOnlyList<HistoryEntry> history, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(history);
        return WriteAsync(
            async work =>
            {
                RowSet leased = await LockLeasedAsync(work, segments).ConfigureAwait(false);
                await work.ExecuteAsync(
                    "begin run",
                    $"""
                    INSERT INTO {Runs} (id, as_of, started_by, cause, correlation_id, started_at, segment_ids, status, finished_at)
                    VALUES ({run.Id}, {run.AsOf}, {run.Trigger}, {StoredText.ForPeople(run.Cause)}, {run.CorrelationId}, {run.StartedAt},
                    {run.SegmentIds.ToStored()}, {run.Status}, {run.FinishedAt})
                    ON CONFLICT (id) DO UPDATE SET status = {RunStatus.Running}, finished_at = NULL
                    """).ConfigureAwait(false);
                if (leased.Count > 0)
                {
                    await work.ExecuteAsync(
                        "mark processing",
                        $"UPDATE {Segments} SET status = {SegmentStatus.Processing}, error = NULL WHERE id IN (SELECT r.id FROM {leased})").ConfigureAwait(false);
                }

                await AppendHistoryAsync(work, history).ConfigureAwait(false);
            },
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<RefreshRun?> FindRunAsync(string runId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(runId);
        return ReadOneStateAsync(
            async work =>
            {
                List<RefreshRun> runs = await work.QueryAsync("read run", $"SELECT {RunColumns} FROM {Runs} u WHERE u.id = {runId}", RunOf).ConfigureAwait(false);
                return (await WithResultsAsync(work, runs).ConfigureAwait(false)).SingleOrDefault();
            },
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RefreshRun>> GetRunsAsync(int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadOneStateAsync<IReadOnlyList<RefreshRun>>(
            async work => await WithResultsAsync(
                work,
                await work.QueryAsync(
                    "read runs",
                    $"SELECT {RunColumns} FROM {Runs} u ORDER BY u.started_at DESC, u.id DESC LIMIT {limit}",
                    RunOf).ConfigureAwait(false)).ConfigureAwait(false),
            ct);
    }

    /// <inheritdoc/>
    public ValueTask FinishRunAsync(
        string runId, RunStatus status, DateTimeOffset at, IReadOnlyList<LeasedSegment> undone, IReadOnlyList<HistoryEntry> history, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(runId);
        ArgumentNullException.ThrowIfNull(undone);
        ArgumentNullException.ThrowIfNull(history);
        return WriteAsync(
            async work =>
            {
                RowSet leased = await LockLeasedAsync(work, undone).ConfigureAwait(false);
                await work.ExecuteAsync("finish run", $"UPDATE {Runs} SET status = {status}, finished_at = {at} WHERE id = {runId}").ConfigureAwait(false);
                if (leased.Count > 0)
                {
                    await work.ExecuteAsync(
                        "mark undone",
                        $"""
                        UPDATE {Segments} SET status = {SegmentStatus.Pending}, error = NULL
                        WHERE status = {SegmentStatus.Processing} AND id IN (SELECT r.id FROM {leased})
                        """).ConfigureAwait(false);
                }

                await AppendHistoryAsync(work, history).ConfigureAwait(false);
            },
            ct);
    }

    /// <summary>The ids of those segments whose leases are current, both of which stay locked.</summary>
    private static async Task<RowSet> LockLeasedAsync(StoreWork work, IReadOnlyList<LeasedSegment> segments)
    {
        var current = (await CurrentAsync(work, [.. segments.Select(s => s.Lease)]).ConfigureAwait(false)).ToHashSet();
        RowSet leased = RowSet.Of(segments.Where(s => current.Contains(s.Lease)).Select(s => s.SegmentId));
        if (leased.Count > 0)
            await LockSegmentsAsync(work, leased).ConfigureAwait(false);
        return leased;
    }

    private static async Task<List<RefreshRun>> WithResultsAsync(StoreWork work, List<RefreshRun> runs)
    {
        if (runs.Count == 0)
            return runs;
        var results = await work.QueryAsync(
            "read results",
            $"""
            SELECT t.run_id, t.segment_id, t.error, t.size, t.entered, t.departed FROM {RunResults} t
            WHERE t.run_id IN (SELECT r.id FROM {RowSet.Of(runs.Select(r => r.Id))}) ORDER BY t.run_id, t.segment_id
            """,
            static row => (RunId: row.GetString(0), Result: new RunResult(row.GetString(1), row.FindString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)))).ConfigureAwait(false);
        ILookup<string, RunResult> byRun = results.ToLookup(r => r.RunId, r => r.Result, StringComparer.Ordinal);
        return [.. runs.Select(r => r with { Results = [.. byRun[r.Id]] })];
    }

    private static RefreshRun RunOf(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        AsOf = row.GetInstant(1),
        Trigger = row.GetEnum<RefreshTrigger>(2),
        Cause = row.FindString(3),
        CorrelationId = row.FindString(4),
        StartedAt = row.GetInstant(5),
        SegmentIds = row.GetTexts(6),
        Status = row.GetEnum<RunStatus>(7),
        FinishedAt = row.FindInstant(8),
    };
}
