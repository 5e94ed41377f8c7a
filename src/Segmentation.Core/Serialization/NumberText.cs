using System.Globalization;

namespace Segmentation;

/// <summary>Decimals as JSON numbers, without rounding in either direction.</summary>
internal static class NumberText
{
    /// <summary>The decimal that equals a JSON number, or null when none does.</summary>
    /// <param name="written">A number by the grammar of JSON.</param>
    public static decimal? Exact(string written)
    {
        (string digits, long exponent) = Significant(written);
        if (digits.Length == 0)
            return 0m;
        // Decimals reach from 10^-28 to below 10^29; the check also keeps absurd exponents from the parser.
        if (digits.Length > 29 || exponent is < -28 or > 28
            || !decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value))
        {
            return null;
        }

        return Significant(Write(value)) == (digits, exponent) ? value : null;
    }

    /// <summary>The shortest JSON number that equals the decimal, without an exponent.</summary>
    public static string Write(decimal value)
    {
        if (value == 0)
            return "0";
        string text = value.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>The digits without zeros at either end, and the power of ten by which they are multiplied as an integer.</summary>
    private static (string Digits, long Exponent) Significant(string number)
    {
        int mark = number.AsSpan().IndexOfAny('e', 'E');
        string mantissa = (mark < 0 ? number : number[..mark]).TrimStart('-');
        long exponent = mark < 0 ? 0 : Exponent(number.AsSpan(mark + 1));
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            exponent -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }

        string shortened = mantissa.TrimEnd('0');
        exponent += mantissa.Length - shortened.Length;
        return (shortened.TrimStart('0'), exponent);
    }

    private static long Exponent(ReadOnlySpan<char> text)
    {
        const long beyond = int.MaxValue * 4L;
        bool parsed = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int exponent);
        return parsed ? exponent : text[0] == '-' ? -beyond : beyond;
    }
}
