using System.Globalization;

namespace Segmentation.Files.Export;

/// <summary>Names of files with placeholders.</summary>
internal static class FileNamePattern
{
    public const string Segment = "{segment}";
    public const string AsOf = "{as-of}";

    // What any of the usual file systems refuses, whatever this one does: files are carried elsewhere.
    private const string Forbidden = "<>:\"/\\|?*{}";

    /// <summary>Why a pattern cannot be used; null when it can.</summary>
    public static string? Problem(string? pattern)
    {
        if (pattern is null || !pattern.Contains(Segment, StringComparison.Ordinal))
            return $"must contain {Segment}, so that each segment has a file of its own";
        string rest = pattern.Replace(Segment, "", StringComparison.Ordinal).Replace(AsOf, "", StringComparison.Ordinal);
        return HasForbidden(rest)
            ? $"must be a file name of letters and the placeholders {Segment} and {AsOf}, without {Forbidden}"
            : null;
    }

    /// <exception cref="ArgumentException">The id is none that a bound segment can have, and would lead out of the directory.</exception>
    public static string Name(string pattern, string segmentId, DateTimeOffset asOf)
    {
        if (HasForbidden(segmentId))
            throw new ArgumentException($"'{segmentId}' is no segment's id, and cannot be a part of a file name.", nameof(segmentId));
        return pattern
            .Replace(Segment, segmentId, StringComparison.Ordinal)
            .Replace(AsOf, asOf.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static bool HasForbidden(string text) => text.Any(c => char.IsControl(c) || Forbidden.Contains(c, StringComparison.Ordinal));
}
