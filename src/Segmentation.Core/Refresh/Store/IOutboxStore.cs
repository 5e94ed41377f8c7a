namespace Segmentation;

/// <summary>Events that commits wrote and that handlers have yet to receive.</summary>
public interface IOutboxStore
{
    /// <summary>
    /// The next events to deliver, in order of their sequence: of each customer the pending ones before the first that waits
    /// for a later time. So a customer's events come in order, and one that waits holds up that customer only.
    /// </summary>
    /// <param name="now">Events that wait until then or before are ready.</param>
    /// <param name="limit">The most to return, 1 or more.</param>
    /// <param name="ct">Cancels the reading.</param>
    ValueTask<IReadOnlyList<OutboxEvent>> GetReadyEventsAsync(DateTimeOffset now, int limit, CancellationToken ct);

    /// <summary>Records what became of deliveries, in one transaction. An event that is gone is ignored.</summary>
    /// <param name="lease">The lease on <see cref="Lease.OutboxResource"/>.</param>
    /// <param name="deliveries">What became of each event.</param>
    /// <param name="ct">Cancels the writing.</param>
    /// <returns>Whether it was recorded; not when the lease was taken over.</returns>
    ValueTask<bool> SettleEventsAsync(Lease lease, IReadOnlyList<EventDelivery> deliveries, CancellationToken ct);

    /// <summary>Events that were given up, in order of their sequence.</summary>
    /// <param name="after">Begins behind this sequence; 0 for the first one.</param>
    /// <param name="limit">The most to return, 1 or more.</param>
    /// <param name="ct">Cancels the reading.</param>
    ValueTask<IReadOnlyList<OutboxEvent>> GetDeadEventsAsync(long after, int limit, CancellationToken ct);

    /// <summary>Makes events that were given up pending again, with no attempts so far; others are ignored.</summary>
    /// <param name="sequences">Their sequences.</param>
    /// <param name="ct">Cancels the writing.</param>
    /// <returns>How many there were.</returns>
    ValueTask<int> RetryDeadEventsAsync(IReadOnlyCollection<long> sequences, CancellationToken ct);

    /// <summary>Deletes events that were given up; others are ignored.</summary>
    /// <param name="sequences">Their sequences.</param>
    /// <param name="ct">Cancels the writing.</param>
    /// <returns>How many there were.</returns>
    ValueTask<int> DeleteDeadEventsAsync(IReadOnlyCollection<long> sequences, CancellationToken ct);

    /// <summary>How many events there are.</summary>
    /// <param name="ct">Cancels the counting.</param>
    ValueTask<OutboxCounts> CountEventsAsync(CancellationToken ct);
}

/// <summary>How many events an outbox has.</summary>
/// <param name="Pending">Those that are yet to be delivered.</param>
/// <param name="Dead">Those that were given up.</param>
/// <param name="OldestPending">When the first of the pending ones was written; null when there is none.</param>
public readonly record struct OutboxCounts(long Pending, long Dead, DateTimeOffset? OldestPending);

/// <summary>An event in the outbox, and how its delivery stands. Immutable.</summary>
/// <param name="Event">The event.</param>
/// <param name="Attempts">How often its delivery has failed.</param>
/// <param name="NextAttempt">When it is tried again; null for at once.</param>
/// <param name="Error">Why the last attempt failed; null when none did.</param>
/// <param name="Received">The names of the handlers that have received it, in ordinal order.</param>
/// <param name="IsDead">Whether it was given up.</param>
public sealed record OutboxEvent(
    SegmentEvent Event, int Attempts, DateTimeOffset? NextAttempt, string? Error, IReadOnlyList<string> Received, bool IsDead);

/// <summary>What became of delivering an event.</summary>
/// <param name="Sequence">The event.</param>
/// <param name="Status">How it stands now.</param>
/// <param name="Attempts">How often its delivery has failed by now.</param>
/// <param name="NextAttempt">When it is tried again, where it waits.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
/// <param name="Received">The names of the handlers that have received it by now.</param>
public sealed record EventDelivery(
    long Sequence, DeliveryStatus Status, int Attempts = 0, DateTimeOffset? NextAttempt = null, string? Error = null, IReadOnlyList<string>? Received = null);

/// <summary>How the delivery of an event stands.</summary>
public enum DeliveryStatus
{
    /// <summary>All handlers have it; it is deleted.</summary>
    Delivered,

    /// <summary>It is tried again later.</summary>
    Waiting,

    /// <summary>It was given up: it stays for people to look at, and no longer holds up its customer's other events.</summary>
    Dead,
}
