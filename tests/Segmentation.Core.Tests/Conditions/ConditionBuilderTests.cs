namespace Segmentation.Tests.Conditions;

public sealed class ConditionBuilderTests
{
    private static readonly ConditionBuilder C = new();

    /// <summary>Everything that the builder can say, beside the JSON that says the same.</summary>
    public static TheoryData<string, Func<ConditionBuilder, Condition>> Constructs { get; } = new()
    {
        { """{"type":"combination","match":"all","are":true,"conditions":[{"type":"segment","segment":"b","member":true}]}""", c => c.All(c.InSegment("b")) },
        { """{"type":"combination","match":"any","are":true,"conditions":[{"type":"segment","segment":"b","member":false}]}""", c => c.Any(c.NotInSegment("b")) },
        { """{"type":"combination","match":"all","are":false,"conditions":[{"type":"segment","segment":"b"}]}""", c => c.AllFalse(c.InSegment("b")) },
        { """{"type":"combination","match":"any","are":false,"conditions":[{"type":"segment","segment":"b"}]}""", c => c.AnyFalse(c.InSegment("b")) },
        { """{"attribute":"a","operator":"=","value":1}""", c => c.Attribute("a").Equal(1) },
        { """{"attribute":"a","operator":"!=","value":"x"}""", c => c.Attribute("a").NotEqual("x") },
        { """{"attribute":"a","operator":"<","value":1.5}""", c => c.Attribute("a").LessThan(1.5m) },
        { """{"attribute":"a","operator":"<=","value":9223372036854775807}""", c => c.Attribute("a").AtMost(long.MaxValue) },
        { """{"attribute":"a","operator":">","value":-1}""", c => c.Attribute("a").GreaterThan(-1) },
        { """{"attribute":"a","operator":">=","value":"2025-01-31"}""", c => c.Attribute("a").AtLeast(new DateOnly(2025, 1, 31)) },
        { """{"attribute":"a","operator":"between","value":[1,2]}""", c => c.Attribute("a").Between(1, 2) },
        { """{"attribute":"a","operator":"notBetween","value":[1,2]}""", c => c.Attribute("a").NotBetween(1, 2) },
        { """{"attribute":"a","operator":"in","value":["x","y"]}""", c => c.Attribute("a").In("x", "y") },
        { """{"attribute":"a","operator":"notIn","value":["x"]}""", c => c.Attribute("a").NotIn("x") },
        { """{"attribute":"a","operator":"contains","value":"x"}""", c => c.Attribute("a").Contains("x") },
        { """{"attribute":"a","operator":"doesNotContain","value":"x"}""", c => c.Attribute("a").DoesNotContain("x") },
        { """{"attribute":"a","operator":"beginsWith","value":"x"}""", c => c.Attribute("a").BeginsWith("x") },
        { """{"attribute":"a","operator":"doesNotBeginWith","value":"x"}""", c => c.Attribute("a").DoesNotBeginWith("x") },
        { """{"attribute":"a","operator":"endsWith","value":"x"}""", c => c.Attribute("a").EndsWith("x") },
        { """{"attribute":"a","operator":"doesNotEndWith","value":"x"}""", c => c.Attribute("a").DoesNotEndWith("x") },
        { """{"attribute":"a","operator":"hasAny","value":["x"]}""", c => c.Attribute("a").HasAny("x") },
        { """{"attribute":"a","operator":"hasAll","value":["x","y"]}""", c => c.Attribute("a").HasAll("x", "y") },
        { """{"attribute":"a","operator":"hasNone","value":["x"]}""", c => c.Attribute("a").HasNone("x") },
        { """{"attribute":"a","operator":"null"}""", c => c.Attribute("a").Null() },
        { """{"attribute":"a","operator":"notNull"}""", c => c.Attribute("a").NotNull() },
        { """{"attribute":"a","operator":"acme","value":true}""", c => c.Attribute("a").Is(new Operator("acme"), true) },
        { """{"attribute":"a","operator":"=","value":"2025-01-31T08:00:00.5Z"}""", c => c.Attribute("a").Equal(new DateTimeOffset(2025, 1, 31, 10, 0, 0, 500, TimeSpan.FromHours(2))) },
        { """{"attribute":"a","operator":"<","value":{"ago":"P30D"}}""", c => c.Attribute("a").LessThan(When.Ago("P30D")) },
        { """{"attribute":"a","operator":"<","value":{"ahead":"PT1H"}}""", c => c.Attribute("a").LessThan(When.Ahead("PT1H")) },
        { """{"attribute":"a","operator":"<","value":{"ago":"P1DT12H"}}""", c => c.Attribute("a").LessThan(Operand.Before(TimeSpan.FromHours(36))) },
        { """{"attribute":"a","operator":"<","value":{"startOf":"quarter","offset":-1}}""", c => c.Attribute("a").LessThan(When.StartOf(CalendarPeriod.Quarter, -1)) },
        { """{"attribute":"a","operator":"<","value":{"startOf":"day"}}""", c => c.Attribute("a").LessThan(When.StartOf(CalendarPeriod.Day)) },
        { """{"attribute":"a","operator":"<","value":{"today":0}}""", c => c.Attribute("a").LessThan(When.Today()) },
        { """{"attribute":"a","operator":"<","value":{"unit":"years","today":-18}}""", c => c.Attribute("a").LessThan(When.Today(-18, DateUnit.Years)) },
        { """{"attribute":"a","operator":"<","value":{"attribute":"b","times":0.05}}""", c => c.Attribute("a").LessThan(c.ValueOf("b", times: 0.05m)) },
        { """{"attribute":"a","operator":"<","value":{"attribute":"b"}}""", c => c.Attribute("a").LessThan(c.ValueOf("b")) },
        { """{"type":"related","relation":"r","quantifier":"some"}""", c => c.Some("r") },
        { """{"type":"related","relation":"r","quantifier":"none","where":{"match":"all","are":true,"conditions":[{"attribute":"a","operator":"null"}]}}""", c => c.None("r", r => r.Attribute("a").Null()) },
        { """{"type":"related","relation":"r","quantifier":"every","where":{"type":"combination","match":"any","are":false,"conditions":[{"attribute":"a","operator":"null"}]}}""", c => c.Every("r", r => r.AnyFalse(r.Attribute("a").Null())) },
        { """{"type":"aggregate","relation":"r","function":"count","operator":">","value":1}""", c => c.Count("r").GreaterThan(1) },
        { """{"type":"aggregate","relation":"r","function":"count","operator":">","value":1,"where":{"match":"all","are":true,"conditions":[{"type":"related","relation":"s","quantifier":"some"}]}}""", c => c.Count("r", r => r.Some("s")).GreaterThan(1) },
        { """{"type":"aggregate","relation":"r","function":"countDistinct","attribute":"a","operator":"in","value":[1,2]}""", c => c.CountDistinct("r", "a").In(1, 2) },
        { """{"type":"aggregate","relation":"r","function":"sum","attribute":"a","operator":"<=","value":1}""", c => c.Sum("r", "a").AtMost(1) },
        { """{"type":"aggregate","relation":"r","function":"average","attribute":"a","operator":"between","value":[1,2]}""", c => c.Average("r", "a").Between(1, 2) },
        { """{"type":"aggregate","relation":"r","function":"min","attribute":"a","operator":"null"}""", c => c.Min("r", "a").Null() },
        { """{"type":"aggregate","relation":"r","function":"max","attribute":"a","operator":"=","value":{"attribute":"b"}}""", c => c.Max("r", "a").Equal(c.ValueOf("b")) },
    };

    [Theory]
    [MemberData(nameof(Constructs), DisableDiscoveryEnumeration = true)]
    public void Builder_Construct_EqualsJson(string json, Func<ConditionBuilder, Condition> build)
    {
        Segment read = Assert.Single(SegmentFile.Read($$"""{"version":1,"segments":[{"id":"a","conditions":{{json}}}]}"""));
        Assert.Equal(read, Segment.Define("a").Where(build));
    }

    [Fact]
    public void Constructs_Operators_AreAll()
    {
        string[] all = [.. typeof(Operator).GetProperties().Where(p => p.PropertyType == typeof(Operator)).Select(p => ((Operator)p.GetValue(null)!).Name)];
        Assert.NotEmpty(all);
        string[] covered = [.. Constructs.Select(c => c.Data.Item2(C)).OfType<AttributeCondition>().Select(a => a.Operator.Name)];
        Assert.Empty(all.Except(covered));
    }

    [Fact]
    public void All_ListChangedLater_KeepsItsConditions()
    {
        List<Condition> conditions = [C.InSegment("a")];
        CombinationCondition group = C.All(conditions);
        conditions.Add(C.InSegment("b"));
        Assert.Single(group.Conditions);
    }

    [Fact]
    public void In_Sequence_TakesItsValues()
    {
        string[] statuses = ["complete", "pending"];
        Assert.Equal(C.Attribute("status").In("complete", "pending"), C.Attribute("status").In(statuses.Select(s => (Operand)s)));
    }

    [Fact]
    public void Builder_Null_Throws()
    {
        Assert.Throws<ArgumentException>(() => C.All(C.InSegment("a"), null!));
        Assert.Throws<ArgumentException>(() => C.Some("orders", _ => null!));
        Assert.Throws<ArgumentNullException>(() => C.Every("orders", null!));
        Assert.Throws<ArgumentNullException>(() => C.Attribute(null!));
        Assert.Throws<ArgumentNullException>(() => C.Attribute("a").Equal((Operand)null!));
        Assert.Throws<ArgumentNullException>(() => C.Attribute("a").In("x", null!));
    }
}
