using System.Globalization;

namespace Segmentation.Sql;

/// <summary>Texts as exact decimals. <see cref="decimal.Parse(string)"/> rounds what does not fit; here that is an error.</summary>
internal static class ExactDecimals
{
    private const int MaxPlaces = 9;
    private const int MaxDigits = 18;

    /// <summary>The number that a text writes: digits with at most one point, a sign before, a power of ten behind.</summary>
    /// <exception cref="FormatException">It is no number, is not below 10^18 in size, or has more than 9 places.</exception>
    public static decimal Parse(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> rest = text;
        bool isNegative = rest is ['-', ..];
        if (rest is ['-' or '+', ..])
            rest = rest[1..];
        int power = 0;
        int e = rest.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            if (!int.TryParse(rest[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out power))
                throw NoNumber(text);
            rest = rest[..e];
        }

        int point = rest.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? rest : rest[..point];
        ReadOnlySpan<char> fraction = point < 0 ? [] : rest[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9'))
            throw NoNumber(text);

        // The digits that count, and where the point stands among them.
        whole = whole.TrimStart('0');
        fraction = fraction.TrimEnd('0');
        int places = fraction.Length;
        if (fraction.IsEmpty)
        {
            int zeros = whole.Length - whole.TrimEnd('0').Length;
            whole = whole[..^zeros];
            places = -zeros;
        }

        if (whole.IsEmpty)
            fraction = fraction.TrimStart('0');
        int digits = whole.Length + fraction.Length;
        if (digits == 0)
            return 0m;
        long scale = places - (long)power;
        if (scale > MaxPlaces)
            throw new FormatException($"{text} has more than {MaxPlaces} decimal places");
        if (digits - scale > MaxDigits)
            throw new FormatException($"{text} is not below 10^18 in size");

        UInt128 value = 0;
        foreach (char digit in whole)
            value = (value * 10) + (uint)(digit - '0');
        foreach (char digit in fraction)
            value = (value * 10) + (uint)(digit - '0');
        for (; scale < 0; scale++)
            value *= 10;
        return new decimal((int)(uint)value, (int)(uint)(value >> 32), (int)(uint)(value >> 64), isNegative, (byte)scale);
    }

    private static FormatException NoNumber(ReadOnlySpan<char> text) => new($"'{text}' is no number");
}
