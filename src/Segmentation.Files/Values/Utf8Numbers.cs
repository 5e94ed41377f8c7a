using System.Runtime.CompilerServices;

namespace Segmentation.Files;

/// <summary>What became of a text that should be a decimal.</summary>
internal enum DecimalOutcome
{
    /// <summary>The value fits 64 bits at its scale.</summary>
    Narrow,

    /// <summary>The value needs 128 bits at its scale.</summary>
    Wide,

    /// <summary>The text is no decimal.</summary>
    Malformed,

    /// <summary>The value is not below 10^18 in size.</summary>
    TooLarge,

    /// <summary>The value has more than nine decimal places.</summary>
    TooFine,
}

/// <summary>Reads numbers from UTF-8 without a culture and without allocating.</summary>
internal static class Utf8Numbers
{
    private const int MaxScale = 9;
    private const int MaxIntegralDigits = 18;

    /// <summary>Digits with at most a leading minus; leading zeros count for nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryInteger(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        if (negative)
            text = text[1..];
        if (text.IsEmpty)
            return false;
        if (text.Length > 18)
            return TryLongInteger(text, negative, out value);
        foreach (byte b in text)
        {
            uint digit = (uint)(b - '0');
            if (digit > 9)
                return false;
            value = value * 10 + digit;
        }

        if (negative)
            value = -value;
        return true;
    }

    /// <summary>An integer in the one form that keys have: no sign but −, no leading zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryCanonicalInteger(ReadOnlySpan<byte> text, out long value) =>
        TryInteger(text, out value) && (text[0] != '0' || text.Length == 1) && (text[0] != '-' || text[1] != '0');

    /// <summary>Whether every byte is a digit after at most one minus, whatever the size.</summary>
    public static bool IsInteger(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text[0] == '-')
            text = text[1..];
        return text.Length > 0 && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    /// <summary>Digits with at most a leading minus and a point between digits; no exponent, no grouping.</summary>
    /// <param name="text">The text.</param>
    /// <param name="narrow">The unscaled value, when it is <see cref="DecimalOutcome.Narrow"/>.</param>
    /// <param name="wide">The unscaled value, when it is <see cref="DecimalOutcome.Wide"/>.</param>
    /// <param name="scale">The decimal places of the unscaled value.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static DecimalOutcome ReadDecimal(ReadOnlySpan<byte> text, out long narrow, out Int128 wide, out int scale)
    {
        narrow = 0;
        wide = 0;
        scale = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        ReadOnlySpan<byte> digits = negative ? text[1..] : text;
        // Up to 18 digits and a point cannot overflow.
        if (digits.Length > 19)
            return ReadLongDecimal(digits, negative, out narrow, out wide, out scale);

        int point = -1;
        long value = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            uint digit = (uint)(digits[i] - '0');
            if (digit <= 9)
            {
                value = value * 10 + digit;
                continue;
            }

            if (digits[i] != '.' || point >= 0)
                return DecimalOutcome.Malformed;
            point = i;
        }

        if (digits.IsEmpty || point == 0 || point == digits.Length - 1)
            return DecimalOutcome.Malformed;
        scale = point < 0 ? 0 : digits.Length - point - 1;
        if (scale > MaxScale || (point < 0 && digits.Length > MaxIntegralDigits))
            return ReadLongDecimal(digits, negative, out narrow, out wide, out scale);
        narrow = negative ? -value : value;
        return DecimalOutcome.Narrow;
    }

    private static bool TryLongInteger(ReadOnlySpan<byte> digits, bool negative, out long value)
    {
        value = 0;
        if (!IsInteger(digits) || digits[0] == '-')
            return false;
        digits = digits.TrimStart((byte)'0');
        if (digits.Length > 19)
            return false;
        ulong magnitude = 0;
        foreach (byte b in digits)
            magnitude = magnitude * 10 + (uint)(b - '0');
        if (magnitude > (negative ? 1UL << 63 : long.MaxValue))
            return false;
        value = negative ? unchecked(-(long)magnitude) : (long)magnitude;
        return true;
    }

    private static DecimalOutcome ReadLongDecimal(ReadOnlySpan<byte> digits, bool negative, out long narrow, out Int128 wide, out int scale)
    {
        narrow = 0;
        wide = 0;
        scale = 0;
        int point = digits.IndexOf((byte)'.');
        ReadOnlySpan<byte> integral = point < 0 ? digits : digits[..point];
        ReadOnlySpan<byte> fraction = point < 0 ? [] : digits[(point + 1)..];
        if (!IsDigits(integral) || (point >= 0 && !IsDigits(fraction)))
            return DecimalOutcome.Malformed;

        integral = integral.TrimStart((byte)'0');
        fraction = fraction.TrimEnd((byte)'0');
        if (integral.Length > MaxIntegralDigits)
            return DecimalOutcome.TooLarge;
        if (fraction.Length > MaxScale)
            return DecimalOutcome.TooFine;

        foreach (byte b in integral)
            wide = wide * 10 + (b - '0');
        foreach (byte b in fraction)
            wide = wide * 10 + (b - '0');
        scale = fraction.Length;
        if (negative)
            wide = -wide;
        if (wide < long.MinValue || wide > long.MaxValue)
            return DecimalOutcome.Wide;
        narrow = (long)wide;
        return DecimalOutcome.Narrow;
    }

    private static bool IsDigits(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
