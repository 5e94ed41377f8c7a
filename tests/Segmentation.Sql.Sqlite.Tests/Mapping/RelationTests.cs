namespace Segmentation.Sql.Sqlite.Tests.Mapping;

/// <summary>Relations, other tables with values, soft deletes, guests and keys of a host's own design.</summary>
public sealed class RelationTests
{
    [Fact]
    public async Task ParentThrough_ATableOfPairs_GivesARowToSeveral()
    {
        using var shop = new HostShop("""
            CREATE TABLE customers (id INTEGER PRIMARY KEY);
            CREATE TABLE orders (id TEXT PRIMARY KEY, grand_total TEXT);
            CREATE TABLE pairs (who INTEGER, what TEXT);
            INSERT INTO customers VALUES (1), (2), (3); INSERT INTO orders VALUES ('o', '5'), ('p', '7');
            INSERT INTO pairs VALUES (1, 'o'), (2, 'o'), (2, 'p')
            """);
        Action<SqlMap> map = sql => sql.Table("order", "orders", t => t.ParentThrough("customer", "pairs", "who", "what"));
        Assert.Equal("1,2", await shop.FindAsync(map, c => c.Some("orders", o => o.Attribute("grand_total").Equal(5m))));
        Assert.Equal("2", await shop.FindAsync(map, c => c.Sum("orders", "grand_total").Equal(12m)));
    }

    [Fact]
    public async Task Set_InATableOfItsOwn_HasTheValuesOfItsRow()
    {
        using var shop = new HostShop("""
            CREATE TABLE customers (id TEXT PRIMARY KEY);
            CREATE TABLE customer_tags (customer TEXT, tag TEXT);
            INSERT INTO customers VALUES ('a'), ('B'), ('c');
            INSERT INTO customer_tags VALUES ('c', 'vip'), ('a', 'new'), ('c', 'new'), ('gone', 'vip'), ('c', NULL), (NULL, 'vip')
            """);
        Action<SqlMap> map = sql => sql.Table("customer", "customers", t => t.Set("tags", "customer_tags", "customer", "tag"));
        Assert.Equal("c", await shop.FindAsync(map, c => c.Attribute("tags").HasAny("vip")));
        Assert.Equal("a,c", await shop.FindAsync(map, c => c.Attribute("tags").HasAny("new")));
        Assert.Equal("B", await shop.FindAsync(map, c => c.Attribute("tags").Null()));
    }

    [Fact]
    public async Task Set_OfRowsBehindACustomer_HasTheValuesOfItsRow()
    {
        using var shop = new HostShop("""
            CREATE TABLE customers (id INTEGER PRIMARY KEY);
            CREATE TABLE carts (id INTEGER PRIMARY KEY, customer_id INTEGER);
            CREATE TABLE cart_rules (cart INTEGER, rule TEXT);
            INSERT INTO customers VALUES (1), (2); INSERT INTO carts VALUES (9, 1), (10, 1), (2, 2);
            INSERT INTO cart_rules VALUES (2, 'x'), (10, 'y'), (9, 'x'), (10, 'x')
            """);
        Action<SqlMap> map = sql => sql.Table("cart", "carts", t => t.Set("applied_rules", "cart_rules", "cart", "rule"));
        Assert.Equal("1", await shop.FindAsync(map, c => c.Some("carts", o => o.Attribute("applied_rules").HasAll("x", "y"))));
        Assert.Equal("1,2", await shop.FindAsync(map, c => c.Some("carts", o => o.Attribute("applied_rules").HasAny("x"))));
    }

    [Fact]
    public async Task AttributeTable_OfNamesAndValues_GivesEachItsType()
    {
        using var shop = new HostShop(
            """
            CREATE TABLE customers (id INTEGER PRIMARY KEY);
            CREATE TABLE extra (owner INTEGER, code TEXT, value TEXT);
            INSERT INTO customers VALUES (1), (2), (3);
            INSERT INTO extra VALUES (1, 'COLOR', 'Red'), (1, 'size', '4.50'), (2, 'COLOR', 'blue'), (3, 'size', '5'), (3, 'other', '?')
            """,
            c => c.Text("colour").Decimal("size", 2));
        Action<SqlMap> map = sql => sql.Table("customer", "customers", t => t
            .AttributeTable("extra", "owner", "code", "value", a => a.Attribute("colour", "COLOR").Attribute("size")));
        Assert.Equal("1", await shop.FindAsync(map, c => c.Attribute("colour").Equal("RED")));
        Assert.Equal("1,3", await shop.FindAsync(map, c => c.Attribute("size").AtLeast(4.5m)));
        Assert.Equal("3", await shop.FindAsync(map, c => c.All(c.Attribute("colour").Null(), c.Attribute("size").NotNull())));
    }

    [Fact]
    public async Task AttributeTable_WithTwoValuesOfOneAttribute_IsAnError()
    {
        using var shop = new HostShop(
            """
            CREATE TABLE customers (id INTEGER PRIMARY KEY); CREATE TABLE extra (owner INTEGER, code TEXT, value TEXT);
            INSERT INTO customers VALUES (1); INSERT INTO extra VALUES (1, 'colour', 'Red'), (1, 'colour', 'Blue')
            """,
            c => c.Text("colour"));
        SegmentDataException error = await Assert.ThrowsAsync<SegmentDataException>(() => shop.FindAsync(
            sql => sql.Table("customer", "customers", t => t.AttributeTable("extra", "owner", "code", "value", a => a.Attribute("colour"))),
            c => c.Attribute("colour").NotNull()));
        Assert.Equal(("customer", "colour", "1"), (error.Entity, error.Attribute, error.Key));
    }

    [Fact]
    public async Task Where_OfASoftDelete_LeavesRowsOut()
    {
        using var shop = new HostShop("""
            CREATE TABLE customers (id INTEGER PRIMARY KEY, deleted_at TEXT);
            CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, is_deleted INTEGER);
            CREATE TABLE order_items (id INTEGER PRIMARY KEY, order_id INTEGER, quantity TEXT);
            INSERT INTO customers VALUES (1, NULL), (2, '2025-01-01'), (3, NULL);
            INSERT INTO orders VALUES (1, 1, 1), (2, 2, 0), (3, 3, NULL);
            INSERT INTO order_items VALUES (1, 1, '1'), (2, 2, '1'), (3, 3, '1')
            """);
        Action<SqlMap> map = sql => sql
            .Table("customer", "customers", t => t.Where("deleted_at", null))
            .Table("order", "orders", t => t.WhereNot("is_deleted", true));
        Assert.Equal("3", await shop.FindAsync(map, c => c.Some("orders")));
        Assert.Equal("3", await shop.FindAsync(map, c => c.Some("orders.items")));
        Assert.Equal("1", await shop.FindAsync(map, c => c.None("orders.items")));
    }

    [Fact]
    public async Task Part_InColumnsWithAPrefix_IsThereWhereOneOfThemIs()
    {
        using var shop = new HostShop("""
            CREATE TABLE customers (id INTEGER PRIMARY KEY);
            CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, ship_country TEXT, ship_city TEXT);
            INSERT INTO customers VALUES (1), (2), (3);
            INSERT INTO orders VALUES (1, 1, 'UA', NULL), (2, 2, NULL, 'Lviv'), (3, 3, NULL, NULL)
            """);
        Action<SqlMap> map = sql => sql.Table("order", "orders", t => t.Part("shipping_address", p => p.Prefix("ship_")));
        Assert.Equal("1,2", await shop.FindAsync(map, c => c.Some("orders.shipping_address")));
        Assert.Equal("2", await shop.FindAsync(map, c => c.Some("orders.shipping_address", a => a.Attribute("country").NotEqual("UA"))));
    }

    [Fact]
    public async Task PartTable_OfRows_IsThePartOfItsOwner()
    {
        using var shop = new HostShop("""
            CREATE TABLE customers (id INTEGER PRIMARY KEY);
            CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER);
            CREATE TABLE order_addresses (order_no INTEGER, use TEXT, land TEXT);
            INSERT INTO customers VALUES (1), (2); INSERT INTO orders VALUES (11, 1), (12, 2);
            INSERT INTO order_addresses VALUES (11, 'bill', 'UA'), (11, 'ship', 'PL'), (12, 'ship', 'UA')
            """);
        Action<SqlMap> map = sql => sql.Table("order", "orders", t => t
            .PartTable("shipping_address", "order_addresses", "order_no", a => a.Where("use", "ship").Column("country", "land"))
            .PartTable("billing_address", "order_addresses", "order_no", a => a.Where("use", "bill").Column("country", "land")));
        Assert.Equal("2", await shop.FindAsync(map, c => c.Some("orders.shipping_address", a => a.Attribute("country").Equal("ua"))));
        Assert.Equal("1", await shop.FindAsync(map, c => c.Some("orders.billing_address")));
    }

    [Fact]
    public async Task Guests_OfAQuery_AreCustomersOfTheirOwn()
    {
        using var shop = new HostShop("""
            CREATE TABLE accounts (id INTEGER PRIMARY KEY, email TEXT);
            CREATE TABLE sales (id INTEGER PRIMARY KEY, account INTEGER, email TEXT, total TEXT);
            INSERT INTO accounts VALUES (1, 'a@x');
            INSERT INTO sales VALUES (1, 1, NULL, '5'), (2, NULL, 'G@x', '7'), (3, NULL, 'g@X', '8')
            """);
        Action<SqlMap> map = sql => sql
            .Query("customer", """
                SELECT CAST(id AS TEXT) AS id, email, 0 AS is_guest FROM accounts
                UNION ALL SELECT 'guest:' || lower(email), min(email), 1 FROM sales WHERE account IS NULL GROUP BY lower(email)
                """)
            .Query("order", "SELECT id, total AS grand_total, coalesce(CAST(account AS TEXT), 'guest:' || lower(email)) AS customer_id FROM sales");
        Assert.Equal("guest:g@x", await shop.FindAsync(map, c => c.Sum("orders", "grand_total").AtLeast(15m)));
        Assert.Equal("guest:g@x", await shop.FindAsync(map, c => c.Attribute("is_guest").Equal(true)));
    }

    [Fact]
    public async Task Keys_OfTexts_AreInTheOrderOfCodePoints()
    {
        using var shop = new HostShop("""
            CREATE TABLE customers (id TEXT COLLATE NOCASE PRIMARY KEY);
            CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id TEXT COLLATE NOCASE);
            INSERT INTO customers VALUES ('b'), ('A'), ('é'), ('Z'), ('a1'); INSERT INTO orders VALUES (1, 'B'), (2, 'a1'), (3, 'Z')
            """);
        Assert.Equal("A,b,é", await shop.FindAsync(null, c => c.None("orders")));
        Assert.Equal("Z,a1", await shop.FindAsync(null, c => c.Some("orders")));
    }

    [Theory]
    [InlineData("GUID")]
    [InlineData("TEXT")]
    public async Task Keys_OfGuidsInEitherCase_AreEqualAndWrittenAsRead(string type)
    {
        using var shop = new HostShop($"""
            CREATE TABLE customers (id {type} PRIMARY KEY);
            CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id {type});
            INSERT INTO customers VALUES ('0A000000-0000-4000-8000-000000000001'), ('0b000000-0000-4000-8000-000000000001'), ('0C000000-0000-4000-8000-000000000001');
            INSERT INTO orders VALUES (1, '0a000000-0000-4000-8000-000000000001'), (2, '0C000000-0000-4000-8000-000000000001')
            """);
        Assert.Equal("0A000000-0000-4000-8000-000000000001,0C000000-0000-4000-8000-000000000001", await shop.FindAsync(
            sql => sql.Table("customer", "customers", t => t.Key("id", KeyKind.Guid)), c => c.Some("orders")));
    }
}
