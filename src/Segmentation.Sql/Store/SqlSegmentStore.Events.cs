using System.Data.Common;
using static Segmentation.Sql.Store.StoreLayout;

namespace Segmentation.Sql.Store;

internal sealed partial class SqlSegmentStore
{
    private static readonly StoreFragment EventColumns = new(
        "e.sequence, e.segment_id, e.customer, e.kind, e.cause, e.as_of, e.written_at, e.run_id, e.correlation_id, e.attempts, e.next_attempt_at, e.error, e.received, e.is_dead");

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxEvent>> GetReadyEventsAsync(DateTimeOffset now, int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync<IReadOnlyList<OutboxEvent>>(
            async work => await work.QueryAsync(
                "read ready events",
                $"""
                SELECT {EventColumns} FROM {Events} e
                WHERE e.is_dead = 0 AND (e.next_attempt_at IS NULL OR e.next_attempt_at <= {now}) AND NOT EXISTS
                (SELECT 1 FROM {Events} w WHERE w.customer = e.customer AND w.sequence < e.sequence
                AND w.next_attempt_at IS NOT NULL AND w.next_attempt_at > {now} AND w.is_dead = 0)
                ORDER BY e.sequence LIMIT {limit}
                """,
                EventOf).ConfigureAwait(false),
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<bool> SettleEventsAsync(Lease lease, IReadOnlyList<EventDelivery> deliveries, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(deliveries);
        return WriteAsync(
            async work =>
            {
                if (!await IsCurrentAsync(work, lease).ConfigureAwait(false))
                    return false;
                RowSet delivered = RowSet.Of(deliveries.Where(d => d.Status == DeliveryStatus.Delivered).Select(d => d.Sequence));
                if (delivered.Count > 0)
                    await work.ExecuteAsync("delete delivered", $"DELETE FROM {Events} WHERE sequence IN (SELECT r.number FROM {delivered})").ConfigureAwait(false);
                await RecordFailuresAsync(work, deliveries.Where(d => d.Status != DeliveryStatus.Delivered)).ConfigureAwait(false);
                return true;
            },
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxEvent>> GetDeadEventsAsync(long after, int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync<IReadOnlyList<OutboxEvent>>(
            async work => await work.QueryAsync(
                "read dead events",
                $"SELECT {EventColumns} FROM {Events} e WHERE e.is_dead = 1 AND e.sequence > {after} ORDER BY e.sequence LIMIT {limit}",
                EventOf).ConfigureAwait(false),
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<int> RetryDeadEventsAsync(IReadOnlyCollection<long> sequences, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        return WriteAsync(
            work => work.ExecuteAsync(
                "retry dead events",
                $"""
                UPDATE {Events} SET is_dead = 0, attempts = 0, next_attempt_at = NULL, error = NULL
                WHERE is_dead = 1 AND sequence IN (SELECT r.number FROM {RowSet.Of(sequences)})
                """),
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteDeadEventsAsync(IReadOnlyCollection<long> sequences, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        return WriteAsync(
            work => work.ExecuteAsync(
                "delete dead events", $"DELETE FROM {Events} WHERE is_dead = 1 AND sequence IN (SELECT r.number FROM {RowSet.Of(sequences)})"),
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<OutboxCounts> CountEventsAsync(CancellationToken ct) => ReadAsync(
        async work => (await work.QueryAsync(
            "count events",
            $"""
            SELECT count(*) - coalesce(sum(e.is_dead), 0), coalesce(sum(e.is_dead), 0), min(CASE WHEN e.is_dead = 0 THEN e.written_at END) FROM {Events} e
            """,
            static row => new OutboxCounts(row.GetInt64(0), row.GetInt64(1), row.FindInstant(2))).ConfigureAwait(false)).Single(),
        ct);

    private static async Task RecordFailuresAsync(StoreWork work, IEnumerable<EventDelivery> failures)
    {
        var rows = new RowSet(
            ("number", StoreColumnType.Integer),
            ("attempts", StoreColumnType.Integer),
            ("next_attempt_at", StoreColumnType.Integer),
            ("error", StoreColumnType.Text),
            ("received", StoreColumnType.Text),
            ("is_dead", StoreColumnType.Integer));
        foreach (EventDelivery failure in failures)
        {
            rows.Add(
                failure.Sequence,
                (long)failure.Attempts,
                failure.NextAttempt?.ToStored(),
                StoredText.ForPeople(failure.Error),
                (failure.Received ?? []).Order(StringComparer.Ordinal).ToStored(),
                failure.Status == DeliveryStatus.Dead ? 1L : 0L);
        }

        if (rows.Count == 0)
            return;
        await work.ExecuteAsync(
            "record failures",
            $"""
            UPDATE {Events} AS e SET attempts = r.attempts, next_attempt_at = r.next_attempt_at, error = r.error, received = r.received, is_dead = r.is_dead
            FROM {rows} WHERE e.sequence = r.number
            """).ConfigureAwait(false);
    }

    private OutboxEvent EventOf(DbDataReader row)
    {
        var change = new MemberChange(_dialect.ReadKey(row, 2), row.GetEnum<MemberChangeKind>(3), row.GetEnum<MemberChangeCause>(4));
        string runId = row.GetString(7), segmentId = row.GetString(1);
        var @event = new SegmentEvent
        {
            Id = SegmentEvent.IdOf(runId, segmentId, change),
            Sequence = row.GetInt64(0),
            SegmentId = segmentId,
            Customer = change.Key,
            Kind = change.Kind,
            Cause = change.Cause,
            AsOf = row.GetInstant(5),
            WrittenAt = row.GetInstant(6),
            RunId = runId,
            CorrelationId = row.FindString(8),
        };
        return new OutboxEvent(@event, (int)row.GetInt64(9), row.FindInstant(10), row.FindString(11), row.GetTexts(12), row.GetFlag(13));
    }
}
