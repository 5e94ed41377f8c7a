using static Segmentation.Sql.Store.StoreColumnType;
using static Segmentation.Sql.Store.StoreLayout;

namespace Segmentation.Sql.Store;

/// <summary>Entries of history, as a transaction appends them.</summary>
internal static class HistoryRows
{
    private static readonly StoreFragment KeepsKnown = new("ON CONFLICT (id) DO NOTHING");
    private static readonly StoreFragment AddsToKnown = new("ON CONFLICT (id) DO UPDATE SET affected = h.affected + excluded.affected");

    /// <summary>Appends entries; one whose id is there already is left as it is.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="first">The sequence number of the first one.</param>
    public static Task AppendAsync(StoreWork work, IReadOnlyList<HistoryEntry> entries, long first) => WriteAsync(work, entries, first, KeepsKnown);

    /// <summary>Appends entries; one whose id is there already adds to what that one affected.</summary>
    public static Task AddAsync(StoreWork work, IReadOnlyList<HistoryEntry> entries, long first)
    {
        // One statement cannot change a row twice.
        IEnumerable<HistoryEntry> sums = entries.GroupBy(e => e.Id, StringComparer.Ordinal).Select(g => g.First() with { Affected = g.Sum(e => e.Affected) });
        return WriteAsync(work, [.. sums], first, AddsToKnown);
    }

    private static async Task WriteAsync(StoreWork work, IReadOnlyList<HistoryEntry> entries, long first, StoreFragment known)
    {
        if (entries.Count == 0)
            return;
        var rows = new RowSet(
            ("id", Text),
            ("happened_at", Integer),
            ("action", Integer),
            ("segment_id", Text),
            ("run_id", Text),
            ("started_by", Integer),
            ("cause", Text),
            ("correlation_id", Text),
            ("affected", Integer),
            ("message", Text));
        foreach (HistoryEntry entry in entries)
        {
            rows.Add(
                entry.Id,
                entry.At.ToStored(),
                (long)entry.Action,
                entry.SegmentId,
                entry.RunId,
                (long)entry.Trigger,
                StoredText.ForPeople(entry.Cause),
                entry.CorrelationId,
                entry.Affected,
                StoredText.ForPeople(entry.Message));
        }

        await work.ExecuteAsync(
            "append history",
            $"""
            INSERT INTO {HistoryEntries} AS h (sequence, id, happened_at, action, segment_id, run_id, started_by, cause, correlation_id, affected, message)
            SELECT {first - 1} + r.n, r.id, r.happened_at, r.action, r.segment_id, r.run_id, r.started_by, r.cause, r.correlation_id, r.affected, r.message
            FROM {rows} WHERE true
            {known}
            """).ConfigureAwait(false);
    }
}
