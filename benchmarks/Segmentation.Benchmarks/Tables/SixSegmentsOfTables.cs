namespace Segmentation.Benchmarks.Tables;

/// <summary>The six segments of the reference over the tables that <c>benchmarks/sql/generate.sql</c> makes.</summary>
internal static class SixSegmentsOfTables
{
    public static DateTimeOffset AsOf { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<Segment> Definitions { get; } =
    [
        Segment.Define("S1").Where(c => c.All(c.Attribute("gender").Equal("female"), c.Some("billing_address", a => a.Attribute("country").Equal("UA")))),
        Segment.Define("S2").Where(c => c.Sum("orders", "grand_total", o => o.Attribute("status").Equal("complete")).AtLeast(2000)),
        Segment.Define("S3").Where(c => c.Max("orders", "created_at", o => o.Attribute("status").Equal("complete")).AtMost(When.Ago("P30D"))),
        Segment.Define("S4").Where(c => c.Attribute("email").Contains("er12")),
        Segment.Define("S5").Where(c => c.All(
            c.Some("orders.items", i => i.All(
                i.Attribute("product.categories").HasAny("19"),
                i.Attribute("order.created_at").AtLeast(When.Ago("P90D")))),
            c.None("orders.items", i => i.Attribute("product.categories").HasAny("26")))),
        Segment.Define("S6").Where(c => c.All(c.InSegment("S1"), c.Any(c.InSegment("S2"), c.Count("orders").GreaterThan(5)))),
    ];
}
