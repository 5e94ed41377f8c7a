using System.Linq.Expressions;

namespace Segmentation.Benchmarks.Matching;

/// <summary>The five shapes of rules that single ones are measured with.</summary>
public enum RuleShape
{
    /// <summary>Two choices of the customer.</summary>
    Choices,

    /// <summary>The sum of some of the orders.</summary>
    Sum,

    /// <summary>The last of some of the orders, against an instant that moves with as-of.</summary>
    Last,

    /// <summary>A part of a text.</summary>
    Part,

    /// <summary>Rows two levels down, some of one kind and none of another.</summary>
    Nested,
}

/// <summary>A rule of each shape: as a definition, as a lambda written by hand, and as the expression tree that an application without this package compiles.</summary>
internal static class OneRuleShapes
{
    private static readonly DateTimeOffset MonthAgo = Profile.AsOf.AddDays(-30);
    private static readonly DateTimeOffset YearAgo = Profile.AsOf.AddDays(-365);

    public static Segment Definition(RuleShape shape) => Segment.Define("rule").Where(c => shape switch
    {
        RuleShape.Choices => c.All(c.Attribute("gender").Equal("female"), c.Attribute("store").Equal("UA")),
        RuleShape.Sum => c.Sum("orders", "grand_total", o => o.Attribute("status").Equal("complete")).AtLeast(2000),
        RuleShape.Last => c.Max("orders", "created_at", o => o.Attribute("status").Equal("complete")).AtMost(When.Ago("P30D")),
        RuleShape.Part => c.Attribute("email").Contains("@amazon."),
        _ => c.All(
            c.Some("orders.items", i => i.All(
                i.Attribute("sku").Equal("24-MB07"), i.Attribute("order.created_at").AtLeast(When.Ago("P365D")))),
            c.None("orders.items", i => i.Attribute("sku").Equal("24-MB26"))),
    });

    public static Func<Shopper, bool> Lambda(RuleShape shape) => shape switch
    {
        RuleShape.Choices => static s => Is(s.Gender, "female") && Is(s.Store, "UA"),
        RuleShape.Sum => static s =>
        {
            decimal sum = 0;
            foreach (Purchase order in s.Purchases)
            {
                if (Is(order.Status, "complete"))
                    sum += order.Total;
            }

            return sum >= 2000m;
        }
        ,
        RuleShape.Last => static s =>
        {
            DateTimeOffset? last = null;
            foreach (Purchase order in s.Purchases)
            {
                if (Is(order.Status, "complete") && (last is null || order.PlacedAt > last))
                    last = order.PlacedAt;
            }

            return last <= MonthAgo;
        }
        ,
        RuleShape.Part => static s => s.Email.Contains("@amazon.", StringComparison.OrdinalIgnoreCase),
        _ => static s =>
        {
            bool some = false;
            foreach (Purchase order in s.Purchases)
            {
                foreach (Line line in order.Lines)
                {
                    if (Is(line.Sku, "24-MB26"))
                        return false;
                    some |= order.PlacedAt >= YearAgo && Is(line.Sku, "24-MB07");
                }
            }

            return some;
        }
        ,
    };

    // Text compares as conditions compare it.
    private static bool Is(string text, string other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase);

    public static Expression<Func<Shopper, bool>> Tree(RuleShape shape) => shape switch
    {
        RuleShape.Choices => s => string.Equals(s.Gender, "female", StringComparison.OrdinalIgnoreCase)
            && string.Equals(s.Store, "UA", StringComparison.OrdinalIgnoreCase),
        RuleShape.Sum => s => s.Purchases
            .Where(o => string.Equals(o.Status, "complete", StringComparison.OrdinalIgnoreCase)).Sum(o => o.Total) >= 2000m,
        RuleShape.Last => s => s.Purchases
            .Where(o => string.Equals(o.Status, "complete", StringComparison.OrdinalIgnoreCase)).Max(o => (DateTimeOffset?)o.PlacedAt) <= MonthAgo,
        RuleShape.Part => s => s.Email.Contains("@amazon.", StringComparison.OrdinalIgnoreCase),
        _ => s => s.Purchases.Any(o => o.PlacedAt >= YearAgo && o.Lines.Any(l => string.Equals(l.Sku, "24-MB07", StringComparison.OrdinalIgnoreCase)))
            && !s.Purchases.Any(o => o.Lines.Any(l => string.Equals(l.Sku, "24-MB26", StringComparison.OrdinalIgnoreCase))),
    };
}
