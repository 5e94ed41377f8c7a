using Segmentation.Sql;

namespace Segmentation.Tests.Shared;

/// <summary>What evaluations cost a database: 500 customers, 1,000 orders, 1,000 items.</summary>
internal static class CostRun
{
    /// <summary>Statements that make the tables, in the SQL of every database.</summary>
    public const string Tables = """
        CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT, "group" TEXT);
        CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, grand_total TEXT, created_at TEXT, status TEXT, billing_country TEXT);
        CREATE TABLE order_items (id INTEGER PRIMARY KEY, order_id INTEGER, quantity TEXT);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT INTO customers SELECT i, 'e' || i, 'g' FROM n;
        INSERT INTO orders SELECT id * 10, id, '5.5', '2026-01-01T00:00:00Z', 'complete', 'UA' FROM customers;
        INSERT INTO orders SELECT id + 1, customer_id, grand_total, created_at, status, NULL FROM orders;
        INSERT INTO order_items SELECT id, id, '1' FROM orders
        """;

    private static readonly DateTimeOffset AsOf = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Asserts that so many segments over the same columns cost what one does.</summary>
    public static async Task AssertCostOfOneAsync(SqlDatabase inner, int segments, CancellationToken ct)
    {
        SegmentSchema schema = CommerceSchema.Create();
        RecordedDatabase one = new(inner), many = new(inner);
        await new SegmentEvaluator(new SqlSource(schema, one)).EvaluateAsync(SegmentSet.Bind(schema, [Segment(0)]), AsOf, ct: ct);
        EvaluationResult result = await new SegmentEvaluator(new SqlSource(schema, many)).EvaluateAsync(
            SegmentSet.Bind(schema, [.. Enumerable.Range(0, segments).Select(Segment)]), AsOf, ct: ct);

        Assert.Equal(3, many.Statements.Count);
        Assert.Equal(one.Statements.Count, many.Statements.Count);
        Assert.Equal(500 + 1000 + 1000, many.Rows);
        Assert.Equal(500, result.SubjectCount);
        // The quantities are 1 and the totals 11.
        Assert.Equal(500, result["s0"].Count);
        Assert.True(segments < 100 || result["s99"].Count < 500);
    }

    private static Segment Segment(int i) => Segmentation.Segment.Define($"s{i}").Where(c => c.Any(
        c.Sum("orders", "grand_total", o => o.Attribute("status").In("complete", $"other{i}")).AtLeast(i),
        c.Attribute("email").Contains($"e{i}"),
        c.Some("orders.items", o => o.Attribute("quantity").GreaterThan(i)),
        c.Attribute("last_order_at").AtMost(When.Ago($"P{i + 1000}D"))));
}
