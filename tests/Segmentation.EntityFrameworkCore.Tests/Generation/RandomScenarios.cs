using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Testing;

namespace Segmentation.EntityFrameworkCore.Tests.Generation;

/// <summary>
/// Runs a check over random scenarios. A seed that failed is replayed with SEGMENTATION_PROPERTY_SEED, a run with
/// SEGMENTATION_PROPERTY_RUN; SEGMENTATION_PROPERTY_DRAWS sets the draws, of which a database makes a hundredth: each of
/// its draws has tables and statements of its own.
/// </summary>
internal static class RandomScenarios
{
    private const int DrawsOfCi = 20_000;
    private const int DrawsOfADeveloper = 2_000;
    private const int CostOfADatabase = 100;

    private static int Draws => (int.TryParse(Environment.GetEnvironmentVariable("SEGMENTATION_PROPERTY_DRAWS"), NumberStyles.None, CultureInfo.InvariantCulture, out int draws)
        ? draws
        : Environment.GetEnvironmentVariable("CI") == "true" ? DrawsOfCi : DrawsOfADeveloper) / CostOfADatabase;

    /// <summary>Fails with the smallest scenario of those that the check finds a difference in.</summary>
    public static async Task CheckAsync(Func<RandomScenario, CancellationToken, Task<string?>> difference)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        foreach (int seed in Seeds())
        {
            RandomScenario scenario = RandomScenario.Create(seed);
            if (await Guarded(scenario) is not { } found)
                continue;
            RandomScenario smallest = await scenario.ShrinkAsync(async s => await Guarded(s) is not null, ct);
            Assert.Fail($"Replay with SEGMENTATION_PROPERTY_SEED={seed}: {found}{Environment.NewLine}smallest: {await Guarded(smallest)}{Environment.NewLine}{smallest.Describe()}");
        }

        async Task<string?> Guarded(RandomScenario scenario)
        {
            try
            {
                return await difference(scenario, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                return e.ToString();
            }
        }
    }

    /// <summary>Members as a database gives them back: a GUID in lower case, however it was written.</summary>
    public static IReadOnlyList<string> AsStored(IReadOnlyList<string> keys, KeyKind kind) =>
        kind == KeyKind.Guid ? [.. keys.Select(k => k.ToLowerInvariant())] : keys;

    private static int[] Seeds()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("SEGMENTATION_PROPERTY_SEED"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int replayed))
            return [replayed];
        ulong run = ulong.TryParse(Environment.GetEnvironmentVariable("SEGMENTATION_PROPERTY_RUN"), NumberStyles.None, CultureInfo.InvariantCulture, out ulong given)
            ? given
            : (ulong)Random.Shared.NextInt64();
        TestContext.Current.TestOutputHelper!.WriteLine($"SEGMENTATION_PROPERTY_RUN={run}, {Draws} draws");
        return [.. Gen.Choose(0, int.MaxValue - 1).Sample(Draws, new Rnd(run), 1)];
    }
}
