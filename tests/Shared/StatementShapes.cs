using System.Text;
using Segmentation.Sql;
using Segmentation.Testing;

namespace Segmentation.Tests.Shared;

/// <summary>Conditions of a few dozen shapes over default and foreign tables, and the statements that they send.</summary>
internal static class StatementShapes
{
    /// <summary>A design of a host's own, in words that SQLite and PostgreSQL understand.</summary>
    public const string ForeignTables = """
        CREATE TABLE f_people (no text PRIMARY KEY, mail text, extra text, removed text, kind integer);
        CREATE TABLE f_sales (nr integer PRIMARY KEY, buyer text, total integer, state integer, ship_land text, bill_land text, void integer);
        CREATE TABLE f_lines (nr integer PRIMARY KEY, sale integer, article text, amount integer);
        CREATE TABLE f_articles (code text PRIMARY KEY, label text);
        CREATE TABLE f_labels (person text, label text);
        CREATE TABLE f_values (person text, name text, value text);
        CREATE TABLE f_sale_rules (cart integer, rule text);
        CREATE TABLE f_baskets (nr integer PRIMARY KEY);
        CREATE TABLE f_holders (basket integer, person text);
        CREATE TABLE f_seats (person text, land text, use text);
        INSERT INTO f_people (no) VALUES ('a')
        """;

    /// <summary>One customer, without whom nothing behind customers would be asked for.</summary>
    public static ITableSource Defaults(SegmentSchema schema) => new DatasetTables(new Dataset(schema, [new DatasetRow("customer") { Key = "1" }]));

    public static void ForeignMap(SqlMap sql) => sql
        .Table("customer", "f_people", t => t
            .Key("no").Column("email", "mail").Where("removed", null).WhereNot("kind", 9)
            .Json("language", "extra", "/lang")
            .Set("tags", "f_labels", "person", "label")
            .AttributeTable("f_values", "person", "name", "value", a => a.Attribute("first_name", "FIRST").Attribute("last_name")))
        .Table("order", "f_sales", t => t
            .Key("nr").Parent("customer", "buyer").Where("void", 0)
            .Column("grand_total", "total", v => v.ScaledInteger(2))
            .Column("status", "state", v => v.Choice((1, "complete"), (2, "pending")))
            .Part("shipping_address", p => p.Prefix("ship_").Column("country", "ship_land"))
            .Part("billing_address", p => p.Prefix("bill_").Column("country", "bill_land")))
        .Table("order_item", "f_lines", t => t.Key("nr").Parent("order", "sale").Reference("product", "article").Column("quantity", "amount"))
        .Query("product", "SELECT code, label FROM f_articles", t => t.Key("code", KeyKind.Text).Column("name", "label"))
        .Table("cart", "f_baskets", t => t.Key("nr").ParentThrough("customer", "f_holders", "person", "basket").Set("applied_rules", "f_sale_rules", "cart", "rule"))
        .Query("address", "SELECT person, land, use, person || use AS id FROM f_seats", t => t
            .Key("id", KeyKind.Text).Parent("customer", "person").Column("country", "land").Column("kind", "use"));

    /// <summary>By name, whether over the foreign tables, and the condition.</summary>
    public static IReadOnlyList<(string Name, bool IsForeign, Func<ConditionBuilder, Condition> Where)> All { get; } =
    [
        .. Both("attribute", c => c.Attribute("email").Contains("x")),
        .. Both("two attributes", c => c.All(c.Attribute("email").Contains("x"), c.Attribute("first_name").Equal("y"))),
        .. Both("set", c => c.Attribute("tags").HasAny("vip")),
        .. Both("count of orders", c => c.Count("orders").AtLeast(2)),
        .. Both("sum of orders", c => c.Sum("orders", "grand_total").AtLeast(100m)),
        .. Both("sum of some orders", c => c.Sum("orders", "grand_total", o => o.Attribute("status").In("complete")).AtLeast(100m)),
        .. Both("several aggregates of one table", c => c.All(c.Count("orders").AtLeast(2), c.Sum("orders", "grand_total").AtLeast(1m), c.Average("orders", "grand_total").AtLeast(1m))),
        .. Both("items", c => c.Some("orders.items", i => i.Attribute("quantity").GreaterThan(1))),
        .. Both("no items", c => c.None("orders.items")),
        .. Both("items of a product", c => c.Some("orders.items", i => i.Attribute("product.name").Equal("x"))),
        .. Both("items by their order", c => c.Some("orders.items", i => i.Attribute("order.status").Equal("complete"))),
        .. Both("a part", c => c.Some("orders.shipping_address", a => a.Attribute("country").Equal("UA"))),
        .. Both("two parts", c => c.All(c.Some("orders.shipping_address", a => a.Attribute("country").Equal("UA")), c.Some("orders.billing_address"))),
        .. Both("a part beside its order", c => c.All(c.Some("orders.shipping_address"), c.Sum("orders", "grand_total").AtLeast(1m))),
        .. Both("addresses", c => c.Some("addresses", a => a.Attribute("country").Equal("UA"))),
        .. Both("a selected address", c => c.Some("billing_address", a => a.Attribute("country").Equal("UA"))),
        .. Both("carts with a set", c => c.Some("carts", a => a.Attribute("applied_rules").HasAny("x"))),
        .. Both("everything", c => c.All(c.Attribute("email").Contains("x"), c.Some("addresses"), c.Count("orders").AtLeast(1), c.None("orders.items", i => i.Attribute("product.name").Equal("x")))),
        ("dates", false, c => c.All(c.Attribute("created_at").AtMost(When.Ago("P30D")), c.Attribute("date_of_birth").Null())),
        ("last order", false, c => c.Some("last_order", o => o.Attribute("status").Equal("complete"))),
        ("last order's address", false, c => c.Attribute("last_order.shipping_address.country").Equal("UA")),
        ("active cart", false, c => c.Some("cart", o => o.Attribute("grand_total").AtLeast(5m))),
        ("cart items of a product", false, c => c.Some("carts.items", i => i.Attribute("product.sku").BeginsWith("A"))),
        ("categories of a product", false, c => c.Some("orders.items", i => i.Attribute("product.categories").HasAny("shoes"))),
        ("wishlist", false, c => c.Some("wishlist_items", i => i.Attribute("product.price").LessThan(5m))),
        ("subscription", false, c => c.Attribute("newsletter_status").Equal("subscribed")),
        ("shipments", false, c => c.Some("shipments", s => s.Attribute("carrier").Equal("x"))),
        ("profit", false, c => c.Attribute("lifetime_profit").AtLeast(1m)),
        ("views", false, c => c.Sum("product_views", "views").AtLeast(3)),
    ];

    /// <summary>The statements of every shape, in the order in which they are sent.</summary>
    /// <param name="defaults">A database with the tables that are made from the schema.</param>
    /// <param name="foreign">Another one with <see cref="ForeignTables"/>.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<string> DescribeAsync(SqlDatabase defaults, SqlDatabase foreign, SegmentSchema schema, CancellationToken ct)
    {
        var text = new StringBuilder();
        foreach ((string name, bool isForeign, Func<ConditionBuilder, Condition> where) in All)
        {
            var recorded = new RecordedDatabase(isForeign ? foreign : defaults);
            var source = new SqlSource(schema, recorded, isForeign ? ForeignMap : null);
            Assert.Empty(await source.CheckAsync(ct));
            SegmentSet set = SegmentSet.Bind(schema, [Segment.Define("s").Where(where)]);
            await new SegmentEvaluator(source).EvaluateAsync(set, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), ct: ct);
            text.Append("-- ").Append(name).Append(isForeign ? ", foreign tables" : "").Append('\n');
            // Which table is read first hangs on what the evaluation needs first, and is of no interest.
            foreach (SqlStatement statement in recorded.Statements.Where(s => !s.Text.Contains("GROUP BY", StringComparison.Ordinal)).OrderBy(s => s.Text, StringComparer.Ordinal))
            {
                text.Append(statement.Text).Append('\n');
                if (statement.Parameters.Count > 0)
                    text.Append("-- with ").AppendJoin(", ", statement.Parameters).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Asserts that a text is the approved one; SEGMENTATION_APPROVE=1 approves it.</summary>
    public static void AssertApproved(string text, string project, string file)
    {
        string path = Path.Combine(SharedData.Repository(), "tests", project, "Approved", file);
        if (Environment.GetEnvironmentVariable("SEGMENTATION_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "", text, ignoreLineEndingDifferences: true);
    }

    private static IEnumerable<(string, bool, Func<ConditionBuilder, Condition>)> Both(string name, Func<ConditionBuilder, Condition> where) =>
        [(name, false, where), (name, true, where)];
}
