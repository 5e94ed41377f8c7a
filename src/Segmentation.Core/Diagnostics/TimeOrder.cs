using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Diagnostics;

/// <summary>
/// How bounds lie to each other at every instant and in spite of every time zone. Instants are reckoned from as-of in
/// microseconds, days from the local day of as-of. Not safe for concurrent use.
/// </summary>
internal sealed class TimeOrder
{
    private const long Microseconds = TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond;

    // A calendar month is 28 to 31 days, and 200 years of them never drift from the mean by more than these days.
    private const int MonthSlack = 8;

    // Zones reach from −12 h to +14 h, and a zone can skip or repeat a day.
    private const int ZoneSlack = 3;

    private static readonly Rational DaysOfMonth = new(146_097, 4_800);

    // The first instant of a fixed day is the same at every as-of; any frame gives it.
    private readonly Frame _frame = new(DateTimeOffset.UnixEpoch);

    /// <summary>The bound as a constant, where no as-of moves it.</summary>
    public Bound Fix(Bound bound) => bound.Term is TimeTerm.StartOfDay ? Bound.Of(_frame.ValueOf(bound.Term)) : bound;

    /// <summary>Whether the bound is a whole number at every as-of.</summary>
    public static bool IsWhole(Bound bound) => bound.Term is null ? bound.Constant.IsWhole : bound.Term is TimeTerm.Today or TimeTerm.FirstDayOfPeriod;

    /// <summary>The most by which one bound is ever above another; null when that cannot be told.</summary>
    public static Rational? MostAbove(Bound bound, Bound other)
    {
        if (bound.Term is null || other.Term is null)
            return bound.Term is null && other.Term is null ? bound.Constant.Plus(other.Constant.Negated()) : null;
        if (bound.Term == other.Term)
            return new Rational(0);
        if (Around(bound.Term) is not { } high || Around(other.Term) is not { } low || high.IsDay != low.IsDay)
            return null;
        Rational most = high.Most.Plus(low.Least.Negated());
        if (high.IsDay && high.Zone != low.Zone)
            most = most.Plus(new Rational(ZoneSlack));
        return OfPeriods(bound.Term, other.Term) is { } known && known.CompareTo(most) < 0 ? known : most;
    }

    /// <summary>What the calendar says beside lengths: a later period begins later, and a longer one begins no later than a part of it.</summary>
    private static Rational? OfPeriods(TimeTerm bound, TimeTerm other)
    {
        var zero = new Rational(0);
        switch (bound, other)
        {
            // Two days may begin at one instant where a zone skipped the first of them.
            case (TimeTerm.StartOfPeriod b, TimeTerm.StartOfPeriod o) when b.Zone == o.Zone:
                if (b.Period == o.Period && b.Offset < o.Offset)
                    return b.Period == CalendarPeriod.Day ? zero : new Rational(-1);
                return IsPart(o.Period, b.Period) && b.Offset <= 0 && o.Offset >= 0 ? zero : null;
            case (TimeTerm.FirstDayOfPeriod b, TimeTerm.FirstDayOfPeriod o) when b.Zone == o.Zone:
                if (b.Period == o.Period && b.Offset < o.Offset)
                    return new Rational(-1);
                return IsPart(o.Period, b.Period) && b.Offset <= 0 && o.Offset >= 0 ? zero : null;
            // A period that holds as-of has begun.
            case (TimeTerm.StartOfPeriod { Offset: <= 0 }, _) when Around(other)!.Value is { Least.Numerator.Sign: >= 0 }:
            case (TimeTerm.FirstDayOfPeriod { Offset: <= 0 } first, TimeTerm.Today { Offset: >= 0 } today) when first.Zone == today.Zone:
                return zero;
            default:
                return null;
        }
    }

    private static bool IsPart(CalendarPeriod part, CalendarPeriod whole) => (part, whole) switch
    {
        (CalendarPeriod.Day, not CalendarPeriod.Day) => true,
        (CalendarPeriod.Month, CalendarPeriod.Quarter or CalendarPeriod.Year) => true,
        (CalendarPeriod.Quarter, CalendarPeriod.Year) => true,
        _ => false,
    };

    /// <summary>Between what lengths from as-of, or from its local day, a term always lies.</summary>
    private static Reach? Around(TimeTerm term)
    {
        switch (term)
        {
            case TimeTerm.Before before:
                return new Reach(before.Microseconds.Negated(), before.Microseconds.Negated(), false, null);
            case TimeTerm.Moved moved:
                Reach months = Days(moved.Months, 0, 0);
                var ticks = new Rational(moved.Ticks, 10);
                return moved.Months == 0
                    ? new Reach(ticks, ticks, false, null)
                    : new Reach(OfDays(months.Least).Plus(ticks), OfDays(months.Most).Plus(ticks), false, null);
            case TimeTerm.StartOfPeriod start:
                Reach from = Of(start.Period, start.Offset);
                var slack = new Rational(ZoneSlack);
                return new Reach(OfDays(from.Least.Plus(slack.Negated())), OfDays(from.Most.Plus(slack)), false, null);
            case TimeTerm.FirstDayOfPeriod first:
                return Of(first.Period, first.Offset) with { Zone = first.Zone };
            case TimeTerm.Today today:
                Reach days = today.Unit == DateUnit.Days
                    ? new Reach(new Rational(today.Offset), new Rational(today.Offset), true, null)
                    : Days(today.Unit == DateUnit.Months ? today.Offset : 12 * today.Offset, 0, 0);
                return days with { Zone = today.Zone };
            default:
                return null;
        }
    }

    /// <summary>How many days from the day of as-of a period begins.</summary>
    private static Reach Of(CalendarPeriod period, int offset) => period switch
    {
        CalendarPeriod.Day => new Reach(new Rational(offset), new Rational(offset), true, null),
        CalendarPeriod.Week => new Reach(new Rational(7 * offset - 6), new Rational(7 * offset), true, null),
        CalendarPeriod.Month => Days(offset, -31, 0),
        CalendarPeriod.Quarter => Days(3 * offset, -92, 0),
        _ => Days(12 * offset, -366, 0),
    };

    private static Reach Days(int months, int least, int most)
    {
        Rational mean = DaysOfMonth.Times(new Rational(months));
        int slack = months == 0 ? 0 : MonthSlack;
        return new Reach(mean.Plus(new Rational(least - slack)), mean.Plus(new Rational(most + slack)), true, null);
    }

    private static Rational OfDays(Rational days) => days.Times(new Rational(Microseconds));

    /// <summary>A stretch of lengths: days from a zone's local day of as-of, or microseconds from as-of.</summary>
    private readonly record struct Reach(Rational Least, Rational Most, bool IsDay, string? Zone);
}
