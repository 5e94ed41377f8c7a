using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Sqlite.Tests.Reading;

/// <summary>What an evaluation costs the database does not grow with the segments over the same columns.</summary>
public sealed class CostTests
{
    private const string Tables = """
        CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT, "group" TEXT);
        CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, grand_total TEXT, created_at TEXT, status TEXT, billing_country TEXT);
        CREATE TABLE order_items (id INTEGER PRIMARY KEY, order_id INTEGER, quantity TEXT);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT INTO customers SELECT i, 'e' || i, 'g' FROM n;
        INSERT INTO orders SELECT id * 10, id, '5.5', '2026-01-01T00:00:00Z', 'complete', 'UA' FROM customers;
        INSERT INTO orders SELECT id + 1, customer_id, grand_total, created_at, status, NULL FROM orders;
        INSERT INTO order_items SELECT id, id, '1' FROM orders
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task StatementsAndRows_OfSegmentsOverTheSameColumns_AreThoseOfOne(int segments)
    {
        using var shop = new HostShop(Tables);
        var database = new RecordedDatabase(shop.File.Database);
        SegmentSet set = SegmentSet.Bind(shop.Schema, [.. Enumerable.Range(0, segments).Select(Segment)]);

        EvaluationResult result = await new SegmentEvaluator(new SqlSource(shop.Schema, database)).EvaluateAsync(
            set, new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), ct: TestContext.Current.CancellationToken);

        Assert.Equal(3, database.Statements.Count);
        Assert.Equal(500 + 1000 + 1000, database.Rows);
        Assert.Equal(500, result.SubjectCount);
    }

    [Fact]
    public async Task Parts_InColumnsOfATable_ShareItsPass()
    {
        using var shop = new HostShop(Tables);
        var database = new RecordedDatabase(shop.File.Database);
        SegmentSet set = SegmentSet.Bind(shop.Schema, [Segmentation.Segment.Define("s").Where(c => c.All(
            c.Some("orders.billing_address", a => a.Attribute("country").Equal("ua")), c.Count("orders").AtLeast(2)))]);

        EvaluationResult result = await new SegmentEvaluator(new SqlSource(shop.Schema, database)).EvaluateAsync(
            set, new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), ct: TestContext.Current.CancellationToken);

        Assert.Equal(2, database.Statements.Count);
        Assert.Equal(500 + 1000, database.Rows);
        Assert.Equal(500, result["s"].Count);
    }

    private static Segment Segment(int i) => Segmentation.Segment.Define($"s{i}").Where(c => c.Any(
        c.Sum("orders", "grand_total", o => o.Attribute("status").In("complete", $"other{i}")).AtLeast(i),
        c.Attribute("email").Contains($"e{i}"),
        c.Some("orders.items", o => o.Attribute("quantity").GreaterThan(i)),
        c.Attribute("last_order_at").AtMost(When.Ago($"P{i + 1}D"))));
}
