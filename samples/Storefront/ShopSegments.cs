using Segmentation;

namespace Storefront;

/// <summary>The segments that the shop begins with. Editors change them later: they are stored, not compiled.</summary>
internal static class ShopSegments
{
    public static IReadOnlyList<Segment> All { get; } =
    [
        Segment.Define("vip", "VIP customers")
            .Where(c => c.Sum("orders", "grand_total", o => o.Attribute("status").In("complete")).AtLeast(2000)),
        Segment.Define("newcomers", "Registered this week, nothing ordered")
            .Where(c => c.All(c.Attribute("created_at").AtLeast(When.Ago("P7D")), c.None("orders"))),
        Segment.Define("abroad", "Customers abroad")
            .Where(c => c.Some("shipping_address", a => a.Attribute("country").NotEqual("UA"))),
    ];
}
