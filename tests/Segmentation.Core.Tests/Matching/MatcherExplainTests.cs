namespace Segmentation.Tests.Matching;

public sealed class MatcherExplainTests
{
    [Theory]
    [InlineData(7, 7)]
    [InlineData(7, 8)]
    public void Explain_AChosenRow_WhateverItsKey_HasTheVerdictOfTheMatch(long member, long visit)
    {
        SegmentSet set = Club.Bind(
            Club.Define("last", c => c.Attribute("last_visit.kind").Equal("gym")),
            Club.Define("tea", c => c.Some("visits.drinks", d => d.All(d.Attribute("sort").Equal("tea"), d.Attribute("visit.kind").Equal("gym")))));
        var ann = new Member
        {
            Id = member,
            Visits =
            [
                new Visit { Id = visit, At = Club.AsOf.AddDays(-3), Kind = "gym", Drinks = [new Drink { Sort = "tea" }] },
                new Visit { Id = visit + 1, At = Club.AsOf.AddDays(-40), Kind = "sauna" },
            ],
        };
        var matcher = new SegmentMatcher<Member>(set, new MemberMap());

        foreach (string id in new[] { "last", "tea" })
        {
            Assert.True(matcher.IsMember(id, ann, Club.AsOf));
            Assert.True(matcher.Explain(id, ann, Club.AsOf, TestContext.Current.CancellationToken).IsMember);
        }
    }
}
