using System.Globalization;
using Segmentation.Binding;
using Segmentation.Testing;

namespace Segmentation.Tests.Diagnostics;

/// <summary>
/// No warning is false: what it says holds of the members that evaluation finds in random data. The number of draws follows
/// SEGMENTATION_PROPERTY_DRAWS; a draw that failed is replayed with SEGMENTATION_PROPERTY_SEED, a run with SEGMENTATION_PROPERTY_RUN.
/// </summary>
public sealed class WarningPropertyTests
{
    private const int SegmentsOfADraw = 12;

    /// <summary>Twelve segments of a draw, each claimed and evaluated thrice, cost as much as evaluating so many draws.</summary>
    private const int CostOfADraw = 50;

    private const int DrawsOfADeveloper = 100;

    [Fact]
    public async Task Warnings_OfRandomConditionsOverFewValues_AreTrue()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var data = Enumerable.Range(0, 5).Select(i => new TinyShop(i).Data(70)).ToArray();
        int[] seeds = Seeds();
        foreach (int seed in seeds)
        {
            var shop = new TinyShop(seed);
            Condition[] conditions = [.. Enumerable.Range(0, SegmentsOfADraw - 1).Select(_ => shop.Condition())];
            Segment[] segments = [.. conditions.Append(shop.Rephrase(conditions[0]))
                .Select((c, i) => Segment.Define($"s{i}").InTimeZone("Europe/Kyiv").MoveToGroup("x").Where(c))];
            await CheckAsync(segments, SegmentLists.Empty, new BindOptions(), data[(int)((uint)seed % data.Length)], TinyShop.AsOfs, $"seed {seed}", counts);
        }

        string table = string.Join(", ", counts.Select(c => $"{c.Key} {c.Value}"));
        TestContext.Current.TestOutputHelper!.WriteLine($"{seeds.Length} draws of {SegmentsOfADraw} segments: {table}");
        if (seeds.Length < DrawsOfADeveloper)
            return;
        Assert.All(
            ["warning.never", "warning.always", "warning.branch", "warning.duplicate", "warning.group"],
            code => Assert.True(counts.GetValueOrDefault(code) >= seeds.Length / 10, $"{code} is rare: {table}"));
    }

    [Fact]
    public async Task Warnings_OfRandomScenarios_AreTrue()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        int[] seeds = Seeds();
        foreach (int seed in seeds)
        {
            RandomScenario scenario = RandomScenario.Create(seed);
            var options = new BindOptions { TimeZone = scenario.TimeZone };
            await CheckAsync(scenario.Segments, scenario.Lists, options, scenario.Data, [scenario.AsOf], $"scenario {scenario.Seed}", counts);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{seeds.Length} scenarios: {string.Join(", ", counts.Select(c => $"{c.Key} {c.Value}"))}");
        Assert.True(seeds.Length < DrawsOfADeveloper || counts.Count > 0, "no scenario was warned of");
    }

    private static int[] Seeds()
    {
        if (Number("SEED") is { } replayed)
            return [replayed];
        int run = Number("RUN") ?? Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"SEGMENTATION_PROPERTY_RUN={run}");
        var random = new Random(run);
        return [.. Enumerable.Range(0, Number("DRAWS") is { } draws ? Math.Max(1, draws / CostOfADraw) : DrawsOfADeveloper).Select(_ => random.Next())];
    }

    private static int? Number(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable($"SEGMENTATION_PROPERTY_{name}"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;

    private static async Task CheckAsync(
        IReadOnlyList<Segment> segments, SegmentLists lists, BindOptions options, Dataset data, DateTimeOffset[] asOfs, string draw, SortedDictionary<string, int> counts)
    {
        SegmentSet set = SegmentSet.Bind(data.Schema, segments, lists, options);
        foreach (Problem warning in set.Warnings)
            counts[warning.Code] = counts.GetValueOrDefault(warning.Code) + 1;
        Segment[] claimed = [.. segments.SelectMany((s, i) => Claims(set[s.Id], set.Warnings.Any(w => w.Path == $"segments[{i}].conditions")))];
        SegmentSet claims = SegmentSet.Bind(data.Schema, [.. segments, .. claimed], lists, options);
        foreach (DateTimeOffset asOf in asOfs)
        {
            EvaluationResult result = await new SegmentEvaluator(new DatasetSource(data)).EvaluateAsync(claims, asOf, ct: TestContext.Current.CancellationToken);
            foreach (Problem warning in set.Warnings)
                Assert.True(IsTrue(warning, segments, result), $"{draw}, as of {asOf:O}: {warning}{Environment.NewLine}{SegmentFile.Write(segments)}");
            foreach (Segment segment in segments.Where(s => claimed.Any(c => c.Id == Less(s.Id))))
            {
                bool same = result[Bare(segment.Id)].SequenceEqual(result[Replaced(segment.Id)]) && result[Bare(segment.Id)].SequenceEqual(result[Less(segment.Id)]);
                Assert.True(same, $"{draw}, as of {asOf:O}: '{segment.Id}' without its idle branches has other members; {string.Join("; ", set.Warnings)}{Environment.NewLine}{SegmentFile.Write(segments)}");
            }
        }
    }

    private static bool IsTrue(Problem warning, IReadOnlyList<Segment> segments, EvaluationResult result)
    {
        string id = segments[int.Parse(warning.Path.AsSpan()[9..warning.Path.IndexOf(']', StringComparison.Ordinal)], CultureInfo.InvariantCulture)].Id;
        return warning.Code switch
        {
            "warning.never" => result[Bare(id)].Count == 0,
            "warning.always" => result[Bare(id)].Count == result.SubjectCount,
            "warning.duplicate" => result[id].SequenceEqual(result[segments.Single(s => warning.Message.Contains($"'{s.Id}'", StringComparison.Ordinal)).Id]),
            _ => true,
        };
    }

    /// <summary>The segment's conditions alone, and the same without those that are said to have no effect.</summary>
    private static Segment[] Claims(BoundSegment segment, bool isDecided)
    {
        if (segment.Conditions is not { } conditions)
            return [];
        IReadOnlyDictionary<BoundCondition, bool> idle = isDecided ? new Dictionary<BoundCondition, bool>() : Rewriting.Idle(segment);
        string id = segment.Definition.Id;
        Segment bare = Define(Bare(id), segment.Definition.Conditions!);
        return idle.Count == 0 ? [bare] :
        [
            bare,
            Define(Replaced(id), Rewriting.Without(conditions, idle, leaveOut: false)),
            Define(Less(id), Rewriting.Without(conditions, idle, leaveOut: true)),
        ];

        Segment Define(string name, Condition condition) => new() { Id = name, TimeZone = segment.Definition.TimeZone, Conditions = condition };
    }

    private static string Bare(string id) => $"{id}.bare";

    private static string Replaced(string id) => $"{id}.replaced";

    private static string Less(string id) => $"{id}.less";
}
