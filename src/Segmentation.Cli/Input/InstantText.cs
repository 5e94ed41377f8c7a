using System.Globalization;

namespace Segmentation.Cli.Input;

/// <summary>Instants as the command line takes them: ISO 8601 with an offset or Z, so that they mean one instant everywhere.
/// Years 1000 to 8999, which leaves room for calendar steps.</summary>
internal static class InstantText
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    public static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
        && instant.UtcDateTime.Year is >= 1000 and < 9000
            ? instant
            : null;
}
