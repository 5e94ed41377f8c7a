namespace Segmentation.Tests.Plugins;

public sealed class ValueOperatorTests
{
    private const string People = """
        { "customers": [
            { "id": 1, "email": "a", "store_credit": 0.1, "failures_number": 3, "date_of_birth": "2000-01-01", "created_at": "2026-01-01T10:00:00.123456Z", "tags": ["x", "y"] },
            { "id": 2, "email": "bb", "store_credit": 0.10, "failures_number": 2, "date_of_birth": "2000-01-03", "created_at": "2026-01-01T23:00:00Z", "tags": ["x"] },
            { "id": 3, "email": "a" } ],
          "orders": [ { "customer_id": 1, "grand_total": 10.50 }, { "customer_id": 1, "grand_total": 0.25 }, { "customer_id": 3, "grand_total": 7 } ] }
        """;

    private readonly List<object?> _seen = [];

    [Fact]
    public async Task Text_OfManyRows_IsTestedOnceADistinctText()
    {
        Assert.Equal("1 3", (await Evaluate(new Seeing<string>(_seen, text => text == "a"), "email")).Members());
        Assert.Equal(["a", "bb"], _seen);
    }

    [Fact]
    public async Task Decimal_OfARow_IsExact()
    {
        Assert.Equal("1 2", (await Evaluate(new Seeing<decimal>(_seen, number => number == 0.1m), "store_credit")).Members());
        Assert.Equal([0.1m, 0.1m], _seen);
    }

    [Fact]
    public async Task Integer_OfARow_IsADecimal() =>
        Assert.Equal("1", (await Evaluate(new Seeing<decimal>(_seen, number => number % 2 == 1), "failures_number")).Members());

    [Fact]
    public async Task Date_OfARow_IsTheDay() =>
        Assert.Equal("1", (await Evaluate(new Seeing<DateOnly>(_seen, day => day.DayOfWeek == DayOfWeek.Saturday), "date_of_birth")).Members());

    [Fact]
    public async Task Instant_OfARow_IsUtcToTheMicrosecond()
    {
        Assert.Equal("1", (await Evaluate(new Seeing<DateTimeOffset>(_seen, instant => instant.Hour == 10), "created_at")).Members());
        Assert.Contains(new DateTimeOffset(2026, 1, 1, 10, 0, 0, 123, 456, TimeSpan.Zero), _seen);
    }

    [Fact]
    public async Task Set_ThatIsAbsent_IsTheEmptySet() =>
        Assert.Equal("2 3", (await Evaluate(new Seeing<IReadOnlyList<string>>(_seen, set => set.Count < 2), "tags")).Members());

    [Fact]
    public async Task Negation_OfAnyValue_HoldsExactlyWhereTheOperatorDoesNot()
    {
        var even = new Seeing<decimal>(_seen, number => number % 2 == 0);
        Assert.Equal("2", (await Evaluate(even, "failures_number")).Members());
        Assert.Equal("1 3", (await Evaluate(even, "failures_number", isNegative: true)).Members());
    }

    [Fact]
    public async Task Figure_OverRows_IsTested()
    {
        var exact = new Seeing<decimal>(_seen, sum => sum == 10.75m);
        var condition = new AggregateCondition("orders", AggregateFunction.Sum, "grand_total", new Operator("see"), 1);
        EvaluationResult result = await PluginRun.EvaluateAsync(People, condition, Language(exact));
        Assert.Equal("1", result.Members());
    }

    [Fact]
    public void Average_WhichHasNoExactValue_IsRefused()
    {
        var condition = new AggregateCondition("orders", AggregateFunction.Average, "grand_total", new Operator("see"), 1);
        Assert.Equal(["segments[0].conditions.operator operator.type"], PluginRun.Refusals(condition, Language(new Seeing<decimal>(_seen, _ => true))));
    }

    [Fact]
    public void Type_ThatIsNotItsOwn_IsRefusedWithThoseThatAre()
    {
        Problem problem = Assert.Single(PluginRun.Refused(
            new ConditionBuilder().Attribute("email").Is(new Operator("see"), 1), Language(new Seeing<decimal>(_seen, _ => true))));
        Assert.Equal(("segments[0].conditions.operator", "operator.type"), (problem.Path, problem.Code));
        Assert.DoesNotContain("see ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownOperator_NearARegisteredOne_SuggestsIt()
    {
        Problem problem = Assert.Single(PluginRun.Refused(
            new ConditionBuilder().Attribute("email").Is(new Operator("doesNotSea"), 1), Language(new Seeing<string>(_seen, _ => true))));
        Assert.Contains("Did you mean 'doesNotSee'?", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_WithAPartThatIsRefused_IsReportedAtThatPart()
    {
        var operation = new Seeing<string>(_seen, _ => true) { Form = OperandForm.List, Problems = [new Problem("[1]", "not this")] };
        ConditionBuilder c = new();
        Assert.Equal(
            ["segments[0].conditions.value[1] plugin.invalid"],
            PluginRun.Refusals(c.Attribute("email").Is(new Operator("see"), new Operand.List(["a", "b"])), Language(operation)));
        Assert.Equal(
            ["segments[0].conditions.value[0] operand.relative", "segments[0].conditions.value[1] text.invalid"],
            PluginRun.Refusals(c.Attribute("email").Is(new Operator("see"), new Operand.List([new Operand.Today(), "\0"])), Language(operation)));
    }

    [Fact]
    public void Preparation_ThatThrows_IsReportedAtTheOperator()
    {
        var operation = new Seeing<string>(_seen, null!);
        Problem problem = Assert.Single(PluginRun.Refused(new ConditionBuilder().Attribute("email").Is(new Operator("see"), 1), Language(operation)));
        Assert.Equal(("segments[0].conditions.operator", "plugin.failed"), (problem.Path, problem.Code));
    }

    [Fact]
    public async Task Function_ThatThrows_EndsTheEvaluationAndNamesTheOperator()
    {
        var e = await Assert.ThrowsAsync<SegmentPluginException>(() => Evaluate(new Seeing<string>(_seen, _ => throw new NotSupportedException("on purpose")), "email"));
        Assert.Equal("The operator 'see' failed: on purpose", e.Message);
    }

    [Fact]
    public void SameOperatorAndValue_InTwoSegments_AreOneLeaf()
    {
        Condition condition = new ConditionBuilder().Attribute("email").Is(new Operator("see"), 1);
        SegmentSet set = PluginRun.Bind(CommerceSchema.Create(), Language(new Seeing<string>(_seen, _ => true)),
            Segment.Define("a").Where(condition), Segment.Define("b").Where(c => c.AllFalse(condition)));
        Assert.Equal(1, set.DistinctLeaves);
    }

    private static Task<EvaluationResult> Evaluate<T>(Seeing<T> operation, string attribute, bool isNegative = false) =>
        PluginRun.EvaluateAsync(
            People, new ConditionBuilder().Attribute(attribute).Is(new Operator(isNegative ? "doesNotSee" : "see"), 1), Language(operation));

    private static ConditionLanguage Language(AttributeOperator operation) => ConditionLanguage.BuiltIn.Extend(l => l.AddOperator(operation));

    private sealed class Seeing<T>(List<object?> seen, Func<T, bool> test) : ValueOperator<T>("see", "doesNotSee")
    {
        public Problem[] Problems { get; init; } = [];

        public OperandForm Form { get; init; } = OperandForm.One;

        public override OperandForm Operand => Form;

        public override IEnumerable<Problem> Validate(Operand? operand) => Problems;

        public override Func<T, bool> Test(Operand? operand)
        {
            ArgumentNullException.ThrowIfNull(test);
            return value =>
            {
                seen.Add(value);
                return test(value);
            };
        }
    }
}
