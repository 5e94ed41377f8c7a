using System.Collections.Concurrent;
using Segmentation;

namespace QuickStart;

/// <summary>Receives who enters and leaves segments; here an application would send mails, or tell its CRM.</summary>
internal sealed class Doorman : ISegmentEventHandler
{
    private readonly ConcurrentDictionary<Guid, SegmentEvent> _events = [];

    /// <summary>Everything received, each once, in the order in which it happened.</summary>
    public IEnumerable<SegmentEvent> Events => _events.Values.OrderBy(e => e.Sequence);

    // An event may come twice, with the same id.
    public ValueTask HandleAsync(SegmentEvent @event, CancellationToken ct)
    {
        _events.TryAdd(@event.Id, @event);
        return ValueTask.CompletedTask;
    }
}
