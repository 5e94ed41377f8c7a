using System.Globalization;
using Segmentation.Testing;

namespace Segmentation.Tests.Shared;

/// <summary>Whether an engine and the oracle find the same members for random schemas, data and segments.</summary>
internal static class RandomAgreement
{
    private const int DrawsOfCi = 20_000;
    private const int DrawsOfADeveloper = 2_000;

    /// <summary>
    /// Asserts it for a share of SEGMENTATION_PROPERTY_DRAWS. The first seed is SEGMENTATION_PROPERTY_RUN, or chance and
    /// told; a seed that failed is replayed with SEGMENTATION_PROPERTY_SEED.
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="share">One draw in so many, as a database takes its time.</param>
    public static async Task AssertAsync(ConformanceEngine engine, int share)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        if (Number("SEGMENTATION_PROPERTY_SEED") is { } replayed)
        {
            await ReplayAsync(engine, (int)replayed, ct);
            return;
        }

        long draws = (Number("SEGMENTATION_PROPERTY_DRAWS") ?? (Environment.GetEnvironmentVariable("CI") == "true" ? DrawsOfCi : DrawsOfADeveloper)) / share;
        long run = Number("SEGMENTATION_PROPERTY_RUN") ?? Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"SEGMENTATION_PROPERTY_RUN={run}, {draws} draws");
        var seeds = new Random((int)(run % int.MaxValue));
        for (int i = 0; i < draws; i++)
            await ReplayAsync(engine, seeds.Next(), ct);
    }

    private static async Task ReplayAsync(ConformanceEngine engine, int seed, CancellationToken ct)
    {
        // Assert.Null would show the beginning alone.
        if (await FailureAsync(engine, seed, ct) is { } failure)
            Assert.Fail(failure);
    }

    private static long? Number(string variable) =>
        long.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out long number) ? number : null;

    private static async Task<string?> FailureAsync(ConformanceEngine engine, int seed, CancellationToken ct)
    {
        RandomScenario scenario = RandomScenario.Create(seed);
        if (await DifferenceAsync(engine, scenario, ct) is not { } difference)
            return null;
        RandomScenario smallest = await scenario.ShrinkAsync(async s => await DifferenceAsync(engine, s, ct) is not null, ct);
        return $"Replay with SEGMENTATION_PROPERTY_SEED={seed}: {difference}{Environment.NewLine}smallest: {await DifferenceAsync(engine, smallest, ct)}{Environment.NewLine}{smallest.Describe()}";
    }

    /// <summary>What the two say differently, or null.</summary>
    private static async Task<string?> DifferenceAsync(ConformanceEngine engine, RandomScenario scenario, CancellationToken ct)
    {
        try
        {
            IReadOnlyDictionary<string, IReadOnlyList<string>> expected = scenario.Ask();
            IReadOnlyDictionary<string, IReadOnlyList<string>> actual = await engine.EvaluateAsync(scenario.Data, scenario.Bind(), scenario.AsOf, ct);
            return scenario.Segments
                .Where(s => !expected[s.Id].SequenceEqual(actual[s.Id]))
                .Select(s => $"{s.Id}: the oracle finds [{string.Join(", ", expected[s.Id])}], {engine.Name} finds [{string.Join(", ", actual[s.Id])}]")
                .FirstOrDefault();
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            return failed.ToString();
        }
    }
}
