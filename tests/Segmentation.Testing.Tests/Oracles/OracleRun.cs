using System.Globalization;

namespace Segmentation.Testing.Tests;

/// <summary>Runs the oracle on data and conditions as they are written in JSON.</summary>
internal static class OracleRun
{
    public const string AsOf = "2026-03-14T12:00:00Z";

    /// <summary>The keys of those who satisfy a condition, with a space between.</summary>
    public static string Members(string data, string condition, string asOf = AsOf, string zone = "UTC", CommerceOptions? options = null) =>
        Segments(data, $$"""{ "id": "s", "conditions": {{condition}} }""", asOf, zone, options: options)["s"];

    /// <summary>The members of each segment, with a space between.</summary>
    public static IReadOnlyDictionary<string, string> Segments(
        string data, string segments, string asOf = AsOf, string zone = "UTC", SegmentLists? lists = null, CommerceOptions? options = null, bool guests = false)
    {
        Dataset dataset = Dataset.Parse(CommerceSchema.Create(options), data);
        return Segments(guests ? dataset.WithDerivedGuests() : dataset, segments, asOf, zone, lists);
    }

    public static IReadOnlyDictionary<string, string> Segments(Dataset data, string segments, string asOf = AsOf, string zone = "UTC", SegmentLists? lists = null) =>
        new Oracle(data)
            .Evaluate(SegmentFile.Read($$"""{ "version": 1, "segments": [ {{segments}} ] }"""), lists ?? SegmentLists.Empty, Instant(asOf), zone)
            .ToDictionary(m => m.Key, m => string.Join(' ', m.Value));

    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
