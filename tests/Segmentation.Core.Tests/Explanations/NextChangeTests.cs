namespace Segmentation.Tests.Explanations;

public sealed class NextChangeTests
{
    [Theory]
    // An exact duration: still within it at its very end, no longer one tick after.
    [InlineData("""{ "attribute": "created_at", "operator": ">=", "value": { "ago": "P30D" } }""", "2026-04-09T00:00:00.0000001Z")]
    [InlineData("""{ "attribute": "created_at", "operator": "<", "value": { "ago": "P30D" } }""", "2026-04-09T00:00:00.0000001Z")]
    [InlineData("""{ "attribute": "created_at", "operator": "<=", "value": { "ago": "P30D" } }""", "2026-04-09T00:00:00Z")]
    [InlineData("""{ "attribute": "days_since_registration", "operator": ">", "value": 30 }""", "2026-04-09T00:00:00.0000001Z")]
    [InlineData("""{ "attribute": "days_since_registration", "operator": "=", "value": 4 }""", "2026-03-15T00:00:00Z")]
    // A bound between two ticks, 28.8 ns before 08:00: reached with the second of them.
    [InlineData("""{ "attribute": "days_since_registration", "operator": ">=", "value": 10.333333333333 }""", "2026-03-20T08:00:00Z")]
    [InlineData("""{ "attribute": "days_since_registration", "operator": ">", "value": 10.333333333331 }""", "2026-03-20T07:59:59.9999998Z")]
    [InlineData("""{ "attribute": "created_at", "operator": "<", "value": { "startOf": "month" } }""", "2026-04-01T00:00:00Z")]
    [InlineData("""{ "attribute": "last_login_at", "operator": "<=", "value": { "ago": "P30D" } }""", null)]
    [InlineData("""{ "attribute": "email", "operator": "null" }""", null)]
    // Before the login comes to pass, nobody has been logged in for however short a time.
    [InlineData("""{ "attribute": "days_since_last_login", "operator": "notNull" }""", "2030-01-01T00:00:00Z")]
    [InlineData("""{ "attribute": "created_at", "operator": ">=", "value": { "ago": "P1M" } }""", "2026-04-10T00:00:00.0000001Z")]
    [InlineData("""{ "attribute": "days_until_birthday", "operator": "<=", "value": 7 }""", "2026-05-25T00:00:00Z")]
    [InlineData("""{ "attribute": "age", "operator": ">=", "value": 30 }""", "2030-06-01T00:00:00Z")]
    [InlineData("""{ "attribute": "age", "operator": ">=", "value": 36 }""", "2036-06-01T00:00:00Z", "2026-06-01T00:00:00Z")]
    [InlineData("""{ "attribute": "age", "operator": ">=", "value": 36 }""", null, "2026-05-31T23:59:59Z")]
    [InlineData("""{ "attribute": "date_of_birth", "operator": "<=", "value": { "today": -30, "unit": "years" } }""", "2030-06-01T00:00:00Z")]
    public async Task NextChange_OfACondition_IsExact(string condition, string? expected, string asOf = ExplainRun.AsOf)
    {
        const string customer = """{ "id": 1, "created_at": "2026-03-10T00:00:00Z", "last_login_at": "2030-01-01T00:00:00Z", "date_of_birth": "2000-06-01" }""";

        DateTimeOffset? change = await ExplainRun.NextChangeAsync(customer, condition.Replace("last_login_at\"", "last_activity_at\"", StringComparison.Ordinal), asOf);

        Assert.Equal(expected is null ? null : ExplainRun.Instant(expected), change);
    }

    [Theory]
    [InlineData("2026-01-28T12:00:00Z", "2026-02-28T12:00:00Z", "2026-01-29T00:00:00Z")]
    [InlineData("2026-01-31T09:00:00Z", "2026-02-28T12:00:00Z", "2026-01-31T12:00:00Z")]
    public async Task NextChange_AtTheEndOfAMonth_SeesThatAMonthLaterComesAgain(string asOf, string createdAt, string expected)
    {
        // 28 January 12:00 and 29, 30, 31 January 12:00 all lead to 28 February 12:00 in a month's time; so each midnight goes back.
        DateTimeOffset? change = await ExplainRun.NextChangeAsync(
            $$"""{ "id": 1, "created_at": "{{createdAt}}" }""", """{ "attribute": "created_at", "operator": "<=", "value": { "ahead": "P1M" } }""", asOf);

        Assert.Equal(ExplainRun.Instant(expected), change);
    }

    [Theory]
    // Samoa had no 30 December 2011: the 31st began when the 29th ended, at 10:00 UTC.
    [InlineData("Pacific/Apia", "2011-12-29T20:00:00Z", "2011-12-30T10:00:00Z")]
    // Clocks in Chile went from midnight to 01:00 on 8 September 2024.
    [InlineData("America/Santiago", "2024-09-07T20:00:00Z", "2024-09-08T04:00:00Z")]
    // Clocks in Newfoundland went back at 00:01, so that a day of October 2010 ended twice; the first end counts.
    [InlineData("America/St_Johns", "2010-11-06T20:00:00Z", "2010-11-07T02:30:00Z")]
    public async Task NextChange_OfALocalDay_FollowsTheZone(string zone, string asOf, string expected)
    {
        DateTimeOffset? change = await ExplainRun.NextChangeAsync(
            $$"""{ "id": 1, "created_at": "{{asOf}}" }""", """{ "attribute": "created_at", "operator": ">=", "value": { "startOf": "day" } }""", asOf, zone);

        Assert.Equal(ExplainRun.Instant(expected), change);
    }

    [Fact]
    public async Task NextChange_WithAFutureOrder_CountsFromWhenItComesToPass()
    {
        Explanation explanation = await ExplainRun.OfAsync(
            """
            { "customers": [ { "id": 1 } ], "orders": [
              { "id": 1, "customer_id": 1, "created_at": "2026-03-01T00:00:00Z", "status": "complete" },
              { "id": 2, "customer_id": 1, "created_at": "2026-03-20T00:00:00Z", "status": "complete" } ] }
            """,
            """{ "id": "s", "conditions": { "attribute": "days_since_last_order", "operator": ">", "value": 30 } }""");

        Assert.False(explanation.IsMember);
        Assert.Equal(ExplainRun.Instant("2026-04-19T00:00:00.0000001Z"), explanation.NextChange);
    }

    [Fact]
    public async Task NextChange_OfASegmentThatExpires_IsWhenItDoes()
    {
        const string data = """{ "customers": [ { "id": 1 } ] }""";

        Explanation running = await ExplainRun.OfAsync(data, """{ "id": "s", "everyone": true, "startsAt": "2026-01-01T00:00:00Z", "expiresAt": "2026-06-01T00:00:00Z" }""");
        Explanation coming = await ExplainRun.OfAsync(data, """{ "id": "s", "everyone": true, "startsAt": "2026-05-01T00:00:00Z", "expiresAt": "2026-06-01T00:00:00Z" }""");
        Explanation inactive = await ExplainRun.OfAsync(data, """{ "id": "s", "active": false, "everyone": true, "startsAt": "2026-05-01T00:00:00Z" }""");

        Assert.Equal(ExplainRun.Instant("2026-06-01T00:00:00Z"), running.NextChange);
        Assert.Equal(ExplainRun.Instant("2026-05-01T00:00:00Z"), coming.NextChange);
        Assert.Null(inactive.NextChange);
    }
}
