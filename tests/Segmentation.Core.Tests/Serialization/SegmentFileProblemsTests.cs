namespace Segmentation.Tests.Serialization;

public sealed class SegmentFileProblemsTests
{
    private const string Broken = """
        {
          "segments": [
            { "id": "vip", "nmae": "VIP", "priority": 1e400, "conditions": {
                "type": "combination", "match": "al", "are": true, "conditions": [
                  { "type": "agregate" },
                  { "type": "aggregate", "relation": "orders", "function": "summ", "attribute": "grand_total", "operator": ">=", "value": 2000,
                    "where": { "conditions": [ { "attribute": "status", "operator": "in", "value": [ "complete", null ] } ], "match": "all", "are": true } },
                  { "attribute": "email", "operator": "=", "value": "\u0000" },
                  { "attribute": "email", "operator": "=", "operator": "!=", "value": "x" } ] } },
            { "id": "vip", "startsAt": "2025-01-02T00:00:00Z", "expiresAt": "2025-01-01T00:00:00Z", "everyone": true },
            "not a segment",
            { "id": "ok", "everyone": true }
          ],
          "version": 3
        }
        """;

    [Fact]
    public void Parse_BadlyBrokenFile_ReportsEverythingInDocumentOrder() =>
        Assert.Equal(
            [
                "segments[0].nmae property.unknown",
                "segments[0].priority number.precision",
                "segments[0].conditions.match value.type",
                "segments[0].conditions.conditions[0].type condition.unknown",
                "segments[0].conditions.conditions[1].function value.type",
                "segments[0].conditions.conditions[1].where.conditions[0].value[1] value.type",
                "segments[0].conditions.conditions[2].value text.invalid",
                "segments[0].conditions.conditions[3].operator property.repeated",
                "segments[1].id segment.repeated",
                "segments[1].expiresAt segment.dates",
                "segments[2] value.type",
                "version json.version",
            ],
            SegmentFile.Parse(Broken).Problems.Select(p => $"{p.Path} {p.Code}"));

    [Fact]
    public void Parse_BadlyBrokenFile_KeepsIndexesForFurtherChecks()
    {
        IReadOnlyList<Segment> segments = SegmentFile.Parse(Broken).Segments;
        Assert.Equal(["vip", "vip", "", "ok"], segments.Select(s => s.Id));
        Assert.Equal([false, true, true, false], segments.Select(s => s.IsIdRefused));
        Condition readableRows = new CombinationCondition(Match.All, true,
            [new AttributeCondition("status", Operator.In, new Operand.List(["complete", InvalidOperand.Instance]))]);
        Assert.Equal(
            new CombinationCondition(Match.All, true,
            [
                InvalidCondition.Instance,
                new RelatedCondition("orders", Quantifier.Some, (CombinationCondition)readableRows),
                new AttributeCondition("email", Operator.Equal, InvalidOperand.Instance),
                new AttributeCondition("email", Operator.Equal, "x"),
            ]),
            segments[0].Conditions);
        Assert.Same(InvalidCondition.Instance, segments[2].Conditions);
    }

    [Fact]
    public void Read_BrokenFile_ThrowsAllProblems()
    {
        SegmentDefinitionException e = Assert.Throws<SegmentDefinitionException>(() => SegmentFile.Read(Broken));
        Assert.Equal(SegmentFile.Parse(Broken).Problems, e.Problems);
    }

    [Theory]
    [InlineData("\"nmae\":1", "'nmae' is not a property of a segment; did you mean 'name'?")]
    [InlineData("\"Everyone\":true", "'Everyone' is not a property of a segment; did you mean 'everyone'?")]
    [InlineData("\"scope\":\"gest\"", "'gest' is not a word for this; did you mean 'guest'?")]
    [InlineData("\"scope\":\"x\"", "'x' is not a word for this; write one of all, registered, guest")]
    [InlineData("\"tags\":[1]", "write a text in double quotes here, not a number")]
    [InlineData("\"a\\u0007'\":1", "'a\\u0007\\'' is not a property of a segment")]
    public void Parse_Problem_SaysHowToMendIt(string property, string start)
    {
        string json = $$"""{"version":1,"segments":[{"id":"a","everyone":true,{{property}}}]}""";
        Assert.StartsWith(start, Assert.Single(SegmentFile.Parse(json).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WhatNoFileCanSay_ThrowsAllProblems()
    {
        SegmentDefinitionException e = Assert.Throws<SegmentDefinitionException>(() => SegmentFile.Write(
        [
            Segment.Define("a b").Everyone(),
            Segment.Define("c", "half \ud800").Everyone(),
            Segment.Define("c").Where(c => c.Attribute("x").Equal("\0")),
            Segment.Define("d"),
        ]));
        Assert.Equal(
            ["segments[0].id segment.id", "segments[1].name text.invalid", "segments[2].id segment.repeated", "segments[2].conditions.value text.invalid", "segments[3] segment.empty"],
            e.Problems.Select(p => $"{p.Path} {p.Code}"));
    }

    [Fact]
    public void Write_DeeperThanAFileCanBe_Throws()
    {
        var c = new ConditionBuilder();
        Condition deep = c.Attribute("x").Null();
        for (int i = 0; i < 10_000; i++)
            deep = c.All(deep);
        SegmentDefinitionException e = Assert.Throws<SegmentDefinitionException>(() => SegmentFile.Write([Segment.Define("a") with { Conditions = deep }]));
        Assert.Equal("json.syntax", Assert.Single(e.Problems).Code);
    }

    [Fact]
    public void Write_PlaceholderOfABrokenFile_Throws() =>
        Assert.Throws<ArgumentException>(() => SegmentFile.Write(SegmentFile.Parse(Broken).Segments));

    [Fact]
    public void Parse_ManyProblems_TakesTimeInProportion()
    {
        string json = $$"""{"version":1,"segments":[{{string.Join(",", Enumerable.Repeat("""{"id":"\ud800","x":1}""", 20_000))}}]}""";
        Assert.Equal(60_000, SegmentFile.Parse(json).Problems.Count);
    }
}
