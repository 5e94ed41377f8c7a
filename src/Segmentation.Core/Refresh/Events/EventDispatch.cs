using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Segmentation.Refresh;

/// <summary>Delivers batches of events: each customer's in order, different customers' side by side.</summary>
internal sealed class EventDispatch
{
    private readonly IOutboxStore _store;
    private readonly DeliverySettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _dead;

    public EventDispatch(IOutboxStore store, DeliverySettings settings, Meter meter, TimeProvider time, ILogger log)
    {
        _store = store;
        _settings = settings;
        _time = time;
        _log = log;
        _delivered = meter.CreateCounter<long>("segmentation.events.delivered", "{event}", "Events that all handlers have received.");
        _failed = meter.CreateCounter<long>("segmentation.events.failed", "{event}", "Deliveries that failed and are tried again.");
        _dead = meter.CreateCounter<long>("segmentation.events.dead", "{event}", "Events that were given up.");
    }

    /// <summary>Delivers what is ready, batch by batch, until nothing is or the lease is lost.</summary>
    public async Task<EventDeliveryReport> RunAsync(IReadOnlyList<ISegmentEventHandler> handlers, Lease lease, CancellationToken ct)
    {
        var report = new EventDeliveryReport(0, 0, 0, IsBusy: false);
        while (true)
        {
            IReadOnlyList<OutboxEvent> ready = await _store.GetReadyEventsAsync(_time.Now(), _settings.BatchSize, ct).ConfigureAwait(false);
            if (ready.Count == 0)
                return report;
            var settled = new ConcurrentBag<EventDelivery>();
            EventDelivery[] deliveries;
            bool isRecorded;
            try
            {
                await Parallel.ForEachAsync(
                    ready.GroupBy(e => e.Event.Customer),
                    new ParallelOptions { MaxDegreeOfParallelism = _settings.Concurrency, CancellationToken = ct },
                    async (events, token) => await DeliverAsync(events, handlers, settled.Add, token).ConfigureAwait(false)).ConfigureAwait(false);
            }
            finally
            {
                // What was delivered is recorded also when the host stops.
                deliveries = [.. settled.OrderBy(d => d.Sequence)];
                isRecorded = await _store.SettleEventsAsync(lease, deliveries, CancellationToken.None).ConfigureAwait(false);
            }

            if (!isRecorded)
            {
                DeliveryLog.TakenOver(_log, deliveries.Length);
                return report with { IsBusy = true };
            }

            report = Counted(report, deliveries);
        }
    }

    /// <summary>Delivers the events of one customer, up to the first that has to wait.</summary>
    private async Task DeliverAsync(IEnumerable<OutboxEvent> events, IReadOnlyList<ISegmentEventHandler> handlers, Action<EventDelivery> settle, CancellationToken ct)
    {
        foreach (OutboxEvent pending in events)
        {
            ct.ThrowIfCancellationRequested();
            EventDelivery delivery = await DeliverAsync(pending, handlers, ct).ConfigureAwait(false);
            settle(delivery);
            if (delivery.Status == DeliveryStatus.Waiting)
                return;
        }
    }

    private async Task<EventDelivery> DeliverAsync(OutboxEvent pending, IReadOnlyList<ISegmentEventHandler> handlers, CancellationToken ct)
    {
        List<string> received = [.. pending.Received];
        foreach (ISegmentEventHandler handler in handlers.Where(h => !received.Contains(h.Name, StringComparer.Ordinal)))
        {
            try
            {
                await HandleAsync(handler, pending.Event, ct).ConfigureAwait(false);
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                return Failed(pending, handler.Name, exception, received);
            }

            received.Add(handler.Name);
        }

        return new EventDelivery(pending.Event.Sequence, DeliveryStatus.Delivered);
    }

    private async Task HandleAsync(ISegmentEventHandler handler, SegmentEvent @event, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(_settings.HandlerTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            // One that does not heed its token is not waited for when its time is over, not even when it keeps the thread; when
            // the host stops, it has the rest of its time to come to an end.
            await Task.Run(() => handler.HandleAsync(@event, either.Token).AsTask(), CancellationToken.None).WaitAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new TimeoutException($"It took longer than {_settings.HandlerTimeout}.");
        }
    }

    private EventDelivery Failed(OutboxEvent pending, string handler, Exception exception, IReadOnlyList<string> received)
    {
        SegmentEvent e = pending.Event;
        int attempts = pending.Attempts + 1;
        string error = $"{handler}: {exception.Message}";
        if (attempts >= _settings.MaxAttempts)
        {
            DeliveryLog.GivenUp(_log, exception, e.Id, e.Kind, e.SegmentId, e.Customer.ToString(), attempts, handler);
            return new EventDelivery(e.Sequence, DeliveryStatus.Dead, attempts, null, error, received);
        }

        DateTimeOffset next = (_time.GetUtcNow() + _settings.DelayAfter(attempts)).ToMicroseconds();
        DeliveryLog.Failed(_log, exception, e.Id, e.Kind, e.SegmentId, e.Customer.ToString(), attempts, handler, next);
        return new EventDelivery(e.Sequence, DeliveryStatus.Waiting, attempts, next, error, received);
    }

    private EventDeliveryReport Counted(EventDeliveryReport report, EventDelivery[] deliveries)
    {
        int delivered = deliveries.Count(d => d.Status == DeliveryStatus.Delivered);
        int dead = deliveries.Count(d => d.Status == DeliveryStatus.Dead);
        int failed = deliveries.Length - delivered - dead;
        _delivered.Add(delivered);
        _failed.Add(failed);
        _dead.Add(dead);
        DeliveryLog.Batch(_log, delivered, failed, dead);
        return report with { Delivered = report.Delivered + delivered, Failed = report.Failed + failed, Dead = report.Dead + dead };
    }
}
