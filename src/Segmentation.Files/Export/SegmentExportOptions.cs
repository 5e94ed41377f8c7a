using Segmentation.Files.Export;

namespace Segmentation.Files;

/// <summary>
/// How members are exported to files after a refresh. Validated when the exporter is created, and then copied: later changes
/// have no effect.
/// </summary>
public sealed class SegmentExportOptions
{
    /// <summary>The directory of the files; it is created when it is not there. Required.</summary>
    public string Directory { get; set; } = "";

    /// <summary>The name of the format: <c>csv</c>, <c>xlsx</c>, <c>xml</c>, or a host's own.</summary>
    public string Format { get; set; } = "csv";

    /// <summary>
    /// The name of a segment's file, to which the format adds its extension. <c>{segment}</c> stands for the segment's id, and
    /// must occur; <c>{as-of}</c> for the instant of the refresh in UTC, such as <c>20260314T120000Z</c>. Without an instant
    /// each export takes the place of the one before.
    /// </summary>
    public string FileName { get; set; } = FileNamePattern.Segment;

    /// <summary>The heading of the column with the customers' keys; null to leave it out.</summary>
    public string? KeyHeading { get; set; } = "id";

    /// <summary>The other columns. By default the stored attributes of the subject.</summary>
    public IList<SubjectColumn> Columns { get; } = [];

    /// <summary>The ids of the segments that ask for an export; none by default.</summary>
    public ISet<string> Segments { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Whether every segment that is refreshed asks for an export, whatever <see cref="Segments"/> has.</summary>
    public bool AllSegments { get; set; }

    /// <summary>What is wrong with the options, each sentence naming the property, the rule and the value.</summary>
    internal IEnumerable<string> Problems(ExportFormats formats)
    {
        const string options = nameof(SegmentExportOptions);
        if (string.IsNullOrWhiteSpace(Directory))
            yield return $"{options}.{nameof(Directory)} must be a directory; it is '{Directory}'.";
        if (string.IsNullOrEmpty(Format) || formats.Find(Format) is null)
            yield return $"{options}.{nameof(Format)} must be one of {string.Join(", ", formats.Names)}; it is '{Format}'.";
        if (FileNamePattern.Problem(FileName) is { } problem)
            yield return $"{options}.{nameof(FileName)} {problem}; it is '{FileName}'.";
        if (KeyHeading is "")
            yield return $"{options}.{nameof(KeyHeading)} must be a heading, or null to leave the column out; it is ''.";
        if (!AllSegments && Segments.Count == 0)
            yield return $"{options}.{nameof(Segments)} must name a segment, or {nameof(AllSegments)} must be true; neither is so.";
    }
}
