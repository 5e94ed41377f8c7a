using System.Globalization;

namespace Segmentation.Sql;

/// <summary>
/// Dates and times written as texts, such as <c>2026-01-31 23:59:59.123456+02:00</c>: ISO 8601 with T or a space, with or
/// without seconds, fractions and an offset. What is finer than a microsecond is cut off, never rounded.
/// </summary>
internal static class TimeTexts
{
    private const int TicksPlaces = 7;
    private const int DateLength = 10;

    public static DateOnly ParseDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : throw new FormatException($"'{text}' is no day; write it as 2026-01-31");

    /// <summary>The date-time, and its offset; null when the text has none.</summary>
    public static (DateTime Local, TimeSpan? Offset) Parse(string text)
    {
        ReadOnlySpan<char> rest = text;
        if (rest.Length < DateLength || !DateOnly.TryParseExact(rest[..DateLength], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            throw NoTime(text);
        rest = rest[DateLength..];
        TimeSpan time = TimeSpan.Zero, second = TimeSpan.Zero;
        if (rest is ['T' or 't' or ' ', ..])
        {
            rest = rest[1..];
            time = new TimeSpan(Take(ref rest, 24, text), TakeAfter(ref rest, ':', 60, text), 0);
            if (rest is [':', ..])
                time += TimeSpan.FromSeconds(TakeAfter(ref rest, ':', 60, text));
            if (rest is ['.' or ',', ..])
                second = Fraction(ref rest, text);
        }

        return (date.ToDateTime(TimeOnly.MinValue) + time + second, Offset(rest.TrimStart(' '), text));
    }

    private static TimeSpan? Offset(ReadOnlySpan<char> rest, string text)
    {
        if (rest.IsEmpty)
            return null;
        if (rest is "Z" or "z")
            return TimeSpan.Zero;
        if (rest is not ['+' or '-', ..])
            throw NoTime(text);
        bool isNegative = rest[0] == '-';
        rest = rest[1..];
        int hours = Take(ref rest, 19, text);
        int minutes = rest.IsEmpty ? 0 : rest is [':', ..] ? TakeAfter(ref rest, ':', 60, text) : Take(ref rest, 60, text);
        if (!rest.IsEmpty)
            throw NoTime(text);
        var offset = new TimeSpan(hours, minutes, 0);
        return isNegative ? -offset : offset;
    }

    private static TimeSpan Fraction(ref ReadOnlySpan<char> rest, string text)
    {
        rest = rest[1..];
        int digits = rest.IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? rest.Length : end;
        if (digits == 0)
            throw NoTime(text);
        long ticks = 0;
        for (int i = 0; i < TicksPlaces; i++)
            ticks = (ticks * 10) + (i < digits ? rest[i] - '0' : 0);
        rest = rest[digits..];
        return new TimeSpan(ticks);
    }

    private static int TakeAfter(ref ReadOnlySpan<char> rest, char separator, int bound, string text)
    {
        if (rest.IsEmpty || rest[0] != separator)
            throw NoTime(text);
        rest = rest[1..];
        return Take(ref rest, bound, text);
    }

    private static int Take(ref ReadOnlySpan<char> rest, int bound, string text)
    {
        if (rest.Length < 2 || !char.IsAsciiDigit(rest[0]) || !char.IsAsciiDigit(rest[1]))
            throw NoTime(text);
        int value = ((rest[0] - '0') * 10) + rest[1] - '0';
        rest = rest[2..];
        return value < bound ? value : throw NoTime(text);
    }

    private static FormatException NoTime(string text) => new($"'{text}' is no point in time; write it as 2026-01-31T23:59:59Z");
}
