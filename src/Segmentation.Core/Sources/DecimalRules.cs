using System.Globalization;

namespace Segmentation;

/// <summary>Which decimals are refused in data: those that a sum of 128 bits, or a database's column, has no room for.</summary>
internal static class DecimalRules
{
    public const int MaxScale = 9;

    private const decimal Bound = 1_000_000_000_000_000_000m;

    /// <exception cref="FormatException">It is not below 10^18 in size, or has more than 9 decimal places.</exception>
    public static void Require(decimal value)
    {
        if (value is >= Bound or <= -Bound)
            throw new FormatException($"{value.ToString(CultureInfo.InvariantCulture)} is not below 10^18 in size");
        // Trailing zeros count for nothing: 1.50 has one place.
        if (value.Scale > MaxScale && Decimals.Normalise(value).Scale > MaxScale)
            throw new FormatException($"{value.ToString(CultureInfo.InvariantCulture)} has more than {MaxScale} decimal places");
    }
}
