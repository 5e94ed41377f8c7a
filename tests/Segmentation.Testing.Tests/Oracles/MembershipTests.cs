using System.Collections.Immutable;

namespace Segmentation.Testing.Tests;

public sealed class MembershipTests
{
    private const string People = """
        { "customers": [
          { "id": 2, "is_guest": true, "website": "EU", "store": "a" }, { "id": 10, "is_guest": false, "website": "us" }, { "id": 1 } ] }
        """;

    [Theory]
    [InlineData("", "1 2 10")]
    [InlineData(""", "active": false""", "")]
    [InlineData(""", "scope": "registered" """, "1 10")]
    [InlineData(""", "scope": "guest" """, "2")]
    [InlineData(""", "websites": ["eu", "xx"]""", "2")]
    [InlineData(""", "stores": ["A"]""", "2")]
    [InlineData(""", "startsAt": "2026-03-14T12:00:00Z" """, "1 2 10")]
    [InlineData(""", "startsAt": "2026-03-14T12:00:00.0000001Z" """, "")]
    [InlineData(""", "expiresAt": "2026-03-14T12:00:00Z" """, "")]
    [InlineData(""", "expiresAt": "2026-03-14T12:00:00.0000001Z" """, "1 2 10")]
    public void Settings_OfASegment_LimitWhoIsIn(string settings, string members) =>
        Assert.Equal(members, OracleRun.Segments(People, $$"""{ "id": "s", "everyone": true{{settings}} }""")["s"]);

    [Fact]
    public void Lists_OverrideConditionsOnly()
    {
        var lists = new SegmentLists(ImmutableDictionary<string, SegmentList>.Empty.Add("s", new SegmentList(["2", "10", "7"], ["10"])));
        const string segment = """{ "id": "s", "scope": "registered", "conditions": { "type": "attribute", "attribute": "website", "operator": "=", "value": "none" } }""";
        Assert.Equal("", OracleRun.Segments(People, segment, lists: lists)["s"]);
        Assert.Equal("2", OracleRun.Segments(People, segment.Replace("registered", "all", StringComparison.Ordinal), lists: lists)["s"]);
    }

    [Fact]
    public void Segment_ReferredTo_IsAskedByItsOwnRulesAndLists()
    {
        var lists = new SegmentLists(ImmutableDictionary<string, SegmentList>.Empty.Add("inner", new SegmentList(["10"], [])));
        IReadOnlyDictionary<string, string> members = OracleRun.Segments(
            People,
            """
            { "id": "in", "conditions": { "type": "segment", "segment": "inner", "member": true } },
            { "id": "out", "conditions": { "type": "segment", "segment": "inner", "member": false } },
            { "id": "inner", "scope": "registered", "conditions": { "type": "attribute", "attribute": "website", "operator": "=", "value": "eu" } }
            """,
            lists: lists);
        Assert.Equal(("10", "1 2", "10"), (members["in"], members["out"], members["inner"]));
    }

    [Fact]
    public void Zone_OfASegment_BeatsTheDefault()
    {
        const string data = """{ "customers": [ { "id": 1, "created_at": "2026-03-13T23:00:00Z" } ] }""";
        const string condition = """ "conditions": { "type": "attribute", "attribute": "created_at", "operator": "=", "value": "2026-03-14" } """;
        IReadOnlyDictionary<string, string> members = OracleRun.Segments(data, $$"""{ "id": "own", "timeZone": "Europe/Kyiv", {{condition}} }, { "id": "default", {{condition}} }""");
        Assert.Equal(("1", ""), (members["own"], members["default"]));
    }

    [Fact]
    public void Keys_OfTexts_OrderByCodePoints()
    {
        string[] keys = ["b", "10", "2", "\uFB01", "\U0001F600", "B"];
        string data = $$"""{ "customers": [ {{string.Join(", ", keys.Select(k => $$"""{ "id": "{{k}}" }"""))}} ] }""";
        Assert.Equal("10 2 B b \uFB01 \U0001F600", OracleRun.Segments(data, """{ "id": "s", "everyone": true }""")["s"]);
    }

    [Fact]
    public void Guests_WhenDerived_AreOneForEachAddressWithoutACustomer()
    {
        IReadOnlyDictionary<string, string> members = OracleRun.Segments(
            """
            { "customers": [ { "id": 1, "email": "Ann@x.org" } ],
              "orders": [
                { "id": 1, "customer_email": "ann@X.org", "grand_total": 1 }, { "id": 2, "customer_email": "Bob@x.org", "grand_total": 5, "created_at": "2026-02-02T00:00:00Z" },
                { "id": 3, "customer_id": 1, "customer_email": "cee@x.org", "grand_total": 7 } ],
              "carts": [ { "id": 1, "customer_email": "bob@X.ORG", "created_at": "2026-02-01T00:00:00Z" }, { "id": 2, "customer_email": "dan@x.org" } ] }
            """,
            """
            { "id": "all", "everyone": true }, { "id": "guests", "scope": "guest", "everyone": true },
            { "id": "spent", "conditions": { "type": "aggregate", "relation": "orders", "function": "sum", "attribute": "grand_total", "operator": ">=", "value": 5 } },
            { "id": "since", "conditions": { "type": "attribute", "attribute": "created_at", "operator": "=", "value": "2026-02-01" } }
            """,
            guests: true);
        Assert.Equal("1 guest:bob@x.org guest:dan@x.org", members["all"]);
        Assert.Equal("guest:bob@x.org guest:dan@x.org", members["guests"]);
        Assert.Equal("1 guest:bob@x.org", members["spent"]);
        Assert.Equal("guest:bob@x.org", members["since"]);
    }
}
