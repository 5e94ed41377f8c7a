using System.Collections.Concurrent;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Segmentation.Testing.Tests;

/// <summary>
/// Core's evaluation and the oracle give the same members for random schemas, data, segments, zones and instants. The
/// number of draws is SEGMENTATION_PROPERTY_DRAWS; a seed that failed is replayed with SEGMENTATION_PROPERTY_SEED.
/// </summary>
public sealed class EvaluationPropertyTests
{
    private const int DrawsOfCi = 20_000;
    private const int DrawsOfADeveloper = 2_000;

    /// <summary>Below so many rows tested, chance decides more than the generator does.</summary>
    private const long EnoughRows = 1_000;

    private const int MostFailures = 3;

    private const double LeastShare = 0.05;

    private static int Draws => int.TryParse(Environment.GetEnvironmentVariable("SEGMENTATION_PROPERTY_DRAWS"), NumberStyles.None, CultureInfo.InvariantCulture, out int draws)
        ? draws
        : Environment.GetEnvironmentVariable("CI") == "true" ? DrawsOfCi : DrawsOfADeveloper;

    [Fact]
    public async Task Evaluation_OfRandomScenarios_AgreesWithTheOracle()
    {
        ITestOutputHelper output = TestContext.Current.TestOutputHelper!;
        if (int.TryParse(Environment.GetEnvironmentVariable("SEGMENTATION_PROPERTY_SEED"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int replayed))
        {
            Assert.Null(await Failure(replayed, new LeafCounts()));
            return;
        }

        // FsCheck spreads the seeds of the scenarios from one for the run, so that a whole run can be replayed too.
        ulong run = ulong.TryParse(Environment.GetEnvironmentVariable("SEGMENTATION_PROPERTY_RUN"), NumberStyles.None, CultureInfo.InvariantCulture, out ulong given)
            ? given
            : (ulong)Random.Shared.NextInt64();
        output.WriteLine($"SEGMENTATION_PROPERTY_RUN={run}, {Draws} draws");
        int[] seeds = [.. Gen.Choose(0, int.MaxValue - 1).Sample(Draws, new Rnd(run), 1)];
        Assert.True(seeds.Distinct().Count() > Draws / 2);
        var counts = new LeafCounts();
        var failures = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(seeds, TestContext.Current.CancellationToken, async (seed, _) =>
        {
            if (failures.Count < MostFailures && await Failure(seed, counts) is { } failure)
                failures.Enqueue(failure);
        });
        output.WriteLine(counts.Table());
        Assert.True(failures.IsEmpty, string.Join(Environment.NewLine + Environment.NewLine, failures));
        Assert.Empty(counts.OneSided(EnoughRows, LeastShare));
        if (Draws >= DrawsOfADeveloper)
            Assert.Empty(LeafCounts.Expected().Except(counts.Kinds));
    }

    private static async Task<string?> Failure(int seed, LeafCounts counts)
    {
        RandomScenario scenario;
        try
        {
            scenario = RandomScenario.Create(seed);
        }
        catch (Exception e)
        {
            return $"Seed {seed} gives no scenario: {e}";
        }

        if (await Difference(scenario, counts) is not { } difference)
            return null;
        RandomScenario smallest = await scenario.ShrinkAsync(async s => await Difference(s, null) is not null, TestContext.Current.CancellationToken);
        return $"Replay with SEGMENTATION_PROPERTY_SEED={seed}: {difference}{Environment.NewLine}smallest: {await Difference(smallest, null)}{Environment.NewLine}{smallest.Describe()}";
    }

    /// <summary>What the two say differently, or null.</summary>
    private static async Task<string?> Difference(RandomScenario scenario, LeafCounts? counts)
    {
        try
        {
            IReadOnlyDictionary<string, IReadOnlyList<string>> expected = scenario.Ask(counts is null ? null : counts.Observe);
            // Batches of a few rows and blocks of the least size, so that both have several.
            var engine = new ColumnEngine(batchSize: 1 + (int)((uint)scenario.Seed % 5), blockSize: 64);
            IReadOnlyDictionary<string, IReadOnlyList<string>> actual =
                await engine.EvaluateAsync(scenario.Data, scenario.Bind(), scenario.AsOf, TestContext.Current.CancellationToken);
            return scenario.Segments
                .Where(s => !expected[s.Id].SequenceEqual(actual[s.Id]))
                .Select(s => $"{s.Id}: the oracle finds [{string.Join(", ", expected[s.Id])}], columns find [{string.Join(", ", actual[s.Id])}]")
                .FirstOrDefault();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return e.ToString();
        }
    }

    private sealed class LeafCounts
    {
        private readonly ConcurrentDictionary<string, (long True, long False)> _counts = new();

        public void Observe(string kind, bool holds) => _counts.AddOrUpdate(
            kind,
            _ => holds ? (1, 0) : (0, 1),
            (_, count) => holds ? (count.True + 1, count.False) : (count.True, count.False + 1));

        /// <summary>Every type with every operator, every figure with every operator, every quantifier, and segments.</summary>
        public static IEnumerable<string> Expected()
        {
            string[] texts = ["=", "!=", "in", "notIn", "contains", "doesNotContain", "beginsWith", "doesNotBeginWith", "endsWith", "doesNotEndWith", "null", "notNull"];
            string[] compared = ["=", "!=", "<", "<=", ">", ">=", "between", "notBetween", "in", "notIn"];
            string[] ordered = [.. compared, "null", "notNull"];
            string[] sets = ["hasAny", "hasAll", "hasNone", "null", "notNull"];
            string[] orders = ["", " whole day", " ago", " ahead", " start of period"];
            return
            [
                .. Each(["text", "case-sensitive text", "choice"], texts),
                .. Each(["integer", "decimal", "date", "instant", "elapsed", "min", "max", "average"], ordered),
                .. Each(["count", "countDistinct", "sum"], compared),
                .. Each(["boolean"], ["=", "!=", "null", "notNull"]),
                .. Each(["set", "tree"], sets),
                .. Each(["date"], [.. compared.SelectMany(c => new[] { $"{c} today", $"{c} start of period" })]),
                .. Each(["instant"], [.. compared.SelectMany(c => orders, (c, flavour) => c + flavour)]),
                .. Each(["integer", "decimal"], [.. compared[..6].Select(c => $"{c} attribute")]),
                .. Each(["related"], ["some", "none", "every", "some row", "none row"]),
                .. Each(["segment"], ["member", "no member"]),
            ];

            static IEnumerable<string> Each(string[] what, string[] operators) => what.SelectMany(w => operators, (w, o) => $"{w} {o}");
        }

        public ICollection<string> Kinds => _counts.Keys;

        public IEnumerable<string> OneSided(long enough, double least) => _counts
            .Where(c => c.Value.True + c.Value.False is var rows && rows >= enough && Math.Min(c.Value.True, c.Value.False) < least * rows)
            .Select(c => $"{c.Key}: {c.Value.True} true, {c.Value.False} false")
            .Order();

        public string Table() => string.Join(Environment.NewLine, _counts
            .OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => $"{c.Key,-40} {c.Value.True,9} true {c.Value.False,9} false {100.0 * c.Value.True / (c.Value.True + c.Value.False),5:F1} %"));
    }
}
