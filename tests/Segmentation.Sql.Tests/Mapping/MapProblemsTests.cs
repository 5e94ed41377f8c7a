using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Segmentation.Sql.Tests.Mapping;

/// <summary>What is wrong with a map under its schema is reported before any database is asked, all together.</summary>
public sealed class MapProblemsTests
{
    public static TheoryData<string, string, Action<SqlMap>> Wrong => new()
    {
        { "customers", "map.unknown", sql => sql.Table("customers", "c") },
        { "customer", "map.repeated", sql => sql.Table("customer", "c").Table("customer", "d") },
        { "customer", "map.repeated", sql => sql.Table("customer", "c", t => t.Key("a").Key("b")) },
        { "customer.mail", "map.unknown", sql => sql.Table("customer", "c", t => t.Column("mail", "mail")) },
        { "customer.age", "map.computed", sql => sql.Table("customer", "c", t => t.Column("age", "age")) },
        { "customer.email", "map.repeated", sql => sql.Table("customer", "c", t => t.Column("email", "a").Column("email", "b")) },
        { "customer.email", "map.form", sql => sql.Table("customer", "c", t => t.Column("email", "a", v => v.Scale(2))) },
        { "customer.store_credit", "map.form", sql => sql.Table("customer", "c", t => t.Column("store_credit", "a", v => v.Scale(10))) },
        { "customer.store_credit", "map.form", sql => sql.Table("customer", "c", t => t.Column("store_credit", "a", v => v.Scale(2).ScaledInteger(2))) },
        { "customer.created_at", "zone.unknown", sql => sql.Table("customer", "c", t => t.Column("created_at", "a", v => v.LocalTime("Mars/Olympus"))) },
        { "customer.created_at", "map.form", sql => sql.Table("customer", "c", t => t.Column("created_at", "a", v => v.LocalTime("UTC").UnixTime(SqlTimeUnit.Seconds))) },
        { "customer.gender", "map.choice", sql => sql.Table("customer", "c", t => t.Column("gender", "a", v => v.Choice((1, "robot")))) },
        { "customer.gender", "map.form", sql => sql.Table("customer", "c", t => t.Column("gender", "a", v => v.Choice((1, "male"), (1, "female")))) },
        { "customer.is_active", "map.form", sql => sql.Table("customer", "c", t => t.Column("is_active", "a", v => v.Boolean("Y", "Y"))) },
        { "customer.email", "map.form", sql => sql.Table("customer", "c", t => t.Json("email", "extra", "email")) },
        { "customer.email", "map.form", sql => sql.Table("customer", "c", t => t.Set("email", "x", "owner", "value")) },
        { "customer", "map.repeated", sql => sql.Table("customer", "c", t => t.Set("tags", "x", "owner", "value").Set("organizations", "x", "owner", "value")) },
        { "customer.orders", "map.unknown", sql => sql.Table("customer", "c", t => t.Reference("orders", "x")) },
        { "customer.order", "map.unknown", sql => sql.Table("customer", "c", t => t.Parent("order", "x")) },
        { "order.items", "map.unknown", sql => sql.Table("order", "o", t => t.Part("items", p => p.Prefix("i_"))) },
        { "order.billing_address", "map.repeated", sql => sql.Table("order", "o", t => t.Part("billing_address", p => p.Prefix("a")).PartTable("billing_address", "b", "c")) },
        { "customer.nothing", "map.unknown", sql => sql.Table("customer", "c", t => t.Without("nothing")) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Source_OfAMapThatDoesNotFit_IsRefusedWithThePlace(string path, string code, Action<SqlMap> map)
    {
        SegmentDefinitionException refused = Assert.Throws<SegmentDefinitionException>(() => new SqlSource(CommerceSchema.Create(), Database(), map));
        Assert.Contains((path, code), refused.Problems.Select(p => (p.Path, p.Code)));
    }

    [Fact]
    public void Source_OfAMapWithSeveralMistakes_ReportsThemTogether()
    {
        SegmentDefinitionException refused = Assert.Throws<SegmentDefinitionException>(() => new SqlSource(
            CommerceSchema.Create(), Database(), sql => sql.Table("nobody", "n").Table("customer", "c", t => t.Column("mail", "m").Column("age", "a"))));
        Assert.Equal(["map.computed", "map.unknown", "map.unknown"], refused.Problems.Select(p => p.Code).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("a\0b")]
    public void SqlName_OfNoName_IsRefused(string name) => Assert.Throws<ArgumentException>(() => SqlName.Parse(name));

    [Fact]
    public void StandardOptions_ThatQuoteNothing_AreRefusedByName() =>
        Assert.Contains(nameof(StandardSqlOptions.QuoteStart), Assert.Throws<ArgumentException>(
            () => new StandardDatabase(Driver(), new StandardSqlOptions { QuoteStart = "" })).Message, StringComparison.Ordinal);

    private static StandardDatabase Database() => new(Driver());

    private static DbDataSource Driver() => SqliteFactory.Instance.CreateDataSource("Data Source=:memory:");
}
