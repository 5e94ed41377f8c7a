using System.Linq.Expressions;

namespace Segmentation.Benchmarks.Reference;

/// <summary>The six segments that speed is measured with: as definitions, and as a hand-written loop over objects.</summary>
internal static class ReferenceSegments
{
    private static readonly DateTimeOffset MonthAgo = ReferenceShop.AsOf.AddDays(-30);
    private static readonly DateTimeOffset QuarterAgo = ReferenceShop.AsOf.AddDays(-90);

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

            bool s1 = Is(customer.Gender, "female") && Is(customer.Store, "UA");
            bool s2 = spent >= 2000;
            members[0] += s1 ? 1 : 0;
            members[1] += s2 ? 1 : 0;
            members[2] += last <= MonthAgo ? 1 : 0;
            members[3] += customer.Email?.Contains("@amazon.", StringComparison.OrdinalIgnoreCase) == true ? 1 : 0;
            members[4] += hasRecent19 && !has26 ? 1 : 0;
            members[5] += s1 && (s2 || customer.Orders.Length > 5) ? 1 : 0;
        }

        return members;
    }

    /// <summary>The six as lambdas, as one writes them with LINQ, each over all customers.</summary>
    public static IReadOnlyList<Func<Customer, bool>> Lambdas { get; } = [.. Enumerable.Range(0, 6).Select(LambdaOf)];

    /// <summary>The same as expression trees, as a rule engine makes them from definitions and compiles them.</summary>
    public static Func<Customer, bool>[] Compiled() => [.. Expressions().Select(e => e.Compile())];

    private static Func<Customer, bool> LambdaOf(int segment) => segment switch
    {
        0 => IsWoman,
        1 => HasSpent,
        2 => c => c.Orders.Where(o => Is(o.Status, "complete")).Select(o => (DateTimeOffset?)o.PlacedAt).Max() <= MonthAgo,
        3 => c => c.Email is not null && c.Email.Contains("@amazon.", StringComparison.OrdinalIgnoreCase),
        4 => c => c.Orders.Any(o => o.PlacedAt >= QuarterAgo && o.Items.Any(i => Is(i.Product.Category, "category 19")))
            && !c.Orders.Any(o => o.Items.Any(i => Is(i.Product.Category, "category 26"))),
        _ => c => IsWoman(c) && (HasSpent(c) || c.Orders.Length > 5),
    };

    private static bool IsWoman(Customer c) => Is(c.Gender, "female") && Is(c.Store, "UA");

    private static bool HasSpent(Customer c) => c.Orders.Where(o => Is(o.Status, "complete")).Sum(o => o.Total) >= 2000;

    private static IEnumerable<Expression<Func<Customer, bool>>> Expressions()
    {
        yield return c => Is(c.Gender, "female") && Is(c.Store, "UA");
        yield return c => c.Orders.Where(o => Is(o.Status, "complete")).Sum(o => o.Total) >= 2000;
        yield return c => c.Orders.Where(o => Is(o.Status, "complete")).Select(o => (DateTimeOffset?)o.PlacedAt).Max() <= MonthAgo;
        yield return c => c.Email != null && c.Email.Contains("@amazon.", StringComparison.OrdinalIgnoreCase);
        yield return c => c.Orders.Any(o => o.PlacedAt >= QuarterAgo && o.Items.Any(i => Is(i.Product.Category, "category 19")))
            && !c.Orders.Any(o => o.Items.Any(i => Is(i.Product.Category, "category 26")));
        yield return c => Is(c.Gender, "female") && Is(c.Store, "UA")
            && (c.Orders.Where(o => Is(o.Status, "complete")).Sum(o => o.Total) >= 2000 || c.Orders.Length > 5);
    }

    // Text compares as conditions compare it.
    private static bool Is(string? text, string other) => other.Equals(text, StringComparison.OrdinalIgnoreCase);
}
