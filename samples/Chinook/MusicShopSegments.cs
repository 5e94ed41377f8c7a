using Segmentation;

namespace Chinook;

/// <summary>Six segments of the shop's customers.</summary>
public static class MusicShopSegments
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Segment> All { get; } =
    [
        Segment.Define("north-america", "Customers in the United States and Canada")
            .Where(c => c.Some("billing_address", a => a.Attribute("country").In("USA", "Canada"))),

        // In binary numbers most of these sums are a little less or a little more.
        Segment.Define("exactly-39.62", "Spent exactly 39.62")
            .Where(c => c.Attribute("sales_amount").Equal(39.62m)),

        Segment.Define("jazz", "Bought jazz")
            .Where(c => c.Some("orders.items", i => i.Attribute("product.genre").Equal("jazz"))),

        Segment.Define("never-latin", "Never bought latin")
            .Where(c => c.None("orders.items", i => i.Attribute("product.genre").Equal("latin"))),

        Segment.Define("jane", "Looked after by Jane Peacock")
            .Where(c => c.Attribute("support_representative").Equal("Jane Peacock")),

        Segment.Define("slipping", "No invoice for half a year")
            .Where(c => c.Attribute("last_order_at").AtMost(When.Ago("P6M"))),
    ];
}
