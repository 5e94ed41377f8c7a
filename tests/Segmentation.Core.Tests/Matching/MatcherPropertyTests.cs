using System.Globalization;
using Segmentation.InMemory.Tests.Conformance;
using Segmentation.Matching;
using Segmentation.Testing;

namespace Segmentation.Tests.Matching;

/// <summary>
/// The matcher finds what the oracle finds for random schemas, data, segments, zones and instants. The number of draws is
/// SEGMENTATION_PROPERTY_DRAWS; a seed that failed is replayed with SEGMENTATION_PROPERTY_SEED.
/// </summary>
public sealed class MatcherPropertyTests
{
    private const int DrawsOfADeveloper = 300;

    /// <summary>Planning every draw costs as much as evaluating so many.</summary>
    private const int CostOfADraw = 10;

    private static readonly IndexLayout[] Layouts =
        [new(LeastTemplate: 1, MostCompiled: 0), new(LeastTemplate: int.MaxValue, LeastGated: 0, MostCompiled: 0), new()];

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
    public Task Match_OfRandomCustomers_AgreesWithTheOracle() => Check(scenario =>
    {
        bool byKey = scenario.Seed % 2 == 0;
        var matching = new BagMatching(scenario.Data, scenario.Bind(), byKey, new MatcherOptions { Layout = Layouts[scenario.Seed % 3] });
        AssertSame(scenario.Ask(), matching.Members(scenario.AsOf));
    });

    [Fact]
    public Task IsMember_OfRandomCustomers_AgreesWithTheOracle() => Check(scenario =>
    {
        var matching = new BagMatching(scenario.Data, scenario.Bind());
        IReadOnlyDictionary<string, IReadOnlyList<string>> members = scenario.Ask();
        foreach (Segment segment in scenario.Segments)
        {
            string[] found = [.. matching.Customers.Where(c => matching.Matcher.IsMember(segment.Id, c, scenario.AsOf)).Select(c => c.Key.ToString())];
            Assert.Equal(members[segment.Id], found);
        }
    });

    [Fact]
    public Task Compile_OfRandomSegments_AgreesWithTheOracle() => Check(scenario =>
    {
        SegmentSet set = scenario.Bind();
        var matching = new BagMatching(scenario.Data, set);
        IReadOnlyDictionary<string, IReadOnlyList<string>> members = scenario.Ask();
        foreach (Segment segment in scenario.Segments)
        {
            Func<Bag, bool> compiled = set[segment.Id].Compile(matching.Map, scenario.AsOf, matching.Options);
            Assert.Equal(members[segment.Id], [.. matching.Customers.Where(compiled).Select(c => c.Key.ToString())]);
        }
    });

    [Fact]
    public Task Explain_OfRandomCustomers_HasTheVerdictOfTheMatch() => Check(scenario =>
    {
        // Half of the draws: an explanation costs as much as many matches.
        if (scenario.Seed % 2 == 0)
            return;
        var matching = new BagMatching(scenario.Data, scenario.Bind(), byKey: scenario.Seed % 4 == 1);
        Bag? customer = matching.Customers is [.., Bag last] ? last : null;
        foreach (Segment segment in customer is null ? [] : scenario.Segments)
        {
            Explanation explanation = matching.Matcher.Explain(segment.Id, customer!, scenario.AsOf, TestContext.Current.CancellationToken);
            Assert.Equal(matching.Matcher.IsMember(segment.Id, customer!, scenario.AsOf), explanation.IsMember);
        }
    });

    [Fact]
    public Task Update_AtOtherInstants_IsAMatch() => Check(scenario =>
    {
        var matching = new BagMatching(scenario.Data, scenario.Bind(), options: new MatcherOptions { Layout = Layouts[scenario.Seed & 1] });
        var random = new Random(scenario.Seed);
        var updated = new MatchBuffer();
        var anew = new MatchBuffer();
        foreach (Bag customer in matching.Customers)
        {
            DateTimeOffset asOf = scenario.AsOf;
            matching.Matcher.Match(customer, asOf, updated);
            for (int i = 0; i < 6; i++)
            {
                string[] found = matching.Matcher.Update(customer, asOf, updated, SubjectChanges.None).ToArray();
                Assert.Equal(matching.Matcher.Match(customer, asOf, anew).ToArray(), found);
                asOf = asOf.AddTicks((long)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(1, 16))));
            }
        }
    });

    [Fact]
    public Task Match_OneBufferAtManyInstants_AgreesWithTheOracle() => Check(scenario =>
    {
        var matching = new BagMatching(scenario.Data, scenario.Bind());
        var random = new Random(scenario.Seed);
        for (int i = 0; i < 4; i++)
        {
            // Steps of seconds to years: within what the calendar says for some time, and out of it.
            DateTimeOffset asOf = scenario.AsOf.AddTicks((long)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(6, 17))));
            AssertSame(new Oracle(scenario.Data).Evaluate(scenario.Segments, scenario.Lists, asOf, scenario.TimeZone), matching.Members(asOf));
        }
    });

    private static void AssertSame(
        IReadOnlyDictionary<string, IReadOnlyList<string>> expected, IReadOnlyDictionary<string, IReadOnlyList<string>> found)
    {
        foreach ((string id, IReadOnlyList<string> keys) in expected)
            Assert.True(keys.SequenceEqual(found[id]), $"{id}: expected {string.Join(", ", keys)}, found {string.Join(", ", found[id])}");
    }

    private static async Task Check(Action<RandomScenario> check)
    {
        foreach (int seed in Seeds())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            RandomScenario scenario = RandomScenario.Create(seed);
            if (Failure(scenario, check) is not { } failure)
                continue;
            RandomScenario smallest = await scenario.ShrinkAsync(
                s => Task.FromResult(Failure(s, check) is not null), TestContext.Current.CancellationToken);
            Assert.Fail($"SEGMENTATION_PROPERTY_SEED={seed}: {failure}{Environment.NewLine}{Failure(smallest, check)}{Environment.NewLine}{smallest.Describe()}");
        }
    }

    private static string? Failure(RandomScenario scenario, Action<RandomScenario> check)
    {
        try
        {
            check(scenario);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return e.ToString();
        }
    }
}
