using Segmentation.Explanations;

namespace Segmentation.Tests.Explanations;

public sealed class DecisiveTests
{
    private const string Customer = """{ "customers": [ { "id": 1, "email": "a@example.com", "group": "retail" } ] }""";
    private const string HasEmail = """{ "type": "attribute", "attribute": "email", "operator": "notNull" }""";
    private const string IsRetail = """{ "type": "attribute", "attribute": "group", "operator": "=", "value": "retail" }""";
    private const string IsVip = """{ "type": "attribute", "attribute": "group", "operator": "=", "value": "vip" }""";
    private const string HasName = """{ "type": "attribute", "attribute": "last_name", "operator": "notNull" }""";

    [Fact]
    public async Task Decisive_OfAMember_TakesTheCustomerOut() =>
        Assert.Single((await ExplainAsync(Group("all", HasEmail, IsRetail))).Decisive!);

    [Fact]
    public async Task Decisive_OfAMemberForSeveralReasons_NamesThemAll() =>
        Assert.Equal(["segments[0].conditions.conditions[0]", "segments[0].conditions.conditions[1]"], (await ExplainAsync(Group("any", HasEmail, IsRetail, HasName))).Paths());

    [Fact]
    public async Task Decisive_OfANonMember_NamesTheShortestWayIn() =>
        Assert.Equal(
            ["segments[0].conditions.conditions[1]"],
            (await ExplainAsync(Group("any", Group("all", HasName, IsVip), HasName.Replace("last_name", "first_name", StringComparison.Ordinal)))).Paths());

    [Fact]
    public async Task Decisive_WithATestAskedBothWays_FindsWhatIsTrueTogether()
    {
        // Either retail with a name, or not retail with an e-mail: no longer being retail is enough.
        string notRetail = IsRetail.Replace("\"=\"", "\"!=\"", StringComparison.Ordinal);

        Explanation explanation = await ExplainAsync(Group("any", Group("all", IsRetail, HasName), Group("all", notRetail, HasName, HasEmail)));

        Assert.Equal("last_name notNull", Assert.Single(explanation.Decisive!).Places[0].Test);
    }

    [Fact]
    public async Task Decisive_OfAContradiction_IsNothing() =>
        Assert.Empty((await ExplainAsync(Group("all", HasName, HasName.Replace("notNull", "null", StringComparison.Ordinal)))).Decisive!);

    [Fact]
    public async Task Decisive_OfAnInactiveSegment_NamesTheFlag()
    {
        Explanation explanation = await ExplainRun.OfAsync(Customer, $$"""{ "id": "s", "active": false, "conditions": {{HasEmail}} }""");

        Assert.Equal(["segments[0].active"], explanation.Paths());
    }

    [Fact]
    public async Task Decisive_OfAReferenceToAnInactiveSegment_NamesThatSegmentsFlag()
    {
        Explanation explanation = await ExplainRun.OfAsync(
            Customer,
            $$"""{ "id": "s", "conditions": { "type": "segment", "segment": "t" } }, { "id": "t", "active": false, "conditions": {{HasEmail}} }""");

        Assert.Equal(["segments[1].active"], explanation.Paths());
    }

    [Theory]
    // On the list and matching: both keep the customer in. Excluded: only the list keeps the customer out.
    [InlineData("""{ "s": { "include": ["1"] } }""", true, "s.include", "segments[0].conditions")]
    [InlineData("""{ "s": { "exclude": ["1"] } }""", false, "s.exclude")]
    [InlineData("""{ "s": { "include": ["7"] } }""", true, "segments[0].conditions")]
    public async Task Decisive_WithLists_PrefersTheCustomersOwn(string lists, bool isMember, params string[] paths)
    {
        Explanation explanation = await ExplainRun.OfAsync(Customer, $$"""{ "id": "s", "conditions": {{HasEmail}} }""", lists: lists);

        Assert.Equal(isMember, explanation.IsMember);
        Assert.Equal(paths, explanation.Paths());
    }

    [Fact]
    public async Task Decisive_OfATestAskedTwice_NamesBothPlaces()
    {
        Explanation explanation = await ExplainAsync(Group("all", Group("any", HasName, IsVip), HasName.Replace("notNull", "null", StringComparison.Ordinal), IsVip));

        DecisiveTest test = Assert.Single(explanation.Decisive!);
        Assert.Equal(["segments[0].conditions.conditions[0].conditions[1]", "segments[0].conditions.conditions[2]"], test.Places.Select(p => p.Path));
    }

    [Fact]
    public async Task Decisive_OfEvery_SaysWhichHalf()
    {
        const string every = """
            { "type": "related", "relation": "orders", "quantifier": "every", "where": { "match": "all", "are": true, "conditions": [ { "attribute": "status", "operator": "=", "value": "new" } ] } }
            """;

        Explanation explanation = await ExplainAsync(every);

        Assert.Equal("orders: every one, at least one, satisfies (there is one)", Assert.Single(explanation.Decisive!).Places[0].Test);
    }

    [Fact]
    public void Search_OverParity_FlipsASingleFact()
    {
        var rules = new RuleGraph();
        int parity = rules.Fact(0, true, FactKind.Data);
        for (int i = 1; i < 9; i++)
        {
            int next = rules.Fact(i, i % 3 == 0, FactKind.Data);
            parity = rules.Group(false, [rules.Group(true, [parity, rules.Not(next)]), rules.Group(true, [rules.Not(parity), next])]);
        }

        Assert.Single(new DecisiveSearch(rules, parity).Find()!);
    }

    [Fact]
    public void Search_BeyondItsLimit_IsGivenUp()
    {
        // A contradiction over forty facts that each are asked both ways.
        var rules = new RuleGraph();
        int[] facts = [.. Enumerable.Range(0, 40).Select(i => rules.Fact(i, false, FactKind.Data))];
        int odd = facts.Aggregate((a, b) => rules.Group(false, [rules.Group(true, [a, rules.Not(b)]), rules.Group(true, [rules.Not(a), b])]));
        int root = rules.Group(true, [odd, rules.Not(odd)]);

        Assert.Null(new DecisiveSearch(rules, root).Find());
    }

    private static Task<Explanation> ExplainAsync(string condition) => ExplainRun.OfAsync(Customer, $$"""{ "id": "s", "conditions": {{condition}} }""");

    private static string Group(string match, params string[] conditions) =>
        $$"""{ "type": "combination", "match": "{{match}}", "are": true, "conditions": [ {{string.Join(", ", conditions)}} ] }""";
}
