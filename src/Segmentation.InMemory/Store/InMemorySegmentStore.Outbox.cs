using System.Collections.Immutable;
using Segmentation.InMemory.Store;

namespace Segmentation.InMemory;

public sealed partial class InMemorySegmentStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxEvent>> GetReadyEventsAsync(DateTimeOffset now, int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var ready = new List<OutboxEvent>();
        var waiting = new HashSet<SubjectKey>();
        foreach (OutboxEvent @event in Read(ct).Outbox.Values)
        {
            if (@event.IsDead || waiting.Contains(@event.Event.Customer))
                continue;
            if (@event.NextAttempt > now)
                waiting.Add(@event.Event.Customer);
            else
                ready.Add(@event);
            if (ready.Count == limit)
                break;
        }

        return ValueTask.FromResult<IReadOnlyList<OutboxEvent>>(ready);
    }

    /// <inheritdoc/>
    public ValueTask<bool> SettleEventsAsync(Lease lease, IReadOnlyList<EventDelivery> deliveries, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(deliveries);
        return WriteAsync(
            tables =>
            {
                if (!tables.IsCurrent(lease))
                    return (tables, false);
                ImmutableSortedDictionary<long, OutboxEvent>.Builder outbox = tables.Outbox.ToBuilder();
                foreach (EventDelivery delivery in deliveries)
                {
                    if (!outbox.TryGetValue(delivery.Sequence, out OutboxEvent? known))
                        continue;
                    if (delivery.Status == DeliveryStatus.Delivered)
                        outbox.Remove(delivery.Sequence);
                    else
                        outbox[delivery.Sequence] = Failed(known, delivery);
                }

                return (tables with { Outbox = outbox.ToImmutable() }, true);
            },
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxEvent>> GetDeadEventsAsync(long after, int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ValueTask.FromResult<IReadOnlyList<OutboxEvent>>(
            [.. Read(ct).Outbox.Values.Where(e => e.IsDead && e.Event.Sequence > after).Take(limit)]);
    }

    /// <inheritdoc/>
    public ValueTask<int> RetryDeadEventsAsync(IReadOnlyCollection<long> sequences, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        return WriteAsync(
            tables =>
            {
                OutboxEvent[] dead = Dead(tables, sequences);
                return (tables with
                {
                    Outbox = tables.Outbox.SetItems(dead.Select(
                        e => KeyValuePair.Create(e.Event.Sequence, e with { IsDead = false, Attempts = 0, NextAttempt = null, Error = null }))),
                }, dead.Length);
            },
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteDeadEventsAsync(IReadOnlyCollection<long> sequences, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        return WriteAsync(
            tables =>
            {
                OutboxEvent[] dead = Dead(tables, sequences);
                return (tables with { Outbox = tables.Outbox.RemoveRange(dead.Select(e => e.Event.Sequence)) }, dead.Length);
            },
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<OutboxCounts> CountEventsAsync(CancellationToken ct)
    {
        Tables tables = Read(ct);
        OutboxEvent[] pending = [.. tables.Outbox.Values.Where(e => !e.IsDead)];
        return ValueTask.FromResult(new OutboxCounts(
            pending.Length, tables.Outbox.Count - pending.Length, pending.Length == 0 ? null : pending.Min(e => e.Event.WrittenAt)));
    }

    private static OutboxEvent Failed(OutboxEvent @event, EventDelivery delivery) => @event with
    {
        Attempts = delivery.Attempts,
        NextAttempt = delivery.NextAttempt,
        Error = delivery.Error,
        Received = [.. (delivery.Received ?? []).Order(StringComparer.Ordinal)],
        IsDead = delivery.Status == DeliveryStatus.Dead,
    };

    private static OutboxEvent[] Dead(Tables tables, IReadOnlyCollection<long> sequences) =>
        [.. sequences.Distinct().Select(s => tables.Outbox.GetValueOrDefault(s)).OfType<OutboxEvent>().Where(e => e.IsDead)];
}
