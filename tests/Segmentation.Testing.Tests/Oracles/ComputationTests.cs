namespace Segmentation.Testing.Tests;

public sealed class ComputationTests
{
    [Theory]
    [InlineData("1990-03-14", "2026-03-14T12:00:00Z", 0, 36)]
    [InlineData("1985-03-15", "2026-03-14T12:00:00Z", 1, 40)]
    [InlineData("1988-03-13", "2026-03-14T12:00:00Z", 364, 38)]
    [InlineData("1992-02-29", "2027-02-28T12:00:00Z", 0, 35)]
    [InlineData("1992-02-29", "2028-02-28T12:00:00Z", 1, 35)]
    [InlineData("2026-03-14", "2026-03-14T12:00:00Z", 0, 0)]
    public void Birthday_OnTheCalendar_GivesDaysAndYears(string birth, string asOf, int days, int years)
    {
        string data = $$"""{ "customers": [ { "id": 1, "date_of_birth": "{{birth}}" } ] }""";
        Assert.Equal("1", OracleRun.Members(data, $$"""{ "type": "attribute", "attribute": "days_until_birthday", "operator": "=", "value": {{days}} }""", asOf));
        Assert.Equal("1", OracleRun.Members(data, $$"""{ "type": "attribute", "attribute": "age", "operator": "=", "value": {{years}} }""", asOf));
    }

    [Fact]
    public void Birthday_InTheFuture_IsMissing() =>
        Assert.Equal("1", OracleRun.Members(
            """{ "customers": [ { "id": 1, "date_of_birth": "2026-03-15" } ] }""", """{ "type": "attribute", "attribute": "age", "operator": "null" }"""));

    [Theory]
    [InlineData(LeapDayRule.February28, "1")]
    [InlineData(LeapDayRule.March1, "")]
    public void LeapDay_InACommonYear_FollowsTheOption(LeapDayRule rule, string members) =>
        Assert.Equal(members, OracleRun.Members(
            """{ "customers": [ { "id": 1, "date_of_birth": "1992-02-29" } ] }""",
            """{ "type": "attribute", "attribute": "age", "operator": "=", "value": 35 }""",
            "2027-02-28T12:00:00Z",
            options: new CommerceOptions { LeapDay = rule }));

    [Theory]
    [InlineData("number_of_orders", "=", "2")]
    [InlineData("sales_amount", "=", "150.5")]
    [InlineData("average_order_value", "=", "75.25")]
    [InlineData("lifetime_refunds", "=", "10")]
    [InlineData("lifetime_profit", "=", "128.5")]
    [InlineData("order_frequency", "=", "10.5")]
    [InlineData("last_order_at", "=", "\"2026-02-11T12:00:00Z\"")]
    [InlineData("last_shipment_at", "=", "\"2026-02-13\"")]
    [InlineData("days_since_last_order", "=", "31")]
    [InlineData("days_inactive", "=", "1")]
    [InlineData("full_name", "=", "\"Ann Lee\"")]
    [InlineData("newsletter_status", "=", "\"subscribed\"")]
    [InlineData("has_shipping_address", "=", "false")]
    public void Computed_OfAShop_CountsAsTheVocabularySays(string attribute, string @operator, string value) =>
        Assert.Equal("1", OracleRun.Members(
            """
            { "customers": [ { "id": 1, "first_name": "Ann", "middle_name": "", "last_name": "Lee", "last_login_at": "2026-03-13T00:00:00Z", "last_activity_at": "2026-03-15T00:00:00Z" } ],
              "orders": [
                { "id": 1, "customer_id": 1, "grand_total": 100, "total_refunded": 10, "status": "complete", "created_at": "2026-02-01T00:00:00Z", "last_shipped_at": "2026-02-02T00:00:00Z" },
                { "id": 2, "customer_id": 1, "grand_total": 50.5, "status": "pending", "created_at": "2026-02-11T12:00:00Z" },
                { "id": 3, "customer_id": 1, "grand_total": 999, "status": "Canceled", "created_at": "2026-03-11T12:00:00Z" } ],
              "order_items": [ { "order_id": 1, "cost": 4, "quantity": 3 }, { "order_id": 1, "cost": 4 }, { "order_id": 3, "cost": 4, "quantity": 3 } ],
              "shipments": [ { "order_id": 2, "created_at": "2026-02-13T10:00:00Z" } ],
              "subscriptions": [
                { "id": 1, "customer_id": 1, "list": "newsletter", "status": "unsubscribed", "changed_at": "2026-01-01T00:00:00Z" },
                { "id": 2, "customer_id": 1, "list": "newsletter", "status": "subscribed", "changed_at": "2026-01-02T00:00:00Z" },
                { "id": 3, "customer_id": 1, "list": "news", "status": "unconfirmed", "changed_at": "2026-01-03T00:00:00Z" } ] }
            """,
            $$"""{ "type": "attribute", "attribute": "{{attribute}}", "operator": "{{@operator}}", "value": {{value}} }"""));
}
