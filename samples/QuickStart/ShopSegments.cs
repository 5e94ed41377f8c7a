using Segmentation;

namespace QuickStart;

/// <summary>A dozen segments as shops ask for them, in the fluent form; <c>SegmentFile.Write</c> gives the same as JSON.</summary>
internal static class ShopSegments
{
    /// <summary>Adds to the vocabulary what this shop knows besides.</summary>
    public static void Extend(SchemaBuilder schema) => schema.Entity("product", product => product.Boolean("recommended"));

    public static IReadOnlyList<Segment> All { get; } =
    [
        Segment.Define("vip", "VIP: 2,000 in completed orders")
            .Where(c => c.Sum("orders", "grand_total", o => o.Attribute("status").Equal("complete")).AtLeast(2000))
            .MoveToGroup("vip", priority: 10),

        Segment.Define("departed", "Departed: last completed order 30 days ago or more")
            .Where(c => c.Max("orders", "created_at", o => o.Attribute("status").Equal("complete")).AtMost(When.Ago("P30D")))
            .MoveToGroup("departed", priority: 20),

        Segment.Define("girls", "Girls, by birth date")
            .Where(c => c.All(
                c.Attribute("gender").Equal("female"),
                c.Attribute("date_of_birth").GreaterThan(When.Today(-18, DateUnit.Years)))),

        Segment.Define("recommended-wishes", "A recommended product on the wish list")
            .Where(c => c.Some("wishlist_items", w => w.Attribute("product.recommended").Equal(true))),

        Segment.Define("foreign", "Ships to another country than Ukraine")
            .Where(c => c.Some("shipping_address", a => a.Attribute("country").NotEqual("UA"))),

        Segment.Define("amazon", "Amazon e-mail addresses")
            .Where(c => c.Attribute("email").Contains("@amazon.")),

        Segment.Define("abandoned-cart", "A cart of 500 or more, left for a day")
            .Where(c => c.Some("cart", k => k.All(
                k.Attribute("grand_total").AtLeast(500),
                k.Attribute("updated_at").AtMost(When.Ago("P1D"))))),

        Segment.Define("new-without-orders", "Registered this month, no order yet")
            .InTimeZone("Europe/Kyiv")
            .Where(c => c.All(
                c.Attribute("created_at").AtLeast(When.StartOf(CalendarPeriod.Month)),
                c.None("orders"))),

        Segment.Define("laptops-only", "Bought laptops, never accessories")
            .Where(c => c.All(
                c.Some("orders.items", i => i.Attribute("product.categories").HasAny("Laptops")),
                c.None("orders.items", i => i.Attribute("product.categories").HasAny("Accessories")))),

        Segment.Define("birthday", "Birthday today")
            .InTimeZone("Europe/Kyiv")
            .Where(c => c.Attribute("days_until_birthday").Equal(0)),

        Segment.Define("near-gold", "Within 50 of the gold tier at 3,000")
            .Where(c => c.All(
                c.Attribute("sales_amount").AtLeast(2950),
                c.Attribute("sales_amount").LessThan(3000))),

        Segment.Define("mailing", "VIP customers and those with recommended wishes")
            .Where(c => c.Any(c.InSegment("vip"), c.InSegment("recommended-wishes"))),
    ];
}
