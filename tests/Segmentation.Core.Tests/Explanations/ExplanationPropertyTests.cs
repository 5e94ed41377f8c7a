using System.Globalization;
using Segmentation.Explanations;
using Segmentation.Predicates;
using Segmentation.Testing;

namespace Segmentation.Tests.Explanations;

/// <summary>
/// What an explanation claims holds for random schemas, data, segments, zones and instants. The number of draws is
/// SEGMENTATION_PROPERTY_DRAWS; a seed that failed is replayed with SEGMENTATION_PROPERTY_SEED.
/// </summary>
public sealed class ExplanationPropertyTests
{
    private const int DrawsOfADeveloper = 150;

    /// <summary>Explaining every customer of a draw costs as much as evaluating so many draws.</summary>
    private const int CostOfADraw = 50;

    private const int MostFactsTriedInAllWays = 12;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static int[] Seeds()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("SEGMENTATION_PROPERTY_SEED"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int replayed))
            return [replayed];
        bool isGiven = int.TryParse(Environment.GetEnvironmentVariable("SEGMENTATION_PROPERTY_DRAWS"), NumberStyles.None, CultureInfo.InvariantCulture, out int draws);
        int run = int.TryParse(Environment.GetEnvironmentVariable("SEGMENTATION_PROPERTY_RUN"), NumberStyles.None, CultureInfo.InvariantCulture, out int given)
            ? given
            : Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"SEGMENTATION_PROPERTY_RUN={run}");
        var random = new Random(run);
        return [.. Enumerable.Range(0, isGiven ? Math.Max(1, draws / CostOfADraw) : DrawsOfADeveloper).Select(_ => random.Next())];
    }

    [Fact]
    public Task Explanation_OfEveryCustomerAndSegment_HasTheVerdictOfTheEvaluation() => Check(async scenario =>
    {
        SegmentSet set = scenario.Bind();
        var source = new DatasetSource(scenario.Data, batchSize: 4);
        EvaluationResult result = await new SegmentEvaluator(source).EvaluateAsync(set, scenario.AsOf, ct: Ct);
        var explainer = new SegmentExplainer(source);
        foreach (Segment segment in scenario.Segments)
        {
            foreach (SubjectKey key in scenario.Data.Subjects.Select(scenario.Data.KeyOf))
            {
                Explanation explanation = await explainer.ExplainAsync(set, segment.Id, key, scenario.AsOf, Ct);
                bool isMember = result[segment.Id].Contains(key);
                Require(explanation.IsMember == isMember && explanation.Tree.Holds == isMember, $"{segment.Id}, {key}: evaluation says {isMember}");
                Require(Follows(explanation.Tree), $"{segment.Id}, {key}: the parts do not come to the whole{Environment.NewLine}{explanation.ToText()}");
                Require(explanation.ToJson().Length > 0, "no JSON");
            }
        }
    });

    [Fact]
    public Task DecisiveTests_WhenTheyComeOutTheOtherWay_TurnTheVerdictAndNoFewerDo() => Check(async scenario =>
    {
        SegmentSet set = scenario.Bind();
        foreach (Segment segment in scenario.Segments)
        {
            foreach (SubjectKey key in scenario.Data.Subjects.Select(scenario.Data.KeyOf))
            {
                SubjectView subject = (await Read(scenario, set, segment.Id, key))!;
                PredicateNode membership = set[segment.Id].Membership;
                var builder = new ExplanationBuilder(set, subject, 3);
                (_, int rule) = builder.Build(set[segment.Id]);
                bool verdict = subject.Holds(membership);
                IReadOnlyList<RuleFact> facts = new DecisiveSearch(builder.Rules, rule).Find()!;
                string place = $"{segment.Id}, {key}, {facts.Count} facts";
                if (facts.Count > 0)
                {
                    Require(Verdict(facts) != verdict, $"{place}: they do not turn the verdict");
                    Require(facts.Count > MostFactsTriedInAllWays || Subsets(facts).SkipLast(1).All(some => Verdict(some) == verdict), $"{place}: fewer would do");
                }
                else if (builder.Rules.Facts.Count <= MostFactsTriedInAllWays)
                {
                    Require(Subsets(builder.Rules.Facts).All(some => Verdict(some) == verdict), $"{place}: something does turn the verdict");
                }

                bool Verdict(IReadOnlyList<RuleFact> flipped)
                {
                    // An active flag is no predicate; such sets are tried on the rules.
                    HashSet<object> identities = [.. flipped.Select(f => f.Identity)];
                    return identities.All(i => i is PredicateNode)
                        ? Holds(membership, subject, identities)
                        : Holds(builder.Rules, rule, identities);
                }
            }
        }
    });

    [Fact]
    public Task NextChange_OfEverySegment_IsTheFirstInstantAtWhichTheAnswerDiffers() => Check(async scenario =>
    {
        SegmentSet set = scenario.Bind();
        var source = new DatasetSource(scenario.Data);
        var explainer = new SegmentExplainer(source);
        var evaluator = new SegmentEvaluator(source);
        var random = new Random(scenario.Seed);
        SubjectKey[] keys = [.. scenario.Data.Subjects.Select(scenario.Data.KeyOf)];
        if (keys.Length == 0)
            return;
        foreach (Segment segment in scenario.Segments)
        {
            SubjectKey key = keys[random.Next(keys.Length)];
            Explanation explanation = await explainer.ExplainAsync(set, segment.Id, key, scenario.AsOf, Ct);
            DateTimeOffset end = explanation.NextChange ?? explanation.Horizon.AddTicks(1);
            if (explanation.NextChange is { } change)
                Require(await IsMember(change) != explanation.IsMember, $"{segment.Id}, {key}: nothing changes at {change:O}");
            foreach (DateTimeOffset instant in Between(scenario, end, random))
                Require(await IsMember(instant) == explanation.IsMember, $"{segment.Id}, {key}: the answer differs at {instant:O} already, not only at {explanation.NextChange:O}");

            async Task<bool> IsMember(DateTimeOffset instant) =>
                (await evaluator.EvaluateAsync(set, instant, ct: Ct))[segment.Id].Contains(key);
        }
    });

    private static IEnumerable<DateTimeOffset> Between(RandomScenario scenario, DateTimeOffset end, Random random)
    {
        DateTimeOffset start = scenario.AsOf;
        long length = end.UtcTicks - start.UtcTicks;
        List<DateTimeOffset> instants = [start.AddTicks(1), end.AddTicks(-1), end.AddTicks(-10)];
        for (int i = 0; i < 12; i++)
        {
            // Near the beginning, near the end, and anywhere.
            long some = (long)Math.Pow(length, random.NextDouble());
            instants.AddRange([start.AddTicks(some), end.AddTicks(-some), start.AddTicks(random.NextInt64(length))]);
        }

        return instants.Where(i => i > start && i < end);
    }

    private static async Task Check(Func<RandomScenario, Task> check)
    {
        foreach (int seed in Seeds())
        {
            RandomScenario scenario = RandomScenario.Create(seed);
            if (await Failure(scenario, check) is not { } failure)
                continue;
            RandomScenario smallest = await scenario.ShrinkAsync(async s => await Failure(s, check) is not null, Ct);
            Assert.Fail($"Seed {seed} (replay with SEGMENTATION_PROPERTY_SEED={seed}): {failure}{Environment.NewLine}smallest: {await Failure(smallest, check)}{Environment.NewLine}{smallest.Describe()}");
        }
    }

    private static async Task<string?> Failure(RandomScenario scenario, Func<RandomScenario, Task> check)
    {
        try
        {
            await check(scenario);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return e is ClaimException ? e.Message : e.ToString();
        }
    }

    private static void Require(bool claim, string otherwise)
    {
        if (!claim)
            throw new ClaimException(otherwise);
    }

    private static Task<SubjectView?> Read(RandomScenario scenario, SegmentSet set, string segmentId, SubjectKey key) => SubjectView.ReadAsync(
        new DatasetSource(scenario.Data), set.Schema, new ExplanationNeeds(set).PlanOf(set[segmentId]), kind => kind == key.Kind ? key : null, scenario.AsOf, Ct);

    /// <summary>Whether the verdicts of the tree fit each other.</summary>
    private static bool Follows(ExplanationNode node)
    {
        if (!node.Children.All(Follows))
            return false;
        bool[] parts = [.. node.Children.Where(c => c.Holds is not null).Select(c => c.Holds!.Value)];
        switch (node.Kind)
        {
            case ExplanationKind.Segment:
                int included = node.Children.ToList().FindIndex(c => c.Kind == ExplanationKind.Included);
                bool conditions = parts[^1] || (included >= 0 && parts[included]);
                return node.Holds == (conditions && parts[..(included >= 0 ? included : parts.Length - 1)].All(p => p));
            case ExplanationKind.Combination when node.Holds is not null:
                bool are = !node.Test.Contains("not", StringComparison.Ordinal) && !node.Test.StartsWith("none", StringComparison.Ordinal);
                bool all = !node.Test.StartsWith("at least", StringComparison.Ordinal);
                return node.Holds == (all ? parts.All(p => p == are) : parts.Any(p => p == are));
            case ExplanationKind.Reference:
                return node.Holds == (parts[0] != node.Test.Contains("not", StringComparison.Ordinal));
            default:
                return true;
        }
    }

    private static IEnumerable<IReadOnlyList<RuleFact>> Subsets(IReadOnlyList<RuleFact> facts) =>
        Enumerable.Range(0, 1 << facts.Count).Select(mask => (IReadOnlyList<RuleFact>)[.. facts.Where((_, i) => (mask >> i & 1) != 0)]);

    private static bool Holds(PredicateNode predicate, SubjectView subject, HashSet<object> flipped) => predicate switch
    {
        GroupNode { All: true } group => group.Children.All(c => Holds(c, subject, flipped)),
        GroupNode group => group.Children.Any(c => Holds(c, subject, flipped)),
        NotNode not => !Holds(not.Predicate, subject, flipped),
        _ => subject.Holds(predicate) != flipped.Contains(predicate),
    };

    private static bool Holds(RuleGraph rules, int at, HashSet<object> flipped)
    {
        RuleGraph.Node node = rules.Nodes[at];
        if (node.Fact >= 0)
            return rules.Facts[node.Fact].Holds != flipped.Contains(rules.Facts[node.Fact].Identity);
        if (node.IsNot)
            return !Holds(rules, node.Parts[0], flipped);
        return node.All ? node.Parts.All(p => Holds(rules, p, flipped)) : node.Parts.Any(p => Holds(rules, p, flipped));
    }

    private sealed class ClaimException(string message) : Exception(message);
}
