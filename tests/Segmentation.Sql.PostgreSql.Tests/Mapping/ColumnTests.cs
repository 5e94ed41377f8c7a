using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests.Mapping;

/// <summary>PostgreSQL's own types of columns.</summary>
public sealed class ColumnTests(PostgresCluster cluster)
{
    [Fact]
    public async Task Columns_OfEveryType_AreRead()
    {
        await using HostShop shop = await HostShop.CreateAsync(cluster,
            """
            CREATE TYPE tier AS ENUM ('gold', 'silver');
            CREATE SCHEMA shop;
            CREATE TABLE shop."The Customers" (id uuid PRIMARY KEY, "e-mail" varchar(40), born date, joined timestamptz, local timestamp, credit numeric(20,4),
                cents int, flag boolean, tags text[], tier tier, extra jsonb, nr smallint, cash money);
            INSERT INTO shop."The Customers" VALUES
                ('0a000000-0000-4000-8000-000000000001', 'A@x', '1990-02-28', '2026-01-01 00:00:00.000001+00', '2026-01-01 02:00', 123456789012345.6789, 1005, true, '{vip,new,NULL}', 'gold', '{"a": {"b": 1.50}}', 7, 1.25),
                ('0b000000-0000-4000-8000-000000000001', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
            """,
            c => c.Text("tier").Decimal("paid", 2).Decimal("cents", 2).Integer("nr").Instant("local").Decimal("cash", 2));
        Action<SqlMap> map = sql => sql.Table("customer", "shop.The Customers", t => t
            .Column("email", "e-mail").Column("date_of_birth", "born").Column("created_at", "joined").Column("local", "local", v => v.LocalTime("Europe/Kyiv"))
            .Column("store_credit", "credit").Column("cents", "cents", v => v.ScaledInteger(2)).Column("is_active", "flag").Json("paid", "extra", "/a/b"));
        var instant = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal("0a000000-0000-4000-8000-000000000001", await shop.FindAsync(map, c => c.All(
            c.Attribute("email").Equal("a@X"), c.Attribute("date_of_birth").Equal(new DateOnly(1990, 2, 28)), c.Attribute("created_at").Equal(instant.AddTicks(10)),
            c.Attribute("local").Equal(instant), c.Attribute("store_credit").Equal(123456789012345.6789m), c.Attribute("cents").Equal(10.05m),
            c.Attribute("is_active").Equal(true), c.Attribute("tags").HasAll("VIP", "new"), c.Attribute("tier").Equal("GOLD"), c.Attribute("paid").Equal(1.5m),
            c.Attribute("nr").Equal(7), c.Attribute("cash").Equal(1.25m))));
        Assert.Equal("0b000000-0000-4000-8000-000000000001", await shop.FindAsync(map, c => c.All(
            c.Attribute("email").Null(), c.Attribute("tags").Null(), c.Attribute("tier").Null(), c.Attribute("paid").Null(), c.Attribute("created_at").Null())));
    }

    [Theory]
    [InlineData("created_at timestamptz", "'infinity'", "infinite")]
    [InlineData("created_at timestamptz", "'-infinity'", "infinite")]
    [InlineData("created_at timestamptz", "'20000-01-01'", "outside the years")]
    [InlineData("created_at timestamptz", "'0044-03-15 BC'", "outside the years")]
    [InlineData("date_of_birth date", "'infinity'", "infinite")]
    [InlineData("date_of_birth date", "'10000-01-01'", "outside the years")]
    [InlineData("store_credit numeric", "1.0000000001", "more than 9")]
    [InlineData("store_credit numeric", "1000000000000000000", "10^18")]
    [InlineData("store_credit numeric", "'NaN'", "")]
    [InlineData("store_credit numeric", "1e100", "")]
    [InlineData("failures_number numeric", "1.5", "no whole number")]
    public async Task Value_ThatBreaksARule_IsAnErrorWithEntityAttributeAndKey(string column, string value, string reason)
    {
        await using HostShop shop = await HostShop.CreateAsync(cluster, $"CREATE TABLE customers (id text PRIMARY KEY, {column}); INSERT INTO customers VALUES ('k7', {value})");
        string attribute = column.Split(' ')[0];
        SegmentDataException error = await Assert.ThrowsAsync<SegmentDataException>(() => shop.FindAsync(null, c => c.Attribute(attribute).NotNull()));
        Assert.Equal(("customer", attribute, "k7"), (error.Entity, error.Attribute, error.Key));
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public async Task Dates_AtTheEndsOfTheCalendar_AreDaysAndNotInfinity(string day)
    {
        await using HostShop shop = await HostShop.CreateAsync(cluster, $"CREATE TABLE customers (id int PRIMARY KEY, date_of_birth date); INSERT INTO customers VALUES (1, '{day}')");
        Assert.Equal("1", await shop.FindAsync(null, c => c.Attribute("date_of_birth").Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("created_at timestamp", "sql.type", "LocalTime")]
    [InlineData("grand_total double precision", "sql.real", "Scale")]
    [InlineData("grand_total real", "sql.real", "Scale")]
    [InlineData("status int", "sql.type", "Choice")]
    [InlineData("created_at bytea", "sql.type", "")]
    public async Task Check_OfATypeThatSaysTooLittle_TellsWhatToDeclare(string column, string code, string advice)
    {
        await using HostShop shop = await HostShop.CreateAsync(cluster, $"CREATE TABLE customers (id int PRIMARY KEY); CREATE TABLE orders (id int PRIMARY KEY, customer_id int, {column})");
        Problem problem = Assert.Single(await shop.Source().CheckAsync(TestContext.Current.CancellationToken));
        Assert.Equal(($"order.{column.Split(' ')[0]}", code), (problem.Path, problem.Code));
        Assert.Contains(advice, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfKeys_AsksTheIndexesAndCountsTheRest()
    {
        await using HostShop shop = await HostShop.CreateAsync(cluster, """
            CREATE TABLE customers (id text PRIMARY KEY, mail text);
            CREATE TABLE raw_orders (id int, customer_id text, valid boolean);
            CREATE VIEW orders AS SELECT id, customer_id FROM raw_orders WHERE valid;
            INSERT INTO raw_orders VALUES (1, 'a', true), (1, 'a', false), (2, 'b', true)
            """);
        Assert.Empty(await shop.Source().CheckAsync(TestContext.Current.CancellationToken));
        await shop.Server.ExecuteAsync("UPDATE raw_orders SET valid = true", TestContext.Current.CancellationToken);
        Assert.Equal(("order", "sql.key"), ((await shop.Source().CheckAsync(TestContext.Current.CancellationToken)).Single() is var p ? (p.Path, p.Code) : default));
    }
}
