namespace Segmentation.Testing.Tests;

public sealed class ObserverTests
{
    [Fact]
    public void Observer_OfALeaf_HearsEveryRow()
    {
        Dataset data = Dataset.Parse(CommerceSchema.Create(), """{ "customers": [ { "id": 1, "prefix": "a" }, { "id": 2 } ] }""");
        List<(string, bool)> heard = [];
        new Oracle(data, (kind, holds) => heard.Add((kind, holds))).Evaluate(
            [new Segment { Id = "s", Conditions = new AttributeCondition("prefix", Operator.Equal, "a") }],
            SegmentLists.Empty,
            OracleRun.Instant(OracleRun.AsOf));
        Assert.Equal([("text =", true), ("text =", false)], heard);
    }
}
