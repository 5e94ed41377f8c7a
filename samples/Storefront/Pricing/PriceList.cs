using System.Collections.Concurrent;
using Segmentation;
using Storefront.Shop;

namespace Storefront.Pricing;

/// <summary>
/// Prices by segment: the best discount of the segments that a customer is in at this moment, decided from the loaded
/// customer in some microseconds, within the request.
/// </summary>
internal sealed class PriceList(SegmentMatcher<Customer> matcher, TimeProvider time)
{
    private static readonly Dictionary<string, decimal> Discounts = new(StringComparer.Ordinal) { ["vip"] = 0.10m, ["newcomers"] = 0.05m };

    private readonly ConcurrentBag<MatchBuffer> _buffers = [];

    /// <summary>The prices of products for a customer, with his orders loaded.</summary>
    public IReadOnlyList<Price> For(Customer customer, IEnumerable<Product> products)
    {
        (string? reason, decimal discount) = Best(customer);
        return [.. products.Select(p => new Price(p.Sku, p.Name, decimal.Round(p.Price * (1 - discount), 2), p.Price, reason))];
    }

    private (string? Segment, decimal Discount) Best(Customer customer)
    {
        MatchBuffer buffer = _buffers.TryTake(out MatchBuffer? rented) ? rented : new MatchBuffer();
        (string? Segment, decimal Discount) best = (null, 0m);
        foreach (string segment in matcher.Match(customer, time.GetUtcNow(), buffer))
        {
            if (Discounts.GetValueOrDefault(segment) is var discount && discount > best.Discount)
                best = (segment, discount);
        }

        _buffers.Add(buffer);
        return best;
    }
}

/// <summary>What a product costs a customer.</summary>
/// <param name="Sku">The product.</param>
/// <param name="Name">Its name.</param>
/// <param name="Amount">What it costs this customer.</param>
/// <param name="Regular">What it costs others.</param>
/// <param name="Segment">The segment that the discount is for; null for none.</param>
public sealed record Price(string Sku, string Name, decimal Amount, decimal Regular, string? Segment);
