namespace Segmentation.Testing.Tests;

public sealed class ConformanceEngineTests
{
    private const string Rest = """
        "asOf": "2026-03-14T12:00:00Z",
        "data": { "customers": [ { "id": 1, "prefix": "a" }, { "id": 2 }, { "id": 3, "prefix": "a" } ] },
        "segments": [ { "id": "s", "conditions": { "attribute": "prefix", "operator": "=", "value": "a" } } ]
        """;

    private static ConformanceCase Case(string outcome, string rest = Rest) =>
        Assert.Single(ConformanceCases.Load($$"""[ { "name": "n", "requirement": "R", {{rest}}, {{outcome}} } ]"""));

    private static Task<ConformanceException> Refusal(ConformanceCase @case) =>
        Assert.ThrowsAsync<ConformanceException>(() => new OracleEngine().RunAsync(@case, TestContext.Current.CancellationToken));

    [Fact]
    public Task RunAsync_OfTheExactMembers_Passes() =>
        new OracleEngine().RunAsync(Case(""" "expected": { "s": ["1", "3"] } """), TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("""["1"]""", "too many 3")]
    [InlineData("""["1", "2", "3"]""", "missing 2")]
    [InlineData("""["3", "1"]""", "not in key order")]
    [InlineData("""[]""", "too many 1, 3")]
    public async Task RunAsync_OfOtherMembers_ShowsTheDifference(string members, string part)
    {
        ConformanceException refusal = await Refusal(Case($$""" "expected": { "s": {{members}} } """));
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("oracle: 'n' (R)", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "s": ["1", "3"], "t": [] }""", "no answer")]
    [InlineData("""{ }""", "expects nothing")]
    public async Task RunAsync_OfOtherSegments_IsADifference(string expected, string part) =>
        Assert.Contains(part, (await Refusal(Case($$""" "expected": {{expected}} """))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task RunAsync_OfDefinitionsThatShouldBeRefused_Fails() =>
        Assert.Contains("the definitions were taken", (await Refusal(Case(""" "errors": [ { "path": "p", "code": "c" } ] """))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task RunAsync_OfAnotherProblem_ShowsBoth()
    {
        string rest = Rest.Replace("\"prefix\", \"operator\"", "\"prefax\", \"operator\"", StringComparison.Ordinal);
        ConformanceException refusal = await Refusal(Case(""" "errors": [ { "path": "p", "code": "c" } ] """, rest));
        Assert.Equal(2, refusal.Differences.Count);
        Assert.Contains("expected the problem c at p", refusal.Differences[0], StringComparison.Ordinal);
        Assert.Contains("attribute.unknown at segments[0].conditions.attribute", refusal.Differences[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "expected": {}, "surprise": 1 """)]
    [InlineData(""" "expected": {}, "errors": [] """)]
    [InlineData(""" "refusedBy": [] """)]
    [InlineData(""" "expected": {}, "options": { "leap-day": "02-30" } """)]
    public void Load_OfAnIncompleteCase_IsRefused(string outcome) => Assert.Throws<FormatException>(() => Case(outcome));

    [Theory]
    [InlineData("counted-orders", "only:complete,processing", "only:complete,processing")]
    [InlineData("counted-orders", "not:canceled", "not:canceled")]
    public void Options_OfCountedOrders_AreTheShops(string name, string value, string orders) =>
        Assert.Equal(orders, ConformanceOptions.Parse(new Dictionary<string, string> { [name] = value }).Commerce.CountedOrders.ToString());
}
