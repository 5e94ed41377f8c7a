using Segmentation.Testing;

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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void MaxReferenceDepth_LongerChain_IsRefusedOnceWhicheverComesFirst(bool lastFirst)
    {
        Segment[] chain = Chain(20_000, (c, next) => c.InSegment(next));
        var refused = Assert.Throws<SegmentDefinitionException>(
            () => SegmentSet.Bind(CommerceSchema.Create(), lastFirst ? [.. chain.Reverse()] : chain, options: new BindOptions { MaxReferenceDepth = 12 }));

        Assert.All(refused.Problems, p => Assert.Equal("segment.depth", p.Code));
        Assert.Contains("12 segments", refused.Problems[0].Message, StringComparison.Ordinal);
        Assert.Equal(lastFirst ? "segments[12].conditions.segment" : "segments[11].conditions.segment", refused.Problems[0].Path);
    }

    [Fact]
    public void MaxReferenceDepth_ChainAsLong_IsFine()
    {
        var options = new BindOptions { MaxReferenceDepth = 12 };
        Assert.Equal(12, SegmentSet.Bind(CommerceSchema.Create(), Chain(12, (c, next) => c.InSegment(next)), options: options).Segments.Count);
        Assert.Throws<SegmentDefinitionException>(() => SegmentSet.Bind(CommerceSchema.Create(), Chain(13, (c, next) => c.InSegment(next)), options: options));
    }

    /// <summary>The deepest conditions that the default limits let through, of kinds that cannot be flattened, on the stack of a thread of the pool.</summary>
    [Fact]
    public async Task Limits_ByDefault_LetNothingThroughThatEndsTheStack()
    {
        var defaults = new BindOptions();
        Segment[] chain = Chain(defaults.MaxReferenceDepth, (c, next) => Nested(c.InSegment(next), defaults.MaxDepth));
        Dataset data = Dataset.Parse(CommerceSchema.Create(), """{ "customers": [ { "id": 1, "failures_number": 0 } ] }""");
        SegmentSet set = SegmentSet.Bind(data.Schema, chain);
        CancellationToken ct = TestContext.Current.CancellationToken;
        var source = new DatasetSource(data);
        EvaluationResult result = await Task.Run(() => new SegmentEvaluator(source).EvaluateAsync(set, DateTimeOffset.UnixEpoch, ct: ct), ct);
        Explanation explanation = await Task.Run(() => new SegmentExplainer(source).ExplainAsync(set, "s0", new SubjectKey(1), DateTimeOffset.UnixEpoch, ct), ct);
        Assert.Equal(result["s0"].Contains(new SubjectKey(1)), explanation.IsMember);
        Assert.NotEmpty(explanation.ToJson());
        Assert.NotEmpty(explanation.ToText());

        // The same depth in one segment, as warnings are looked for in each.
        int depth = defaults.MaxReferenceDepth * defaults.MaxDepth;
        Segment deep = Segment.Define("deep").Where(c => Nested(c.Attribute("email").NotNull(), depth));
        SegmentSet one = SegmentSet.Bind(data.Schema, [deep], options: new BindOptions { MaxDepth = depth, MaxNodes = depth * 2 });
        Assert.NotNull(await Task.Run(() => one.Warnings, ct));
    }

    private static Condition Nested(Condition innermost, int depth)
    {
        var c = new ConditionBuilder();
        Condition nested = innermost;
        for (int i = 1; i < depth; i++)
            nested = i % 2 == 0 ? c.All(nested, c.Attribute("failures_number").AtLeast(-i)) : c.Any(nested, c.Attribute("failures_number").AtLeast(i));
        return nested;
    }

    private static Segment[] Chain(int length, Func<ConditionBuilder, string, Condition> refer) =>
    [
        .. Enumerable.Range(0, length - 1).Select(i => Segment.Define($"s{i}").Where(c => refer(c, $"s{i + 1}"))),
        Segment.Define($"s{length - 1}").Where(c => c.Attribute("failures_number").Equal(0)),
    ];

    [Fact]
    public void Values_ThatBreakARule_NamePropertyRuleAndValue()
    {
        AssertRefused<ArgumentOutOfRangeException>(() => new BindOptions { MaxDepth = 0 }, "MaxDepth must be 1 or more.", "0");
        AssertRefused<ArgumentOutOfRangeException>(() => new BindOptions { MaxNodes = -4 }, "MaxNodes must be 1 or more.", "-4");
        AssertRefused<ArgumentOutOfRangeException>(() => new BindOptions { MaxReferenceDepth = 0 }, "MaxReferenceDepth must be 1 or more.", "0");
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
