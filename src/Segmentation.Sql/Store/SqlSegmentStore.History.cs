using System.Data.Common;
using static Segmentation.Sql.Store.StoreLayout;

namespace Segmentation.Sql.Store;

internal sealed partial class SqlSegmentStore
{
    /// <summary>The entries or runs that are deleted at a time, so that no transaction is long.</summary>
    private const int DeletedBlock = 5000;

    /// <inheritdoc/>
    public ValueTask AppendHistoryAsync(IReadOnlyList<HistoryEntry> entries, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return WriteAsync(work => AppendHistoryAsync(work, entries), ct);
    }

    /// <inheritdoc/>
    public ValueTask<HistoryPage> GetHistoryAsync(HistoryQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        StoreFilter filter = new StoreFilter()
            .And("sequence <", query.Before)
            .And("segment_id =", query.SegmentId)
            .And("run_id =", query.RunId)
            .And("action =", (long?)query.Action)
            .And("happened_at >=", query.From)
            .And("happened_at <", query.Until);
        return ReadAsync(
            async work =>
            {
                List<HistoryEntry> found = await work.QueryAsync(
                    "read history",
                    $"""
                    SELECT sequence, id, happened_at, action, segment_id, run_id, started_by, cause, correlation_id, affected, message
                    FROM {HistoryEntries} WHERE 1 = 1{filter} ORDER BY sequence DESC LIMIT {query.Limit + 1L}
                    """,
                    EntryOf).ConfigureAwait(false);
                return found.Count > query.Limit ? new HistoryPage(found[..^1], found[^2].Sequence) : new HistoryPage(found, null);
            },
            ct);
    }

    /// <inheritdoc/>
    public async ValueTask<long> DeleteHistoryAsync(DateTimeOffset before, CancellationToken ct)
    {
        long deleted = 0;
        foreach (Func<StoreWork, Task<int>> delete in new Func<StoreWork, Task<int>>[] { DeleteEntriesAsync, DeleteRunsAsync })
        {
            int block;
            do
            {
                block = await WriteAsync(delete, ct).ConfigureAwait(false);
                deleted += block;
            }
            while (block == DeletedBlock);
        }

        return deleted;

        Task<int> DeleteEntriesAsync(StoreWork work) => work.ExecuteAsync(
            "delete history",
            $"DELETE FROM {HistoryEntries} WHERE sequence IN (SELECT h.sequence FROM {HistoryEntries} h WHERE h.happened_at < {before} ORDER BY h.happened_at LIMIT {DeletedBlock})");

        async Task<int> DeleteRunsAsync(StoreWork work)
        {
            RowSet runs = RowSet.Of(await work.QueryAsync(
                "find ended runs",
                $"SELECT u.id FROM {Runs} u WHERE u.finished_at < {before} ORDER BY u.id LIMIT {DeletedBlock}{work.Dialect.ForUpdate}",
                static row => row.GetString(0)).ConfigureAwait(false));
            await work.ExecuteAsync("delete results", $"DELETE FROM {RunResults} WHERE run_id IN (SELECT r.id FROM {runs})").ConfigureAwait(false);
            return await work.ExecuteAsync("delete runs", $"DELETE FROM {Runs} WHERE id IN (SELECT r.id FROM {runs})").ConfigureAwait(false);
        }
    }

    private static async Task AppendHistoryAsync(StoreWork work, IReadOnlyList<HistoryEntry> entries)
    {
        if (entries.Count > 0)
            await HistoryRows.AppendAsync(work, entries, await SequenceNumbers.TakeAsync(work, entries.Count).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static HistoryEntry EntryOf(DbDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        Id = row.GetString(1),
        At = row.GetInstant(2),
        Action = row.GetEnum<HistoryAction>(3),
        SegmentId = row.FindString(4),
        RunId = row.GetString(5),
        Trigger = row.GetEnum<RefreshTrigger>(6),
        Cause = row.FindString(7),
        CorrelationId = row.FindString(8),
        Affected = row.GetInt64(9),
        Message = row.FindString(10),
    };
}
