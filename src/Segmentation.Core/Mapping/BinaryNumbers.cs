using System.Globalization;

namespace Segmentation;

/// <summary>Binary floating-point numbers as the decimals they stand for.</summary>
internal static class BinaryNumbers
{
    // The longest shortest form is like -2.2250738585072014E-308.
    private const int MaxLength = 32;

    /// <summary>
    /// The decimal of so many places that the number stands for. Rounds the shortest decimal form, which is what was
    /// once written; a cast to decimal would keep only 15 digits.
    /// </summary>
    public static decimal Round(double value, int places)
    {
        Span<char> text = stackalloc char[MaxLength];
        value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        return Parse(text[..length], places);
    }

    /// <inheritdoc cref="Round(double, int)"/>
    public static decimal Round(float value, int places)
    {
        Span<char> text = stackalloc char[MaxLength];
        value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        return Parse(text[..length], places);
    }

    private static decimal Parse(ReadOnlySpan<char> text, int places) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            ? decimal.Round(value, places, MidpointRounding.ToEven)
            : throw new FormatException($"{text} is not a number below 10^18 in size");
}
