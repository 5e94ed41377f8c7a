using System.Globalization;
using System.Numerics;
using Segmentation.Predicates;

namespace Segmentation.Diagnostics;

/// <summary>Time terms as people read them.</summary>
internal static class TimeTermText
{
    private static readonly (long Microseconds, string Unit)[] Units =
    [
        (TimeSpan.TicksPerDay / 10, "day"), (TimeSpan.TicksPerHour / 10, "hour"), (TimeSpan.TicksPerMinute / 10, "minute"),
        (TimeSpan.TicksPerSecond / 10, "second"), (1, "microsecond"),
    ];

    public static string Of(TimeTerm term) => term switch
    {
        TimeTerm.Before before => $"as-of{Length(before.Microseconds.Negated())}",
        TimeTerm.Moved { Months: 0 } moved => $"as-of{Length(new Rational(moved.Ticks, 10))}",
        TimeTerm.Moved moved => $"as-of{Steps(moved.Months, "month")}{Length(new Rational(moved.Ticks, 10))} ({moved.Zone})",
        TimeTerm.StartOfDay day => $"start of {Day(day.DayNumber)} ({day.Zone})",
        TimeTerm.StartOfPeriod start => $"start of the {Lower(start.Period)}{Steps(start.Offset, Lower(start.Period))} ({start.Zone})",
        TimeTerm.FirstDayOfPeriod first => $"first day of the {Lower(first.Period)}{Steps(first.Offset, Lower(first.Period))} ({first.Zone})",
        TimeTerm.Today today => $"today{Steps(today.Offset, Lower(today.Unit).TrimEnd('s'))} ({today.Zone})",
        _ => term.ToString(),
    };

    public static string Of(DateTimeOffset instant) => instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string Length(Rational microseconds)
    {
        if (microseconds.Numerator.IsZero)
            return "";
        string sign = microseconds.Numerator.Sign < 0 ? "−" : "+";
        Rational length = microseconds.Numerator.Sign < 0 ? microseconds.Negated() : microseconds;
        foreach ((long size, string unit) in Units)
        {
            var count = new Rational(length.Numerator, length.Denominator * size);
            if (count.IsWhole)
                return $" {sign} {Count(count.Floor(), unit)}";
        }

        BigInteger tenths = new Rational(length.Numerator * 10, length.Denominator).Floor();
        return string.Create(CultureInfo.InvariantCulture, $" {sign} {(decimal)tenths / 10} microseconds");
    }

    private static string Steps(int steps, string unit) => steps == 0 ? "" : $" {(steps < 0 ? "−" : "+")} {Count(Math.Abs(steps), unit)}";

    private static string Count(BigInteger count, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count.IsOne ? "" : "s")}");

    private static string Day(int number) => number > DateOnly.MaxValue.DayNumber
        ? "the year 10000"
        : DateOnly.FromDayNumber(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Lower<T>(T name)
        where T : struct, Enum => name.ToString().ToLowerInvariant();
}
