using System.Globalization;

namespace Segmentation;

/// <summary>Rules that options are checked by. A message names the property, the rule and the value.</summary>
internal static class OptionRules
{
    /// <summary>The problem of a value outside of its range; none when it is within.</summary>
    public static IEnumerable<string> Within<T>(string options, string property, T value, T least, T most)
        where T : IComparable<T>, IFormattable
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{options}.{property} must be {Range(least, most)}; it is {value}.");
    }

    private static string Range<T>(T least, T most)
        where T : IFormattable => most is TimeSpan span && span == TimeSpan.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"{least} or more")
            : string.Create(CultureInfo.InvariantCulture, $"between {least} and {most}");
}
