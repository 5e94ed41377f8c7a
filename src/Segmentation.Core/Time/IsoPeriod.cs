using System.Globalization;
using System.Numerics;

namespace Segmentation.Time;

/// <summary>An ISO 8601 duration as the semantics take it: whole calendar months, then an exact number of 100 ns ticks.</summary>
internal readonly record struct IsoPeriod(int Months, long Ticks)
{
    private const int MaxYears = 200;

    // The mean Gregorian month, in ticks: 146,097 days in 4,800 months.
    private static readonly Int128 TicksOfMonth = (Int128)TimeSpan.TicksPerDay * 146_097 / 4_800;

    /// <summary>Reads a duration; the reason says why a text is none.</summary>
    public static IsoPeriod? Parse(string text, out string reason)
    {
        reason = "write an ISO 8601 duration such as P30D, P1Y6M or PT12H";
        if (text.Length < 3 || text[0] != 'P')
            return null;
        int months = 0;
        Int128 ticks = 0;
        bool time = false, fraction = false;
        string order = "YMWD|HMS";
        int position = -1;
        int i = 1;
        while (i < text.Length)
        {
            if (text[i] == 'T')
            {
                if (time || ++i == text.Length)
                    return null;
                time = true;
                position = Math.Max(position, order.IndexOf('|', StringComparison.Ordinal));
                continue;
            }

            int start = i;
            while (i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] is '.' or ','))
                i++;
            if (i == start || i == text.Length || fraction)
                return null;
            int unit = order.IndexOf(text[i], position + 1);
            if (unit < 0 || unit > 3 != time)
                return null;
            position = unit;
            ReadOnlySpan<char> digits = text.AsSpan(start, i - start);
            fraction = digits.ContainsAny('.', ',');
            i++;
            if (unit < 2)
            {
                if (fraction)
                {
                    reason = "years and months take whole numbers only";
                    return null;
                }

                if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int calendar) || calendar > MaxYears * 12)
                    return TooLong(out reason);
                months += unit == 0 ? calendar * 12 : calendar;
                if (months > MaxYears * 12)
                    return TooLong(out reason);
            }
            else if (!AddTicks(digits, unit, ref ticks, ref reason))
            {
                return null;
            }
        }

        if (months * TicksOfMonth + ticks > MaxYears * 12 * TicksOfMonth)
            return TooLong(out reason);
        return new IsoPeriod(months, (long)ticks);
    }

    private static bool AddTicks(ReadOnlySpan<char> digits, int unit, ref Int128 ticks, ref string reason)
    {
        long length = unit switch
        {
            2 => 7 * TimeSpan.TicksPerDay,
            3 => TimeSpan.TicksPerDay,
            5 => TimeSpan.TicksPerHour,
            6 => TimeSpan.TicksPerMinute,
            _ => TimeSpan.TicksPerSecond,
        };
        int point = digits.IndexOfAny('.', ',');
        ReadOnlySpan<char> whole = point < 0 ? digits : digits[..point];
        ReadOnlySpan<char> places = point < 0 ? [] : digits[(point + 1)..];
        if (digits.Length > 24)
        {
            TooLong(out reason);
            return false;
        }

        if (whole.IsEmpty || (point >= 0 && places.IsEmpty) || places.ContainsAny('.', ','))
            return false;
        BigInteger numerator = BigInteger.Parse(string.Concat(whole, places), NumberStyles.None, CultureInfo.InvariantCulture) * length;
        BigInteger exact = BigInteger.DivRem(numerator, BigInteger.Pow(10, places.Length), out BigInteger remainder);
        if (!remainder.IsZero)
        {
            reason = "a fraction must come to whole ticks of 100 nanoseconds";
            return false;
        }

        if (exact > MaxYears * 366L * TimeSpan.TicksPerDay)
        {
            TooLong(out reason);
            return false;
        }

        ticks += (Int128)exact;
        return true;
    }

    private static IsoPeriod? TooLong(out string reason)
    {
        reason = $"the duration is longer than {MaxYears} years";
        return null;
    }

    /// <summary>A length of days and shorter, as ISO 8601 writes it; a negative one with a minus, which no period reads.</summary>
    public static string Text(TimeSpan length)
    {
        TimeSpan size = length.Duration();
        string seconds = (size.Seconds + size.Ticks % TimeSpan.TicksPerSecond / (decimal)TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture);
        string time = $"{Part(size.Hours, 'H')}{Part(size.Minutes, 'M')}{(seconds == "0" ? "" : seconds + "S")}";
        string text = Part(size.Days, 'D') + (time.Length > 0 ? "T" + time : "");
        return (length < TimeSpan.Zero ? "-P" : "P") + (text.Length > 0 ? text : "T0S");

        static string Part(int number, char unit) => number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{number}{unit}");
    }
}
