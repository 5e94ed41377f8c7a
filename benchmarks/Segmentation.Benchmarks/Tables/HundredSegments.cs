using System.Globalization;

namespace Segmentation.Benchmarks.Tables;

/// <summary>
/// A hundred segments over the tables of <c>benchmarks/sql/generate.sql</c>, as a shop's staff would make them: customers,
/// addresses, orders, items, products. Each asks something that no other one asks. The same ones every time.
/// </summary>
internal static class HundredSegments
{
    private static readonly string[] Statuses = ["complete", "pending", "canceled"];
    private static readonly string[] Countries = ["UA", "PL", "DE", "US"];
    private static readonly int[] Days = [30, 60, 90, 180, 365];

    private static readonly Func<ConditionBuilder, int, Condition>[] Kinds =
    [
        (c, i) => c.Sum("orders", "grand_total", o => o.All(Of(o, i), Since(o, i))).AtLeast(200 * (i + 1)),
        (c, i) => c.Count("orders", o => o.All(Of(o, i), Since(o, i))).AtLeast(1 + i % 4),
        (c, i) => c.Max("orders", "created_at", o => o.All(Of(o, i), o.Attribute("grand_total").AtLeast(10 * i))).AtMost(When.Ago("P30D")),
        (c, i) => c.Average("orders", "grand_total", o => o.All(Of(o, i), Since(o, i))).AtLeast(100 + 10 * i),
        (c, i) => c.Sum("orders", "total_quantity", o => o.Attribute("grand_total").LessThan(50 * (i + 1))).AtLeast(5 + i),
        (c, i) => c.Some("orders.items", x => x.All(x.Attribute("product.categories").HasAny(Category(i)), x.Attribute("order.created_at").AtLeast(Ago(i)))),
        (c, i) => c.None("orders.items", x => x.All(x.Attribute("product.categories").HasAny(Category(i + 7)), x.Attribute("quantity").AtLeast(2))),
        (c, i) => c.Sum("orders.items", "row_total", x => x.Attribute("product.categories").HasAny(Category(i + 13))).AtLeast(50),
        (c, i) => c.All(c.Attribute("gender").Equal("female"), c.Some("billing_address", a => a.Attribute("country").Equal(Countries[i % 4]))),
        (c, i) => c.Attribute("email").Contains(string.Create(CultureInfo.InvariantCulture, $"er{i}")),
    ];

    public static IReadOnlyList<Segment> Definitions { get; } =
    [
        .. from number in Enumerable.Range(0, 100)
           let id = string.Create(CultureInfo.InvariantCulture, $"h{number:D3}")
           select Segment.Define(id).Where(c => c.All(
               Kinds[number % Kinds.Length](c, number / Kinds.Length),
               c.Attribute("created_at").LessThan(When.Ago(string.Create(CultureInfo.InvariantCulture, $"P{number}D"))))),
    ];

    private static Condition Of(ConditionBuilder order, int i) => order.Attribute("status").Equal(Statuses[i % 3]);

    private static Condition Since(ConditionBuilder order, int i) => order.Attribute("created_at").AtLeast(Ago(i));

    private static Operand Ago(int i) => When.Ago(string.Create(CultureInfo.InvariantCulture, $"P{Days[i % 5] + i}D"));

    private static string Category(int i) => (1 + i).ToString(CultureInfo.InvariantCulture);
}
