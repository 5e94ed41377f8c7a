using Segmentation.Sql;

namespace Segmentation.Tests.Shared;

/// <summary>Rows that cannot matter stay in the database, and members are the same.</summary>
internal static class RestrictionRun
{
    /// <summary>Ten customers with ten orders and ten items each, in the SQL of every database.</summary>
    public const string Tables = """
        CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT);
        CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, grand_total TEXT, status TEXT);
        CREATE TABLE order_items (id INTEGER PRIMARY KEY, order_id INTEGER, product_id INTEGER, quantity TEXT);
        CREATE TABLE products (id INTEGER PRIMARY KEY, sku TEXT);
        INSERT INTO products VALUES (1, 'Tea'), (2, 'cup'), (3, 'Élan'), (4, 'éLAN');
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) INSERT INTO customers SELECT i, 'e' || i FROM n;
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99) INSERT INTO orders
            SELECT i, i / 10 + 1, '5', CASE WHEN i % 10 = 0 THEN 'complete' WHEN i % 10 = 1 THEN 'COMPLETE' WHEN i % 10 = 2 THEN NULL ELSE 'canceled' END FROM n;
        INSERT INTO order_items SELECT id, id, id % 5 + 1, '1' FROM orders
        """;

    private static readonly DateTimeOffset AsOf = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What segments ask of rows, how many rows of which read matter, and how many customers are members of each.</summary>
    public static IReadOnlyList<(string Name, Func<ConditionBuilder, Condition>[] Segments, string Read, int Rows, int[] Members)> Cases { get; } =
    [
        // Two of each customer's orders are complete.
        ("what all have in common", [.. Enumerable.Range(1, 9).Select(Spent)], "customer.orders", 20, [10, 10, 10, 10, 10, 10, 10, 10, 10]),
        ("what any asks", [c => c.Count("orders", o => o.Attribute("status").Equal("complete")).AtLeast(2), c => c.Some("orders", o => o.Attribute("status").Null())],
            "customer.orders", 30, [10, 10]),
        ("what a negation asks", [c => c.Count("orders", o => o.Attribute("status").NotEqual("Canceled")).AtLeast(3)], "customer.orders", 30, [10]),
        ("all rows", [Spent(1), c => c.Count("orders").AtLeast(10)], "customer.orders", 100, [10, 10]),
        ("too many alternatives", [.. Enumerable.Range(0, 5).Select(Other)], "customer.orders", 100, [0, 0, 0, 0, 0]),
        ("rows that are referred to", [c => c.Some("orders.items", i => i.Attribute("product.sku").Equal("ÉLan"))], "customer.orders.items", 40, [10]),
        ("rows above", [c => c.Some("orders.items", i => i.All(i.Attribute("order.status").Equal("complete"), i.Attribute("product.sku").In("tea", "CUP")))],
            "customer.orders.items", 20, [10]),
        ("rows that have rows below", [c => c.Some("orders.items", i => i.Attribute("order.status").Equal("complete"))], "customer.orders", 100, [10]),
    ];

    public static async Task AssertAsync(SqlDatabase database, int number, CancellationToken ct)
    {
        (string name, Func<ConditionBuilder, Condition>[] conditions, string read, int rows, int[] members) = Cases[number];
        SegmentSchema schema = CommerceSchema.Create();
        SegmentSet set = SegmentSet.Bind(schema, [.. conditions.Select((c, i) => Segment.Define($"s{i}").Where(c))]);

        EvaluationResult result = await new SegmentEvaluator(new SqlSource(schema, database)).EvaluateAsync(set, AsOf, ct: ct);

        Assert.True(result.Statistics.RowsRead[read] == rows, $"{name}: {result.Statistics.RowsRead[read]} rows were read.");
        Assert.Equal(members, result.Segments.Select(m => m.Count));
    }

    private static Func<ConditionBuilder, Condition> Spent(int least) =>
        c => c.Sum("orders", "grand_total", o => o.Attribute("status").Equal("Complete")).AtLeast(least);

    private static Func<ConditionBuilder, Condition> Other(int number) =>
        c => c.Some("orders", o => o.Attribute("status").Equal($"other{number}"));
}
