using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Segmentation.Testing.Oracles;

/// <summary>ISO 8601 durations.</summary>
internal static partial class Durations
{
    private const long Second = 10_000_000;

    public static Moment.Period Parse(string text)
    {
        System.Text.RegularExpressions.Match match = Iso().Match(text);
        if (!match.Success || text.Length < 3 || text[^1] == 'T')
            throw new InvalidOperationException($"'{text}' is no duration.");
        Fraction months = Part("y") * new Fraction(12) + Part("mo");
        Fraction ticks =
            Part("w") * new Fraction(7 * 24 * 3600 * Second)
            + Part("d") * new Fraction(24 * 3600 * Second)
            + Part("h") * new Fraction(3600 * Second)
            + Part("mi") * new Fraction(60 * Second)
            + Part("s") * new Fraction(Second);
        return new Moment.Period((int)Whole(months), Whole(ticks));

        Fraction Part(string name)
        {
            string[] digits = match.Groups[name].Value.Split('.', ',');
            return digits[0].Length == 0
                ? new Fraction(0)
                : new Fraction(BigInteger.Parse(string.Concat(digits), CultureInfo.InvariantCulture), BigInteger.Pow(10, digits.Length == 1 ? 0 : digits[1].Length));
        }

        BigInteger Whole(Fraction fraction) => fraction.Denominator.IsOne
            ? fraction.Numerator
            : throw new InvalidOperationException($"'{text}' is no whole number of months and ticks.");
    }

    [GeneratedRegex(@"^P((?<y>\d+)Y)?((?<mo>\d+)M)?((?<w>\d+([.,]\d+)?)W)?((?<d>\d+([.,]\d+)?)D)?(T((?<h>\d+([.,]\d+)?)H)?((?<mi>\d+([.,]\d+)?)M)?((?<s>\d+([.,]\d+)?)S)?)?\z")]
    private static partial Regex Iso();
}
