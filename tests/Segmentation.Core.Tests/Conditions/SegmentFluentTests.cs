namespace Segmentation.Tests.Conditions;

public sealed class SegmentFluentTests
{
    [Fact]
    public void Bind_TextsThatDatabasesDisagreeAbout_AreRefusedAtTheirPlaces()
    {
        Segment segment = Segment.Define("a", "\0").Describe("\ud800").OnWebsites("main", "\0").InStores("\0").WithTags("\0").MoveToGroup("\0").Everyone();
        Assert.Equal(
            ["name", "description", "websites[1]", "stores[0]", "moveToGroup", "tags[0]"],
            Assert.Throws<SegmentDefinitionException>(() => SegmentSet.Bind(CommerceSchema.Create(), [segment])).Problems
                .Select(p => p.Code == "text.invalid" ? p.Path["segments[0].".Length..] : p.ToString()));
    }

    [Fact]
    public void Define_EveryStep_EqualsJson()
    {
        Segment built = Segment.Define("vip", "VIP customers")
            .Describe("who spends")
            .Inactive()
            .For(CustomerScope.Registered)
            .OnWebsites("base")
            .InStores("de", "ua")
            .StartingAt(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero))
            .ExpiringAt(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
            .InTimeZone("Europe/Kyiv")
            .RefreshedManually()
            .WithPriority(3)
            .MoveToGroup("vip")
            .WithTags("VIP", "A")
            .Where(c => c.InSegment("b"));
        Segment read = Assert.Single(SegmentFile.Read("""
            { "version": 1, "segments": [ { "id": "vip", "name": "VIP customers", "description": "who spends", "active": false, "scope": "registered",
              "websites": ["base"], "stores": ["de", "ua"], "startsAt": "2025-01-01T00:00:00Z", "expiresAt": "2026-01-01T02:00:00.000+02:00",
              "timeZone": "Europe/Kyiv", "refresh": "manual", "priority": 3, "moveToGroup": "vip", "tags": ["VIP", "A"], "everyone": false,
              "conditions": { "type": "segment", "segment": "b", "member": true } } ] }
            """));
        Assert.Equal(read, built);
    }

    [Fact]
    public void Steps_Original_StaysAsItWas()
    {
        Segment original = Segment.Define("a");
        _ = original.Everyone().Inactive().WithTags("x").MoveToGroup("g", 1);
        Assert.Equal(new Segment { Id = "a" }, original);
    }

    [Fact]
    public void WhereAndEveryone_Last_Wins()
    {
        Segment where = Segment.Define("a").Everyone().Where(c => c.InSegment("b"));
        Assert.False(where.IsEveryone);
        Segment everyone = where.Everyone();
        Assert.True(everyone.IsEveryone);
        Assert.Null(everyone.Conditions);
    }

    [Fact]
    public void MoveToGroup_WithoutPriority_KeepsTheSegments() =>
        Assert.Equal(7, Segment.Define("a").WithPriority(7).MoveToGroup("g").Priority);
}
