using System.Collections.Concurrent;
using Segmentation;

namespace Storefront.Letters;

/// <summary>Writes to customers who become, or are no longer, VIP. Stands for whatever sends letters in earnest.</summary>
internal sealed class LetterBox : ISegmentEventHandler
{
    // An event may come again after a failure: it is one letter all the same.
    private readonly ConcurrentDictionary<Guid, Letter> _sent = new();

    public IEnumerable<Letter> Sent => _sent.Values.OrderBy(l => l.Sequence);

    public ValueTask HandleAsync(SegmentEvent @event, CancellationToken ct)
    {
        if (@event.SegmentId == "vip")
        {
            string text = @event.Kind == MemberChangeKind.Entered ? "Welcome to our VIP customers." : "We miss you among our VIP customers.";
            _sent.TryAdd(@event.Id, new Letter(@event.Sequence, @event.Customer.ToString(), text));
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>A letter.</summary>
/// <param name="Sequence">The place in the order of sending.</param>
/// <param name="Customer">The key of the customer.</param>
/// <param name="Text">What it says.</param>
public sealed record Letter(long Sequence, string Customer, string Text);
