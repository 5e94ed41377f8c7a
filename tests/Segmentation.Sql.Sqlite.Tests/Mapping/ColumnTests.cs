namespace Segmentation.Sql.Sqlite.Tests.Mapping;

/// <summary>Columns of other names, types and forms than the schema's.</summary>
public sealed class ColumnTests
{
    private enum Gender
    {
        Woman = 1,
        Man = 2,
    }

    [Fact]
    public async Task Column_OfAnotherName_IsRead()
    {
        using var shop = new HostShop("CREATE TABLE people (no INTEGER PRIMARY KEY, mail TEXT); INSERT INTO people VALUES (1, 'a@x'), (2, 'b@x')");
        Assert.Equal("2", await shop.FindAsync(
            sql => sql.Table("customer", "people", t => t.Key("no").Column("email", "mail")), c => c.Attribute("email").BeginsWith("B")));
    }

    [Fact]
    public async Task Entity_NotMapped_IsTheTableOfItsPluralName()
    {
        using var shop = new HostShop("""
            CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT);
            CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, grand_total TEXT);
            INSERT INTO customers VALUES (1, 'a'), (2, 'b'); INSERT INTO orders VALUES (1, 1, '10.10'), (2, 2, '10.1'), (3, 2, '0.000000001')
            """);
        Assert.Equal("2", await shop.FindAsync(null, c => c.Sum("orders", "grand_total").GreaterThan(10.10m)));
    }

    [Fact]
    public async Task Choice_OfAnEnumsNumbers_IsReadAsTheTextsThatTheMapSays()
    {
        using var shop = new HostShop("CREATE TABLE customers (id INTEGER PRIMARY KEY, sex INTEGER); INSERT INTO customers VALUES (1, 1), (2, 2), (3, NULL)");
        Assert.Equal("1", await shop.FindAsync(
            sql => sql.Table("customer", "customers", t => t.Column("gender", "sex", v => v.Choice((Gender.Woman, "female"), (Gender.Man, "male")))),
            c => c.Attribute("gender").Equal("female")));
    }

    [Fact]
    public async Task Choice_OfACodeThatTheMapLacks_IsAnErrorThatNamesTheRow()
    {
        using var shop = new HostShop("CREATE TABLE customers (id INTEGER PRIMARY KEY, sex TEXT); INSERT INTO customers VALUES (7, 'x')");
        SegmentDataException error = await Assert.ThrowsAsync<SegmentDataException>(() => shop.FindAsync(
            sql => sql.Table("customer", "customers", t => t.Column("gender", "sex", v => v.Choice(("f", "female")))), c => c.Attribute("gender").NotNull()));
        Assert.Equal(("customer", "gender", "7"), (error.Entity, error.Attribute, error.Key));
        Assert.Contains("'x'", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LocalTime_OfADeclaredZone_IsThatInstant()
    {
        using var shop = new HostShop("CREATE TABLE customers (id INTEGER PRIMARY KEY, since TEXT); INSERT INTO customers VALUES (1, '2026-01-01 01:59:59.999'), (2, '2026-01-01 02:00')");
        Assert.Equal("2", await shop.FindAsync(
            sql => sql.Table("customer", "customers", t => t.Column("created_at", "since", v => v.LocalTime("Europe/Kyiv"))),
            c => c.Attribute("created_at").AtLeast(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))));
    }

    [Theory]
    [InlineData("'2026-01-01T00:00:00.000001Z'")]
    [InlineData("'2026-01-01 02:00:00.0000019+02:00'")]
    [InlineData("'2025-12-31T19:00:00,00000199999999-0500'")]
    [InlineData("'2026-01-01t02:30:00.000001 +0230'")]
    [InlineData("'2026-01-01 02:00:00.000001+02'")]
    public async Task Instant_AsAText_IsCutToMicroseconds(string text)
    {
        using var shop = new HostShop($"CREATE TABLE customers (id INTEGER PRIMARY KEY, created_at TEXT); INSERT INTO customers VALUES (1, {text})");
        DateTimeOffset instant = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(10);
        Assert.Equal("1", await shop.FindAsync(null, c => c.Attribute("created_at").Equal(instant)));
    }

    [Theory]
    [InlineData(SqlTimeUnit.Seconds, 1767225600)]
    [InlineData(SqlTimeUnit.Milliseconds, 1767225600000)]
    [InlineData(SqlTimeUnit.Microseconds, 1767225600000000)]
    public async Task UnixTime_OfAUnit_IsThatInstant(SqlTimeUnit unit, long number)
    {
        using var shop = new HostShop($"CREATE TABLE customers (id INTEGER PRIMARY KEY, t INTEGER); INSERT INTO customers VALUES (1, {number}), (2, {number + 1})");
        Assert.Equal("1", await shop.FindAsync(
            sql => sql.Table("customer", "customers", t => t.Column("created_at", "t", v => v.UnixTime(unit))),
            c => c.Attribute("created_at").Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))));
    }

    [Fact]
    public async Task ScaledInteger_OfCents_IsTheExactAmount()
    {
        using var shop = new HostShop("CREATE TABLE customers (id INTEGER PRIMARY KEY, cents INTEGER); INSERT INTO customers VALUES (1, 1005), (2, 1006)");
        Assert.Equal("2", await shop.FindAsync(
            sql => sql.Table("customer", "customers", t => t.Column("store_credit", "cents", v => v.ScaledInteger(2))), c => c.Attribute("store_credit").GreaterThan(10.05m)));
    }

    [Fact]
    public async Task Scale_OfBinaryNumbers_SumsWithoutTheirErrors()
    {
        using var shop = new HostShop("""
            CREATE TABLE customers (id INTEGER PRIMARY KEY);
            CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, total REAL);
            INSERT INTO customers VALUES (1); INSERT INTO orders VALUES (1, 1, 0.1), (2, 1, 0.2)
            """);
        Assert.Equal("1", await shop.FindAsync(
            sql => sql.Table("order", "orders", t => t.Column("grand_total", "total", v => v.Scale(2))), c => c.Sum("orders", "grand_total").Equal(0.3m)));
    }

    [Fact]
    public async Task Boolean_OfTexts_IsWhatTheMapSays()
    {
        using var shop = new HostShop("CREATE TABLE customers (id INTEGER PRIMARY KEY, ok TEXT); INSERT INTO customers VALUES (1, 'Y'), (2, 'N'), (3, NULL)");
        Assert.Equal("2", await shop.FindAsync(
            sql => sql.Table("customer", "customers", t => t.Column("is_active", "ok", v => v.Boolean("Y", "N"))), c => c.Attribute("is_active").Equal(false)));
    }

    [Fact]
    public async Task Separated_OfAText_IsASet()
    {
        using var shop = new HostShop("CREATE TABLE customers (id INTEGER PRIMARY KEY, tags TEXT); INSERT INTO customers VALUES (1, 'vip;;new'), (2, 'vip'), (3, ''), (4, NULL)");
        Action<SqlMap> map = sql => sql.Table("customer", "customers", t => t.Column("tags", "tags", v => v.Separated(";")));
        Assert.Equal("1", await shop.FindAsync(map, c => c.Attribute("tags").HasAll("VIP", "new")));
        Assert.Equal("3,4", await shop.FindAsync(map, c => c.Attribute("tags").Null()));
    }

    [Fact]
    public async Task Json_InsideAColumn_IsReadByItsPointer()
    {
        using var shop = new HostShop(
            """
            CREATE TABLE customers (id INTEGER PRIMARY KEY, extra TEXT);
            INSERT INTO customers VALUES (1, '{"likes":{"a/b":"Blue"},"points":10,"paid":1.10,"tags":["x","y"],"ok":true}'), (2, '{"likes":null,"points":11}'), (3, NULL)
            """,
            c => c.Text("colour").Integer("points").Decimal("paid", 2).Boolean("ok"));
        Action<SqlMap> map = sql => sql.Table("customer", "customers", t => t
            .Json("colour", "extra", "/likes/a~1b").Json("points", "extra", "/points").Json("paid", "extra", "/paid").Json("tags", "extra", "/tags").Json("ok", "extra", "/ok"));
        Assert.Equal("1", await shop.FindAsync(map, c => c.Attribute("colour").Equal("blue")));
        Assert.Equal("2", await shop.FindAsync(map, c => c.Attribute("points").GreaterThan(10)));
        Assert.Equal("1", await shop.FindAsync(map, c => c.Attribute("paid").Equal(1.1m)));
        Assert.Equal("1", await shop.FindAsync(map, c => c.Attribute("tags").HasAny("Y")));
        Assert.Equal("2,3", await shop.FindAsync(map, c => c.Attribute("ok").Null()));
    }

    [Fact]
    public async Task AsText_OfNumbers_ReadsThemAsTheyAreWritten()
    {
        using var shop = new HostShop("CREATE TABLE customers (id INTEGER PRIMARY KEY, group_no INTEGER); INSERT INTO customers VALUES (1, 10), (2, 9)");
        Assert.Equal("1", await shop.FindAsync(
            sql => sql.Table("customer", "customers", t => t.Column("group", "group_no", v => v.AsText())), c => c.Attribute("group").Equal("10")));
    }

    [Theory]
    [InlineData("customers", "store_credit TEXT", "'1.0000000001'", "more than 9")]
    [InlineData("customers", "store_credit TEXT", "'1000000000000000000'", "10^18")]
    [InlineData("customers", "store_credit TEXT", "'ten'", "no number")]
    [InlineData("customers", "email TEXT", "CAST(x'610062' AS TEXT)", "U+0000")]
    [InlineData("customers", "email BLOB", "x'61'", "not read")]
    [InlineData("customers", "created_at TEXT", "'2026-01-01 00:00:00'", "no offset")]
    [InlineData("customers", "created_at TEXT", "'2026-02-30T00:00:00Z'", "no point in time")]
    [InlineData("customers", "is_active INTEGER", "2", "neither 0 nor 1")]
    [InlineData("customers", "date_of_birth TEXT", "'1.2.1990'", "no day")]
    [InlineData("customers", "failures_number INTEGER", "1.5", "binary floating-point")]
    [InlineData("customers", "tags TEXT", "'a,b'", "Separated")]
    public async Task Value_ThatBreaksARule_IsAnErrorWithEntityAttributeAndKey(string table, string column, string value, string reason)
    {
        using var shop = new HostShop($"CREATE TABLE {table} (id TEXT PRIMARY KEY, {column}); INSERT INTO {table} VALUES ('k7', {value})");
        string attribute = column.Split(' ')[0];
        SegmentDataException error = await Assert.ThrowsAsync<SegmentDataException>(() => shop.FindAsync(null, c => c.Attribute(attribute).NotNull()));
        Assert.Equal(("customer", attribute, "k7"), (error.Entity, error.Attribute, error.Key));
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }
}
