namespace Segmentation;

/// <summary>
/// Receives customers' entering and leaving segments. Every event comes at least once; after a crash or a failure it may
/// come again, with the same <see cref="SegmentEvent.Id"/>. The events of one customer come in their order, one at a time;
/// those of different customers come side by side. Safe for concurrent use.
/// </summary>
public interface ISegmentEventHandler
{
    /// <summary>
    /// The handler's name, under which the store remembers what it has received: stable over versions of the host and
    /// unique in it. By default the type's full name.
    /// </summary>
    string Name => GetType().FullName!;

    /// <summary>Receives an event. When it throws, the event is delivered again later; what comes after it for the same customer waits.</summary>
    /// <param name="event">The event.</param>
    /// <param name="ct">Cancelled when the time for it is over, or the host stops.</param>
    ValueTask HandleAsync(SegmentEvent @event, CancellationToken ct);
}
