using System.Globalization;
using Segmentation.Testing;

namespace Segmentation.Tests.Explanations;

/// <summary>Explains over commerce data and segments as they are written in JSON.</summary>
internal static class ExplainRun
{
    public const string AsOf = "2026-03-14T12:00:00Z";

    /// <summary>Explains the first segment, or another one by its id.</summary>
    public static Task<Explanation> OfAsync(
        string data, string segments, string customer = "1", string asOf = AsOf, string zone = "UTC", string? id = null, string? lists = null, int examples = 3)
    {
        Dataset dataset = Dataset.Parse(CommerceSchema.Create(), data);
        IReadOnlyList<Segment> definitions = SegmentFile.Read($$"""{ "version": 1, "segments": [ {{segments}} ] }""");
        SegmentSet set = SegmentSet.Bind(
            dataset.Schema, definitions, lists is null ? SegmentLists.Empty : SegmentListsFile.Read(lists), new BindOptions { TimeZone = zone });
        return new SegmentExplainer(new DatasetSource(dataset)) { MaxExamples = examples }
            .ExplainAsync(set, id ?? definitions[0].Id, customer, Instant(asOf), TestContext.Current.CancellationToken);
    }

    /// <summary>The next change for a customer and a condition.</summary>
    public static async Task<DateTimeOffset?> NextChangeAsync(string customer, string condition, string asOf = AsOf, string zone = "UTC") =>
        (await OfAsync($$"""{ "customers": [ {{customer}} ] }""", $$"""{ "id": "s", "conditions": {{condition}} }""", asOf: asOf, zone: zone)).NextChange;

    /// <summary>The paths of the decisive tests, each at its first place.</summary>
    public static string[] Paths(this Explanation explanation) => [.. explanation.Decisive!.Select(d => d.Places[0].Path)];

    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
