namespace Segmentation.Tests.Refresh;

public sealed class PriorityResolutionTests
{
    [Fact]
    public void Rank_DifferentPriorities_TheSmallestNumberWins()
    {
        PriorityRanking ranking = PriorityResolution.Rank([Of("a", 20), Of("b", -5), Of("c", 10)]);
        Assert.Equal(["b", "c", "a"], ranking.Order.Select(r => r.SegmentId));
        Assert.Equal([1, 2, 3], ranking.Order.Select(r => r.Rank));
        Assert.Equal("b", ranking.Winner!.SegmentId);
    }

    [Fact]
    public void Rank_EqualPriorities_TheSmallerIdByOrdinalWins() =>
        Assert.Equal(["B", "a", "b"], PriorityResolution.Rank([Of("b", 1), Of("a", 1), Of("B", 1)]).Order.Select(r => r.SegmentId));

    [Fact]
    public void Rank_Any_SaysWhy() => Assert.Equal(
        [
            "Its priority 1 is the smallest number.",
            "Its priority 2 is a greater number than the 1 of 'x'.",
            "It has the priority 2 as 'a' has, whose id comes first.",
        ],
        PriorityResolution.Rank([Of("b", 2), Of("a", 2), Of("x", 1)]).Order.Select(r => r.Reason));

    [Fact]
    public void Rank_ATieForTheFirstPlace_SaysSo() =>
        Assert.Equal("Of those with priority 2 its id comes first.", PriorityResolution.Rank([Of("b", 2), Of("a", 2)]).Winner!.Reason);

    [Fact]
    public void Rank_One_IsTheOnlyOne() => Assert.Equal("It is the only one.", PriorityResolution.Rank([Of("a", 2)]).Winner!.Reason);

    [Fact]
    public void Rank_None_HasNoWinner() => Assert.Null(PriorityResolution.Rank(Array.Empty<Segment>()).Winner);

    private static Segment Of(string id, int priority) => Segment.Define(id).Everyone().WithPriority(priority);
}
