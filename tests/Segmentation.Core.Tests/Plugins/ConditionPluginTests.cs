namespace Segmentation.Tests.Plugins;

public sealed class ConditionPluginTests
{
    private static readonly ConditionLanguage Language = ConditionLanguage.BuiltIn.Extend(l => l
        .AddCondition<Everything>().AddCondition<Of>().AddCondition<Itself>().AddCondition<Deeper>().AddCondition<Throwing>()
        .AddCondition<Nothing>().AddCondition<BadlyMade>().AddCondition<BadlyChecked>());

    private static readonly Everything Full = new(
        "a", true, 7, long.MaxValue, 0.10m, new DateOnly(2025, 1, 31), new DateTimeOffset(2025, 1, 31, 12, 0, 0, TimeSpan.FromHours(2)), Choice.SecondWord,
        new Operand.Ago("P1D"), new AttributeCondition("email", Operator.NotNull), ["x", "y"], [1.5m]);

    [Fact]
    public void Settings_OfEveryType_AreReadAsTheyWereWritten()
    {
        string json = SegmentFile.Write([Segment.Define("s").Where(Full)], Language);
        Segment read = Assert.Single(SegmentFile.Read(json, Language));

        Assert.Equal(Full, read.Conditions);
        Assert.Equal(json, SegmentFile.Write([read], Language));
        Assert.Contains("""
                    "type": "acme.everything",
                    "text": "a",
                    "truth": true,
                    "small": 7,
                    "large": 9223372036854775807,
                    "amount": 0.1,
                    "day": "2025-01-31",
                    "instant": "2025-01-31T10:00:00Z",
                    "choice": "secondWord",
                    "operand": {
                      "ago": "P1D"
                    },
            """, json.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("optional", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_AwayFromTheirDefaults_AreWritten()
    {
        Everything changed = Full with { OptionalNumber = 3, OptionalChoice = Choice.First };
        string json = SegmentFile.Write([Segment.Define("s").Where(changed)], Language);
        Assert.Contains("\"optionalNumber\": 3", json, StringComparison.Ordinal);
        Assert.Contains("\"optionalChoice\": \"first\"", json, StringComparison.Ordinal);
        Assert.Equal(changed, SegmentFile.Read(json, Language)[0].Conditions);
    }

    [Fact]
    public void Parse_SettingsOfTheWrongType_ReportsEachAtItsPlace()
    {
        string json = Conditions("""
            { "type": "acme.everything", "text": null, "truth": 1, "small": 1.5, "large": 1e20, "amount": "1", "day": "31.01.2025",
              "instant": "2025-01-31", "choice": "SecondWord", "operand": { "agp": "P1D" }, "condition": [], "texts": "x", "numbers": [1, "2"],
              "optionalNumber": null, "optionalChoice": null }
            """);
        Assert.Equal(
            [
                "text value.type", "truth value.type", "small value.type", "large value.type", "amount value.type", "day value.type", "instant value.type",
                "choice value.type", "operand.agp property.unknown", "condition value.type", "texts value.type", "numbers[1] value.type",
                "optionalChoice value.type",
            ],
            SegmentFile.Parse(json, Language).Problems.Select(p => $"{p.Path["segments[0].conditions.".Length..]} {p.Code}"));
    }

    [Fact]
    public void Parse_WithoutTheLanguage_DoesNotKnowTheType()
    {
        string json = Conditions("""{ "type": "acme.of", "attribute": "email" }""");
        Problem problem = Assert.Single(SegmentFile.Parse(json).Problems);
        Assert.Equal(("segments[0].conditions.type", "condition.unknown"), (problem.Path, problem.Code));
        Assert.Empty(SegmentFile.Parse(json, Language).Problems);
    }

    [Fact]
    public void Write_WithoutTheLanguage_SaysWhatIsMissing() =>
        Assert.Contains(
            "ConditionLanguage", Assert.Throws<ArgumentException>(() => SegmentFile.Write([Segment.Define("s").Where(new Of("email"))])).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_ConstructorThatThrows_IsReportedAtTheCondition()
    {
        Problem problem = Assert.Single(SegmentFile.Parse(Conditions("""{ "type": "acme.badly-made", "number": 1 }"""), Language).Problems);
        Assert.Equal(("segments[0].conditions", "plugin.failed", "'acme.badly-made' failed: never 1"), (problem.Path, problem.Code, problem.Message));
    }

    [Fact]
    public void Bind_WithoutTheLanguage_RefusesTheCondition() =>
        Assert.Equal(["segments[0].conditions condition.unknown"], PluginRun.Refusals(new Of("email"), ConditionLanguage.BuiltIn));

    [Fact]
    public async Task Expansion_InAWhere_IsAboutTheRow()
    {
        EvaluationResult result = await PluginRun.EvaluateAsync(
            """{ "customers": [{ "id": 1 }, { "id": 2 }], "orders": [{ "customer_id": 1, "coupon_code": "a" }, { "customer_id": 2 }] }""",
            new ConditionBuilder().Some("orders", _ => new Of("coupon_code")),
            Language);
        Assert.Equal("1", result.Members());
    }

    [Fact]
    public void Expansion_EqualToAConditionOfAnother_IsEvaluatedOnce()
    {
        SegmentSet set = PluginRun.Bind(CommerceSchema.Create(), Language,
            Segment.Define("a").Where(new Of("email")), Segment.Define("b").Where(c => c.Attribute("email").NotNull()));
        Assert.Equal(1, set.DistinctLeaves);
    }

    [Fact]
    public void Expansion_ThatIsRefused_IsReportedAtThePlugin()
    {
        Problem problem = Assert.Single(PluginRun.Refused(new ConditionBuilder().All(new Of("emial"), new Of("email")), Language));
        Assert.Equal(("segments[0].conditions.conditions[0]", "attribute.unknown"), (problem.Path, problem.Code));
        Assert.Contains("'acme.of'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'email'?", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Expansion_ToItself_IsRefused() =>
        Assert.Equal(["segments[0].conditions plugin.cycle"], PluginRun.Refusals(new Itself(), Language));

    [Fact]
    public void Expansion_WithoutEnd_IsStoppedByTheDepth() =>
        Assert.Equal(["segments[0].conditions condition.depth"], PluginRun.Refusals(new Deeper(0, 1), Language));

    [Fact]
    public void Expansion_OfManyConditions_CountsForTheLimit() =>
        Assert.Contains("segments[0].conditions condition.size", PluginRun.Refusals(new Deeper(28, 1200), Language));

    [Fact]
    public void Expansion_ThatThrows_IsReportedWithItsMessage()
    {
        Problem problem = Assert.Single(PluginRun.Refused(new Throwing(), Language));
        Assert.Equal(("segments[0].conditions", "plugin.failed", "'acme.throwing' failed: on purpose"), (problem.Path, problem.Code, problem.Message));
    }

    [Fact]
    public void Expansion_ToNothing_IsReported() =>
        Assert.Equal(["segments[0].conditions plugin.failed"], PluginRun.Refusals(new Nothing(), Language));

    [Fact]
    public void Validation_ThatThrows_IsReported() =>
        Assert.Equal(["segments[0].conditions plugin.failed"], PluginRun.Refusals(new BadlyChecked(), Language));

    private static string Conditions(string condition) => $$"""{"version":1,"segments":[{"id":"s","conditions":{{condition}}}]}""";

    public enum Choice
    {
        First,
        SecondWord,
    }

    [ConditionType("acme.everything")]
    public sealed record Everything(
        string Text, bool Truth, int Small, long Large, decimal Amount, DateOnly Day, DateTimeOffset Instant, Choice Choice, Operand Operand, Condition Condition,
        SettingList<string> Texts, SettingList<decimal> Numbers, int? OptionalNumber = null, Choice OptionalChoice = Choice.SecondWord) : ConditionPlugin
    {
        public override Condition Expand(ConditionBuilder c) => Condition;
    }

    [ConditionType("acme.of")]
    public sealed record Of(string Attribute) : ConditionPlugin
    {
        public override Condition Expand(ConditionBuilder c) => c.Attribute(Attribute).NotNull();
    }

    [ConditionType("acme.itself")]
    public sealed record Itself : ConditionPlugin
    {
        public override Condition Expand(ConditionBuilder c) => c.All(new Of("email"), new Itself());
    }

    [ConditionType("acme.deeper")]
    public sealed record Deeper(int Level, int Width) : ConditionPlugin
    {
        public override Condition Expand(ConditionBuilder c) => c.Any(
            [.. Enumerable.Repeat(c.Attribute("email").NotNull(), Width), .. Level == 29 ? Array.Empty<Condition>() : [new Deeper(Level + 1, Width)]]);
    }

    [ConditionType("acme.throwing")]
    public sealed record Throwing : ConditionPlugin
    {
        public override Condition Expand(ConditionBuilder c) => throw new NotSupportedException("on purpose");
    }

    [ConditionType("acme.nothing")]
    public sealed record Nothing : ConditionPlugin
    {
        public override Condition Expand(ConditionBuilder c) => null!;
    }

    [ConditionType("acme.badly-checked")]
    public sealed record BadlyChecked : ConditionPlugin
    {
        public override IEnumerable<Problem> Validate() => throw new NotSupportedException("on purpose");

        public override Condition Expand(ConditionBuilder c) => new Of("email");
    }

    [ConditionType("acme.badly-made")]
    public sealed record BadlyMade : ConditionPlugin
    {
        public BadlyMade(int number) => Number = number == 1 ? throw new NotSupportedException("never 1") : number;

        public int Number { get; }

        public override Condition Expand(ConditionBuilder c) => new Of("email");
    }
}
