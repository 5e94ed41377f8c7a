using System.Globalization;
using Segmentation.Binding;
using Segmentation.Testing;

namespace Segmentation.Tests.Diagnostics;

/// <summary>
/// No warning is false: what it says holds of the members that evaluation finds in random data. The number of draws is
/// SEGMENTATION_PROPERTY_DRAWS, as for the other property tests.
/// </summary>
public sealed class WarningPropertyTests
{
    private const int SegmentsOfADraw = 12;

    private static int Draws => int.TryParse(Environment.GetEnvironmentVariable("SEGMENTATION_PROPERTY_DRAWS"), NumberStyles.None, CultureInfo.InvariantCulture, out int draws)
        ? Math.Max(draws / 4, 10)
        : Environment.GetEnvironmentVariable("CI") == "true" ? 2_500 : 400;

    [Fact]
    public async Task Warnings_OfRandomConditionsOverFewValues_AreTrue()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var data = Enumerable.Range(0, 5).Select(i => new TinyShop(i).Data(70)).ToArray();
        int first = Random.Shared.Next();
        for (int draw = 0; draw < Draws; draw++)
        {
            int seed = unchecked(first + draw);
            var shop = new TinyShop(seed);
            Condition[] conditions = [.. Enumerable.Range(0, SegmentsOfADraw - 1).Select(_ => shop.Condition())];
            Segment[] segments = [.. conditions.Append(shop.Rephrase(conditions[0]))
                .Select((c, i) => Segment.Define($"s{i}").InTimeZone("Europe/Kyiv").MoveToGroup("x").Where(c))];
            await CheckAsync(segments, SegmentLists.Empty, new BindOptions(), data[draw % data.Length], TinyShop.AsOfs, $"seed {seed}", counts);
        }

        string table = string.Join(", ", counts.Select(c => $"{c.Key} {c.Value}"));
        TestContext.Current.TestOutputHelper!.WriteLine($"{Draws} draws of {SegmentsOfADraw} segments: {table}");
        Assert.All(
            ["warning.never", "warning.always", "warning.branch", "warning.duplicate", "warning.group"],
            code => Assert.True(counts.GetValueOrDefault(code) >= Draws / 20, $"{code} is rare: {table}"));
    }

    [Fact]
    public async Task Warnings_OfRandomScenarios_AreTrue()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        int first = Random.Shared.Next();
        for (int draw = 0; draw < Draws; draw++)
        {
            RandomScenario scenario = RandomScenario.Create(unchecked(first + draw));
            var options = new BindOptions { TimeZone = scenario.TimeZone };
            await CheckAsync(scenario.Segments, scenario.Lists, options, scenario.Data, [scenario.AsOf], $"scenario {scenario.Seed}", counts);
        }

        Assert.NotEmpty(counts);
        TestContext.Current.TestOutputHelper!.WriteLine($"{Draws} scenarios: {string.Join(", ", counts.Select(c => $"{c.Key} {c.Value}"))}");
    }

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
            foreach (Segment segment in segments.Where(s => s.Conditions is not null))
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
        return
        [
            Define(Bare(id), segment.Definition.Conditions!),
            Define(Replaced(id), Rewriting.Without(conditions, idle, leaveOut: false)),
            Define(Less(id), Rewriting.Without(conditions, idle, leaveOut: true)),
        ];

        Segment Define(string name, Condition condition) => new() { Id = name, TimeZone = segment.Definition.TimeZone, Conditions = condition };
    }

    private static string Bare(string id) => $"{id}.bare";

    private static string Replaced(string id) => $"{id}.replaced";

    private static string Less(string id) => $"{id}.less";
}
