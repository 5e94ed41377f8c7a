using System.Globalization;

namespace Segmentation.Files.Export;

/// <summary>Values as texts that are the same in every culture, and that data directories read again.</summary>
internal static class ExportTexts
{
    /// <summary>What stands between the values of a set.</summary>
    public const char SetSeparator = '|';

    public static string Of(object value) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        decimal number => Shortest(number),
        DateOnly day => Day(day),
        DateTimeOffset instant => Instant(instant),
        IEnumerable<string> set => string.Join(SetSeparator, set),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string Shortest(decimal number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }
}
