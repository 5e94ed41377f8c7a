namespace Segmentation.Benchmarks.Reference;

/// <summary>The six segments that speed is measured with: as definitions, and as a hand-written loop over objects.</summary>
internal static class ReferenceSegments
{
    private static readonly DateTimeOffset MonthAgo = ShopGenerator.AsOf.AddDays(-30);
    private static readonly DateTimeOffset QuarterAgo = ShopGenerator.AsOf.AddDays(-90);

    public static IReadOnlyList<Segment> Definitions { get; } =
    [
        Segment.Define("S1").Where(c => c.All(c.Attribute("gender").Equal("female"), c.Attribute("store").Equal("UA"))),
        Segment.Define("S2").Where(c => c.Sum("orders", "grand_total", o => o.Attribute("status").Equal("complete")).AtLeast(2000)),
        Segment.Define("S3").Where(c => c.Max("orders", "created_at", o => o.Attribute("status").Equal("complete")).AtMost(When.Ago("P30D"))),
        Segment.Define("S4").Where(c => c.Attribute("email").Contains("@amazon.")),
        Segment.Define("S5").Where(c => c.All(
            c.Some("orders.items", i => i.All(
                i.Attribute("product.categories").HasAny("category 19"),
                i.Attribute("order.created_at").AtLeast(When.Ago("P90D")))),
            c.None("orders.items", i => i.Attribute("product.categories").HasAny("category 26")))),
        Segment.Define("S6").Where(c => c.All(c.InSegment("S1"), c.Any(c.InSegment("S2"), c.Count("orders").GreaterThan(5)))),
    ];

    /// <summary>Counts the members of all six, a customer at a time, each order and item looked at once.</summary>
    public static int[] CountByHand(Customer[] customers)
    {
        int[] members = new int[6];
        foreach (Customer customer in customers)
        {
            decimal spent = 0;
            DateTimeOffset? last = null;
            bool hasRecent19 = false;
            bool has26 = false;
            foreach (Order order in customer.Orders)
            {
                if (Is(order.Status, "complete"))
                {
                    spent += order.Total;
                    if (last is null || order.PlacedAt > last)
                        last = order.PlacedAt;
                }

                foreach (Item item in order.Items)
                {
                    hasRecent19 |= order.PlacedAt >= QuarterAgo && Is(item.Product.Category, "category 19");
                    has26 |= Is(item.Product.Category, "category 26");
                }
            }

            bool s1 = Is(customer.Gender, "female") && Is(customer.Country, "UA");
            bool s2 = spent >= 2000;
            members[0] += s1 ? 1 : 0;
            members[1] += s2 ? 1 : 0;
            members[2] += last <= MonthAgo ? 1 : 0;
            members[3] += customer.Email.Contains("@amazon.", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
            members[4] += hasRecent19 && !has26 ? 1 : 0;
            members[5] += s1 && (s2 || customer.Orders.Length > 5) ? 1 : 0;
        }

        return members;
    }

    // Text compares as conditions compare it.
    private static bool Is(string text, string other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);
}
