using System.Runtime.CompilerServices;

namespace Segmentation.Files;

/// <summary>Reads calendar days and instants from UTF-8 without a culture and without allocating.</summary>
internal static class Utf8Times
{
    private const long MicrosecondsPerMinute = 60_000_000;
    private const long MicrosecondsPerDay = 24 * 60 * MicrosecondsPerMinute;
    private const int EpochDay = 719_162;
    private const long Earliest = -EpochDay * MicrosecondsPerDay;
    private const long Latest = (3_652_059L - EpochDay) * MicrosecondsPerDay - 1;

    /// <summary>A day as <c>yyyy-MM-dd</c>, counted from 0001-01-01.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryDate(ReadOnlySpan<byte> text, out int dayNumber)
    {
        dayNumber = 0;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-')
            return false;
        int year = TwoDigits(text, 0) * 100 + TwoDigits(text, 2);
        int month = TwoDigits(text, 5), day = TwoDigits(text, 8);
        // A pair that is not two digits is hugely negative, so that every bound below refuses it.
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        dayNumber = new DateOnly(year, month, day).DayNumber;
        return true;
    }

    /// <summary>
    /// An instant in ISO 8601's extended form, <c>yyyy-MM-ddTHH:mm[:ss[.f…]]</c> with <c>Z</c>, <c>±HH</c>, <c>±HHmm</c> or
    /// <c>±HH:mm</c>; without one it is UTC. In microseconds since 1970; what is finer is cut off.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryInstant(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        if (text.Length < 16 || text[10] != 'T' || text[13] != ':' || !TryDate(text[..10], out int dayNumber))
            return false;
        int hour = TwoDigits(text, 11), minute = TwoDigits(text, 14);
        if (hour is < 0 or > 23 || minute is < 0 or > 59)
            return false;
        microseconds = (dayNumber - EpochDay) * MicrosecondsPerDay + (hour * 60 + minute) * MicrosecondsPerMinute;

        ReadOnlySpan<byte> rest = text[16..];
        return TryTakeSeconds(ref rest, ref microseconds)
            && TryTakeOffset(rest, ref microseconds)
            && microseconds is >= Earliest and <= Latest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryTakeSeconds(ref ReadOnlySpan<byte> rest, ref long microseconds)
    {
        if (rest.IsEmpty || rest[0] != ':')
            return true;
        if (rest.Length < 3 || TwoDigits(rest, 1) is not (>= 0 and <= 59 and var second))
            return false;
        microseconds += second * 1_000_000L;
        rest = rest[3..];
        if (rest.IsEmpty || rest[0] != '.')
            return true;

        int digits = 0;
        long fraction = 0;
        for (int i = 1; i < rest.Length && rest[i] is >= (byte)'0' and <= (byte)'9'; i++, digits++)
        {
            if (digits < 6)
                fraction = fraction * 10 + (rest[i] - '0');
        }

        for (int i = digits; i < 6; i++)
            fraction *= 10;
        microseconds += fraction;
        rest = rest[(digits + 1)..];
        return digits > 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryTakeOffset(ReadOnlySpan<byte> rest, ref long microseconds)
    {
        if (rest.IsEmpty || (rest.Length == 1 && rest[0] == 'Z'))
            return true;
        if (rest[0] is not ((byte)'+' or (byte)'-') || rest.Length is not (3 or 5 or 6) || (rest.Length == 6 && rest[3] != ':'))
            return false;
        int hours = TwoDigits(rest, 1), minutes = rest.Length == 3 ? 0 : TwoDigits(rest, rest.Length - 2);
        if (hours < 0 || minutes is < 0 or > 59 || hours * 60 + minutes > 14 * 60)
            return false;
        long offset = (hours * 60 + minutes) * MicrosecondsPerMinute;
        microseconds -= rest[0] == '-' ? -offset : offset;
        return true;
    }

    private static int TwoDigits(ReadOnlySpan<byte> text, int at)
    {
        uint tens = (uint)(text[at] - '0'), ones = (uint)(text[at + 1] - '0');
        return tens <= 9 && ones <= 9 ? (int)(tens * 10 + ones) : -1_000_000;
    }
}
