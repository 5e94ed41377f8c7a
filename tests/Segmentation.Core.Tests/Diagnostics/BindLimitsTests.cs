namespace Segmentation.Tests.Diagnostics;

public sealed class BindLimitsTests
{
    private static readonly Segment[] Segments =
        [Segment.Define("a").Everyone(), Segment.Define("b").Everyone().Inactive(), Segment.Define("c").Everyone()];

    [Fact]
    public void MaxSegments_MoreActiveOnes_AreRefused()
    {
        var refused = Assert.Throws<SegmentDefinitionException>(
            () => SegmentSet.Bind(CommerceSchema.Create(), Segments, options: new BindOptions { MaxSegments = 1 }));

        Problem problem = Assert.Single(refused.Problems);
        Assert.Equal(("segments", "limit.segments"), (problem.Path, problem.Code));
        Assert.Equal("There are 2 active segments, and no more than 1 may be; deactivate some, or raise the limit MaxSegments.", problem.Message);
    }

    [Fact]
    public void MaxSegments_AsManyActiveOnes_AreFine() =>
        Assert.Equal(3, SegmentSet.Bind(CommerceSchema.Create(), Segments, options: new BindOptions { MaxSegments = 2 }).Segments.Count);

    [Fact]
    public void Values_ThatBreakARule_NamePropertyRuleAndValue()
    {
        AssertRefused<ArgumentOutOfRangeException>(() => new BindOptions { MaxDepth = 0 }, "MaxDepth must be 1 or more.", "0");
        AssertRefused<ArgumentOutOfRangeException>(() => new BindOptions { MaxNodes = -4 }, "MaxNodes must be 1 or more.", "-4");
        AssertRefused<ArgumentOutOfRangeException>(() => new BindOptions { MaxSegments = 0 }, "MaxSegments must be 1 or more.", "0");
        AssertRefused<ArgumentException>(() => new BindOptions { TimeZone = "Mars/Base" }, "TimeZone must be an IANA time zone", "'Mars/Base'");
    }

    private static void AssertRefused<T>(Func<BindOptions> create, params string[] parts)
        where T : ArgumentException
    {
        string message = Assert.Throws<T>(create).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
