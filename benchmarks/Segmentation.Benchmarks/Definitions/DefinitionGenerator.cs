using System.Globalization;
using Segmentation.Benchmarks.Reference;

namespace Segmentation.Benchmarks.Definitions;

/// <summary>
/// Segments over the reference shop as a marketing department makes them: two to four conditions out of a few dozen
/// kinds, with round numbers, so that many ask the same. The same ones for the same seed.
/// </summary>
internal static class DefinitionGenerator
{
    private static readonly string[] Stores = ["UA", "PL", "DE", "FR", "GB"];
    private static readonly string[] Hosts = ["@gmail.", "@ukr.", "@outlook.", "@example.", "@amazon."];
    private static readonly string[] Names = ["olena", "ivan", "maria", "jan", "anna", "pierre", "emma", "lukas", "sofia", "oliver"];
    private static readonly string[] Coupons = ["SAVE5", "SAVE10", "SAVE15", "SAVE20"];
    private static readonly int[] Days = [14, 30, 60, 90, 120, 180, 365, 730];
    private static readonly int[] Sums = [100, 200, 500, 1000, 1500, 2000, 3000, 5000, 10_000, 20_000];
    private static readonly int[] Counts = [1, 2, 3, 4, 5, 8, 10, 15, 20, 30, 50, 100];

    private static readonly Func<ConditionBuilder, Random, Condition>[] Kinds =
    [
        (c, r) => c.Attribute("gender").Equal(r.Next(2) == 0 ? "female" : "male"),
        (c, r) => c.Attribute("store").Equal(Pick(r, Stores)),
        (c, r) => c.Attribute("store").In(Pick(r, Stores), Pick(r, Stores)),
        (c, r) => c.Attribute("email").Contains(Pick(r, Hosts)),
        (c, r) => c.Attribute("email").BeginsWith(Pick(r, Names)),
        (c, r) => c.Attribute("date_of_birth").AtMost(When.Today(-5 * r.Next(4, 15), DateUnit.Years)),
        (c, r) => c.Attribute("created_at").AtLeast(Ago(r)),
        (c, r) => c.Attribute("created_at").LessThan(Ago(r)),
        (c, r) => c.Count("orders").AtLeast(Pick(r, Counts)),
        (c, r) => c.Count("orders").AtMost(Pick(r, Counts)),
        (c, r) => c.Count("orders", Complete).AtLeast(Pick(r, Counts)),
        (c, r) => c.Count("orders", o => o.Attribute("status").Equal("canceled")).AtLeast(Pick(r, Counts)),
        (c, r) => c.Sum("orders", "grand_total").AtLeast(Pick(r, Sums)),
        (c, r) => c.Sum("orders", "grand_total", Complete).AtLeast(Pick(r, Sums)),
        (c, r) => c.Sum("orders", "grand_total", Complete).LessThan(Pick(r, Sums)),
        (c, r) => c.Average("orders", "grand_total", Complete).AtLeast(Pick(r, Sums) / 4),
        (c, r) => c.Max("orders", "grand_total").AtLeast(Pick(r, Sums)),
        (c, r) => c.Max("orders", "created_at", Complete).AtMost(Ago(r)),
        (c, r) => c.Max("orders", "created_at").AtLeast(Ago(r)),
        (c, r) => c.Min("orders", "created_at").AtLeast(Ago(r)),
        (c, r) => c.Some("orders", o => o.All(Complete(o), o.Attribute("created_at").AtLeast(Ago(r)))),
        (c, r) => c.None("orders", o => o.Attribute("created_at").AtLeast(Ago(r))),
        (c, r) => c.Some("orders", o => o.Attribute("grand_total").AtLeast(Pick(r, Sums))),
        (c, r) => c.Some("orders", o => o.Attribute("coupon_code").Equal(Pick(r, Coupons))),
        (c, _) => c.None("orders", o => o.Attribute("coupon_code").NotNull()),
        (c, r) => c.Some("orders.items", i => i.Attribute("product.categories").HasAny(Category(r))),
        (c, r) => c.None("orders.items", i => i.Attribute("product.categories").HasAny(Category(r))),
        (c, r) => c.Some("orders.items", i => i.All(
            i.Attribute("product.categories").HasAny(Category(r)), i.Attribute("order.created_at").AtLeast(Ago(r)))),
        (c, r) => c.Sum("orders.items", "quantity").AtLeast(Pick(r, Counts)),
        (c, r) => c.Count("orders.items", i => i.Attribute("product.categories").HasAny(Category(r))).AtLeast(r.Next(1, 4)),
    ];

    /// <summary>So many segments, each of which differs from the ones before.</summary>
    public static IReadOnlyList<Segment> Segments(int count)
    {
        var random = new Random(20_260_101);
        return [.. Enumerable.Range(1, count).Select(number => Segment(number, random))];
    }

    private static Segment Segment(int number, Random random) => Segmentation.Segment
        .Define(string.Create(CultureInfo.InvariantCulture, $"s{number:D5}"), string.Create(CultureInfo.InvariantCulture, $"Segment {number}"))
        .Where(c =>
        {
            Condition[] conditions = [.. Enumerable.Range(0, random.Next(2, 5)).Select(_ => Kinds[random.Next(Kinds.Length)](c, random))];
            return random.Next(5) == 0 ? c.Any(conditions) : c.All(conditions);
        });

    private static Condition Complete(ConditionBuilder order) => order.Attribute("status").Equal("complete");

    private static Operand Ago(Random random) => When.Ago(string.Create(CultureInfo.InvariantCulture, $"P{Pick(random, Days)}D"));

    // The first categories are asked for more often, as the popular ones are.
    private static string Category(Random random) => ReferenceShop.CategoryName(Math.Min(random.Next(50), random.Next(50)));

    private static T Pick<T>(Random random, T[] values) => values[random.Next(values.Length)];
}
