namespace Segmentation.Sql.Sqlite.Tests.Mapping;

/// <summary>What a check of the map against the database finds.</summary>
public sealed class CheckTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_OfEverythingWrong_ReportsItTogether()
    {
        using var shop = new HostShop("""
            CREATE TABLE people (no INTEGER, Mail TEXT, since INTEGER, credit REAL);
            CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id TEXT, grand_total DECIMAL(10,2));
            INSERT INTO people VALUES (1, 'a', 1, 1.0), (1, 'b', 2, 2.0)
            """);
        IReadOnlyList<Problem> problems = await shop.Source(sql => sql
            .Table("customer", "people", t => t.Key("no").Column("email", "mail").Column("created_at", "since").Column("store_credit", "credit"))
            .Table("cart", "baskets")).CheckAsync(Ct);

        Assert.Equal(
            [
                ("cart", "sql.table"), ("customer", "sql.key"), ("customer.created_at", "sql.type"), ("customer.email", "sql.column"),
                ("customer.store_credit", "sql.real"), ("order.customer", "sql.type"), ("order.grand_total", "sql.real"),
            ],
            problems.Select(p => (p.Path, p.Code)).Order());
        Assert.Contains("'Mail'", problems.Single(p => p.Path == "customer.email").Message, StringComparison.Ordinal);
        Assert.Contains("2 rows have '1'", problems.Single(p => p.Code == "sql.key").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluation_WithAMapThatDoesNotFit_IsRefusedWithTheSameProblems()
    {
        using var shop = new HostShop("CREATE TABLE customers (id INTEGER PRIMARY KEY)");
        SegmentSourceException refused = await Assert.ThrowsAsync<SegmentSourceException>(() => shop.FindAsync(
            sql => sql.Table("customer", "customers", t => t.Column("email", "mail")), c => c.Attribute("email").Null()));
        Assert.Contains("customer.email", refused.Message, StringComparison.Ordinal);
        Assert.Contains("no column 'mail'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluation_OfWhatIsNowhere_IsRefusedAndNeverMissing()
    {
        using var shop = new HostShop("CREATE TABLE customers (id INTEGER PRIMARY KEY); INSERT INTO customers VALUES (1)");
        Assert.Contains("'customer.email' is nowhere", (await Assert.ThrowsAsync<SegmentSourceException>(
            () => shop.FindAsync(null, c => c.Attribute("email").Null()))).Message, StringComparison.Ordinal);
        Assert.Contains("'cart' is nowhere", (await Assert.ThrowsAsync<SegmentSourceException>(
            () => shop.FindAsync(null, c => c.None("carts")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WithSegments_SaysWhatTheyNeedAndTheTablesLack()
    {
        using var shop = new HostShop("CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT)");
        SegmentSet set = SegmentSet.Bind(shop.Schema, [Segment.Define("s").Where(c => c.All(c.Attribute("email").Null(), c.None("orders"), c.None("carts")))]);
        IReadOnlyList<Problem> problems = await shop.Source(null).CheckAsync(set, Ct);
        Assert.Equal(["sql.missing", "sql.missing"], problems.Select(p => p.Code));
        Assert.Empty(await shop.Source(null).CheckAsync(Ct));
    }

    [Fact]
    public async Task Key_WithoutAnIndexAndWithoutAValue_IsReported()
    {
        using var shop = new HostShop("CREATE TABLE customers (id INTEGER, email TEXT); INSERT INTO customers VALUES (1, 'a'), (NULL, 'b')");
        Problem problem = Assert.Single(await shop.Source(null).CheckAsync(Ct));
        Assert.Equal("sql.key", problem.Code);
        Assert.Contains("1 rows have none", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_AColumnOfAWrongType_IsNotOffered()
    {
        using var shop = new HostShop("CREATE TABLE customers (id INTEGER PRIMARY KEY, \"group\" INTEGER, email TEXT); INSERT INTO customers VALUES (1, 2, 'a')");
        Assert.Equal("sql.type", Assert.Single(await shop.Source(null).CheckAsync(Ct)).Code);
        Assert.Equal("1", await shop.FindAsync(sql => sql.Table("customer", "customers", t => t.Without("group")), c => c.Attribute("email").NotNull()));
    }

    [Fact]
    public async Task PartTable_WithTwoRowsOfOneOwner_IsReported()
    {
        using var shop = new HostShop("""
            CREATE TABLE customers (id INTEGER PRIMARY KEY); CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER);
            CREATE TABLE a (order_id INTEGER, country TEXT); INSERT INTO a VALUES (1, 'UA'), (1, 'PL')
            """);
        Problem problem = Assert.Single(await shop.Source(sql => sql.Table("order", "orders", t => t.PartTable("shipping_address", "a", "order_id"))).CheckAsync(Ct));
        Assert.Equal(("order.shipping_address", "sql.key"), (problem.Path, problem.Code));
    }
}
