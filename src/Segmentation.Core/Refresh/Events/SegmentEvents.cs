using Microsoft.Extensions.Logging;
using Segmentation.Refresh;

namespace Segmentation;

/// <summary>
/// The outbox of customers' entering and leaving: delivers events to the host's handlers, and shows those that were given
/// up. <c>Segmentation.Hosting</c> delivers in the background. Safe for concurrent use, also by several processes: one
/// delivers at a time.
/// </summary>
public sealed class SegmentEvents
{
    private readonly ISegmentStore _store;
    private readonly EventDispatch _dispatch;
    private readonly Lazy<IReadOnlyList<ISegmentEventHandler>> _handlers;
    private readonly RefreshSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    internal SegmentEvents(
        ISegmentStore store, EventDispatch dispatch, Func<IReadOnlyList<ISegmentEventHandler>> handlers, RefreshSettings settings, TimeProvider time, ILogger log)
    {
        _store = store;
        _dispatch = dispatch;
        _handlers = new Lazy<IReadOnlyList<ISegmentEventHandler>>(() => Named(handlers()));
        _settings = settings;
        _time = time;
        _log = log;
    }

    /// <summary>Whether the host has handlers. Without any, events stay in the outbox for a process that has some.</summary>
    public bool HasHandlers => _handlers.Value.Count > 0;

    /// <summary>Delivers all events that are ready, and returns when there is none left; those that failed and wait for a later time are not waited for.</summary>
    /// <param name="ct">Stops delivering; what was delivered until then is recorded.</param>
    /// <exception cref="InvalidOperationException">Two handlers have one name.</exception>
    public async Task<EventDeliveryReport> DeliverAsync(CancellationToken ct = default)
    {
        if (!HasHandlers)
            return new EventDeliveryReport(0, 0, 0, IsBusy: false);
        string holder = FormattableString.Invariant($"delivery by process {Environment.ProcessId} on {Environment.MachineName} ({Guid.NewGuid():N})");
        LeasePatience patience = _settings.Patience with { Wait = TimeSpan.Zero };
        (HeldLeases held, _) = await HeldLeases.TakeAsync(_store, [Lease.OutboxResource], holder, patience, _time, _log, ct).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            return held.Find(Lease.OutboxResource) is { } lease
                ? await _dispatch.RunAsync(_handlers.Value, lease, ct).ConfigureAwait(false)
                : new EventDeliveryReport(0, 0, 0, IsBusy: true);
        }
    }

    /// <summary>How many events there are.</summary>
    /// <param name="ct">Cancels the counting.</param>
    public ValueTask<OutboxCounts> CountAsync(CancellationToken ct = default) => _store.CountEventsAsync(ct);

    /// <summary>Events that were given up, in order of their sequence.</summary>
    /// <param name="after">Begins behind this sequence; 0 for the first one.</param>
    /// <param name="limit">The most to return, 1 or more.</param>
    /// <param name="ct">Cancels the reading.</param>
    public ValueTask<IReadOnlyList<OutboxEvent>> GetDeadAsync(long after = 0, int limit = 100, CancellationToken ct = default) =>
        _store.GetDeadEventsAsync(after, limit, ct);

    /// <summary>Delivers events again that were given up. They come after what their customers have received since.</summary>
    /// <param name="sequences">Their sequences; others are ignored.</param>
    /// <param name="ct">Cancels the writing.</param>
    /// <returns>How many there were.</returns>
    public ValueTask<int> RetryDeadAsync(IReadOnlyCollection<long> sequences, CancellationToken ct = default) => _store.RetryDeadEventsAsync(sequences, ct);

    /// <summary>Deletes events that were given up.</summary>
    /// <param name="sequences">Their sequences; others are ignored.</param>
    /// <param name="ct">Cancels the writing.</param>
    /// <returns>How many there were.</returns>
    public ValueTask<int> DeleteDeadAsync(IReadOnlyCollection<long> sequences, CancellationToken ct = default) => _store.DeleteDeadEventsAsync(sequences, ct);

    private static IReadOnlyList<ISegmentEventHandler> Named(IReadOnlyList<ISegmentEventHandler> handlers) =>
        handlers.GroupBy(h => h.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Skip(1).Any()) is { } same
            ? throw new InvalidOperationException($"The handlers {string.Join(" and ", same.Select(h => h.GetType().Name))} have one name, '{same.Key}'; the store tells them apart by it, so give each its own.")
            : handlers;
}

/// <summary>What became of delivering events.</summary>
/// <param name="Delivered">How many all handlers have received.</param>
/// <param name="Failed">How many deliveries failed and are tried again later.</param>
/// <param name="Dead">How many events were given up.</param>
/// <param name="IsBusy">Whether another process delivers.</param>
public sealed record EventDeliveryReport(int Delivered, int Failed, int Dead, bool IsBusy);
