using static Segmentation.Sql.Store.StoreLayout;

namespace Segmentation.Sql.Store;

/// <summary>
/// What follows from customers' entering and leaving one segment: events, groups that are due, history. What needs numbers
/// of the sequence comes last in a transaction, as others wait for theirs until it ends.
/// </summary>
internal sealed class ChangeEffects(SegmentWrite write, DateTimeOffset asOf, string? correlationId)
{
    /// <summary>Whether the changes become events.</summary>
    public required bool WritesEvents { get; init; }

    /// <summary>Whether the groups of those who change are due.</summary>
    public required bool TouchesGroups { get; init; }

    /// <summary>The segment of which every member's group is due; null for none.</summary>
    public long? TouchedSegment { get; init; }

    /// <summary>Writes them.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="count">How many there are.</param>
    public async Task WriteAsync(StoreWork work, ChangeBlocks changes, long count)
    {
        long events = WritesEvents ? count : 0;
        bool touches = TouchesGroups || TouchedSegment is not null;
        if (events == 0 && !touches && write.History.Count == 0)
            return;
        // One stamp tells this commit's becoming due from any other's.
        long stamp = await SequenceNumbers.TakeAsync(work, 1 + events + write.History.Count).ConfigureAwait(false);
        long written = stamp + 1;
        if (events > 0 || TouchesGroups)
        {
            foreach (MemberChange[] block in changes.Blocks())
            {
                if (events > 0)
                    await WriteEventsAsync(work, block, written).ConfigureAwait(false);
                if (TouchesGroups)
                    await TouchAsync(work, block, stamp).ConfigureAwait(false);
                written += block.Length;
            }
        }

        if (TouchedSegment is { } segment)
        {
            await work.ExecuteAsync(
                "touch members",
                $"""
                INSERT INTO {DueGroups} (customer, stamp) SELECT m.customer, {stamp} FROM {Members} m WHERE m.segment = {segment}
                ON CONFLICT (customer) DO UPDATE SET stamp = excluded.stamp
                """).ConfigureAwait(false);
        }

        await HistoryRows.AppendAsync(work, write.History, stamp + 1 + events).ConfigureAwait(false);
    }

    private async Task WriteEventsAsync(StoreWork work, MemberChange[] block, long first)
    {
        var rows = new RowSet(("customer", StoreColumnType.Key), ("kind", StoreColumnType.Integer), ("cause", StoreColumnType.Integer));
        foreach (MemberChange change in block)
            rows.Add(change.Key, (long)change.Kind, (long)change.Cause);
        await work.ExecuteAsync(
            "write events",
            $"""
            INSERT INTO {Events} (sequence, segment_id, customer, kind, cause, as_of, written_at, run_id, correlation_id, attempts, received, is_dead)
            SELECT {first - 1} + r.n, {write.SegmentId}, r.customer, r.kind, r.cause, {asOf}, {write.At}, {write.RunId}, {correlationId}, 0, '[]', 0
            FROM {rows}
            """).ConfigureAwait(false);
    }

    private static async Task TouchAsync(StoreWork work, MemberChange[] block, long stamp) => await work.ExecuteAsync(
        "touch customers",
        $"""
        INSERT INTO {DueGroups} (customer, stamp) SELECT r.customer, {stamp} FROM {RowSet.Of(block.Select(c => c.Key))} WHERE true
        ON CONFLICT (customer) DO UPDATE SET stamp = excluded.stamp
        """).ConfigureAwait(false);
}
