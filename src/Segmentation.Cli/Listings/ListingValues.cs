using System.Globalization;

namespace Segmentation.Cli.Listings;

/// <summary>Values of listings as texts, the same in every culture.</summary>
internal static class ListingValues
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    /// <summary>For programs to read.</summary>
    public static string Exact(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        DateTimeOffset instant => instant.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IEnumerable<string> texts => string.Join('|', texts),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>For people to read.</summary>
    public static string Readable(object? value) => value switch
    {
        bool truth => truth ? "yes" : "no",
        int or long => ((IFormattable)value).ToString("N0", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        string text => text.ReplaceLineEndings(" "),
        IEnumerable<string> texts => string.Join(", ", texts),
        _ => Exact(value),
    };

    /// <summary>Whether a value stands at the right of its column.</summary>
    public static bool IsNumber(object? value) => value is int or long or decimal;
}
