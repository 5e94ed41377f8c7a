using Segmentation.Matching;

namespace Segmentation.Tests.Matching;

public sealed class MatcherUpdateTests
{
    private static readonly MatcherOptions BehindGates = new() { Layout = new IndexLayout(LeastTemplate: int.MaxValue, LeastGated: 0, MostCompiled: 0) };

    private static SegmentSet Set() => Club.Bind(
        Club.Define("level", c => c.Attribute("level").Equal("gold")),
        Club.Define("points", c => c.Attribute("points").AtLeast(100)),
        Club.Define("level-or-points", c => c.Any(c.Attribute("level").Equal("gold"), c.Attribute("points").AtLeast(100))),
        Club.Define("gym", c => c.Some("visits", v => v.Attribute("kind").Equal("gym"))),
        Club.Define("spent", c => c.Sum("visits", "paid").AtLeast(10)),
        Club.Define("many", c => c.Count("visits").AtLeast(2)),
        Club.Define("recent", c => c.Attribute("days_since_visit").LessThan(10)));

    private static Member NewMember() => new()
    {
        Id = 1,
        Level = "silver",
        Points = 50,
        Visits = [new Visit { Id = 1, At = Club.AsOf.AddDays(-5), Paid = 4, Kind = "sauna" }],
    };

    [Fact]
    public void Update_OfAnAttribute_DecidesOnlyTheSegmentsThatDependOnIt()
    {
        var matcher = new SegmentMatcher<Member>(Set(), new MemberMap(), BehindGates);
        var buffer = new MatchBuffer();
        Member member = NewMember();
        Assert.Equal(["recent"], matcher.Match(member, Club.AsOf, buffer).ToArray());

        member.Level = "gold";
        SegmentMatches matches = matcher.Update(member, Club.AsOf, buffer, SubjectChanges.Of(Club.Schema, "level"));
        Assert.Equal(["level", "level-or-points", "recent"], matches.ToArray());
        Assert.Equal(2, buffer.Work.Segments);
        // The attribute, and the family of its leaves.
        Assert.Equal(2, buffer.Work.Steps);
    }

    [Fact]
    public void Update_ThatLeavesEveryLeafAsItWas_DecidesNothing()
    {
        var matcher = new SegmentMatcher<Member>(Set(), new MemberMap(), BehindGates);
        var buffer = new MatchBuffer();
        Member member = NewMember();
        matcher.Match(member, Club.AsOf, buffer);
        member.Points = 60;
        Assert.Equal(["recent"], matcher.Update(member, Club.AsOf, buffer, SubjectChanges.Of(Club.Schema, "points")).ToArray());
        Assert.Equal(0, buffer.Work.Segments);
    }

    [Fact]
    public void Update_OfAnAttributeOfRows_SeesRowsThatWereReplaced()
    {
        var matcher = new SegmentMatcher<Member>(Set(), new MemberMap(), BehindGates);
        var buffer = new MatchBuffer();
        Member member = NewMember();
        matcher.Match(member, Club.AsOf, buffer);
        member.Visits![0] = new Visit { Id = 1, At = Club.AsOf.AddDays(-5), Paid = 4, Kind = "gym" };
        SegmentMatches matches = matcher.Update(member, Club.AsOf, buffer, SubjectChanges.Of(Club.Schema, "visit.kind"));
        Assert.Equal(["gym", "recent"], matches.ToArray());
        Assert.Equal(1, buffer.Work.Segments);
    }

    [Fact]
    public void Update_OfRows_DecidesWhatDependsOnThem()
    {
        var matcher = new SegmentMatcher<Member>(Set(), new MemberMap(), BehindGates);
        var buffer = new MatchBuffer();
        Member member = NewMember();
        matcher.Match(member, Club.AsOf, buffer);
        member.Visits!.Add(new Visit { Id = 2, At = Club.AsOf.AddDays(-50), Paid = 6, Kind = "gym" });
        SegmentMatches matches = matcher.Update(member, Club.AsOf, buffer, SubjectChanges.Of(Club.Schema, "visits"));
        Assert.Equal(["gym", "spent", "many", "recent"], matches.ToArray());
        Assert.Equal(3, buffer.Work.Segments);
    }

    [Fact]
    public void Update_WhenMoreRowsChangedThanWasSaid_IsAMatch()
    {
        var matcher = new SegmentMatcher<Member>(Set(), new MemberMap(), BehindGates);
        var buffer = new MatchBuffer();
        Member member = NewMember();
        matcher.Match(member, Club.AsOf, buffer);
        member.Visits!.Add(new Visit { Id = 2, At = Club.AsOf.AddDays(-50), Paid = 6, Kind = "gym" });
        Assert.Equal(["gym", "spent", "many", "recent"], matcher.Update(member, Club.AsOf, buffer, SubjectChanges.Of(Club.Schema, "visit.kind")).ToArray());
    }

    [Fact]
    public void Update_OfNothingAtALaterInstant_DecidesWhatDependsOnTime()
    {
        var matcher = new SegmentMatcher<Member>(Set(), new MemberMap(), BehindGates);
        var buffer = new MatchBuffer();
        Member member = NewMember();
        matcher.Match(member, Club.AsOf, buffer);
        Assert.Empty(matcher.Update(member, Club.AsOf.AddDays(5), buffer, SubjectChanges.None).ToArray());
        Assert.Equal(1, buffer.Work.Segments);
    }

    [Fact]
    public void Update_OfAnotherInstanceOfTheCustomer_TakesWhatIsNamedFromIt()
    {
        var matcher = new SegmentMatcher<Member>(Set(), new MemberMap(), BehindGates);
        var buffer = new MatchBuffer();
        matcher.Match(NewMember(), Club.AsOf, buffer);
        Member now = NewMember();
        now.Points = 100;
        Assert.Equal(
            ["points", "level-or-points", "recent"], matcher.Update(now, Club.AsOf, buffer, SubjectChanges.Of(Club.Schema, "points")).ToArray());
    }

    [Fact]
    public void Update_OfATemplate_IsAMatch()
    {
        Segment[] segments = [.. Enumerable.Range(0, 200).Select(i => Club.Define($"s{i}", c => c.All(c.Attribute("points").AtLeast(i), c.Attribute("fees").LessThan(i))))];
        var matcher = new SegmentMatcher<Member>(Club.Bind(segments), new MemberMap());
        MatchBuffer updated = new(), anew = new();
        var member = new Member { Points = 90, Fees = 20 };
        SubjectChanges changes = SubjectChanges.Of(Club.Schema, "points");
        matcher.Match(member, Club.AsOf, updated);
        foreach (int? points in new int?[] { 3, 150, null, 40 })
        {
            member.Points = points;
            Assert.Equal(matcher.Match(member, Club.AsOf, anew).ToArray(), matcher.Update(member, Club.AsOf, updated, changes).ToArray());
        }
    }

    [Theory]
    [InlineData("pionts", "did you mean 'points'?")]
    [InlineData("vist.kind", "did you mean 'visit'?")]
    [InlineData("age", "is computed")]
    [InlineData("last_visit", "follows from other relations")]
    public void Of_ANameThatCannotChange_IsRefused(string name, string reason) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => SubjectChanges.Of(Club.Schema, name)).Message, StringComparison.Ordinal);
}
