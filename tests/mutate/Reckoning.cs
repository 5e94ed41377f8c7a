using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Segmentation.Mutate;

/// <summary>The rules by which relative times and whole days become instants and days; each can be put another way.</summary>
internal sealed record Reckoning
{
    /// <summary>Which instant a local date-time is.</summary>
    public Func<LocalDateTime, DateTimeZone, Instant> Resolve { get; init; } = FirstAtOrAfter;

    /// <summary>Calendar months from a local date-time.</summary>
    public Func<LocalDateTime, int, LocalDateTime> AddMonths { get; init; } = (local, months) => local.PlusMonths(months);

    /// <summary>A date some steps from today.</summary>
    public Func<LocalDate, int, DateUnit, LocalDate> Step { get; init; } = StepOf;

    /// <summary>The first day of the period that a day lies in, moved by whole periods.</summary>
    public Func<LocalDate, CalendarPeriod, int, LocalDate> FirstDay { get; init; } = FirstDayOf;

    /// <summary>The end of the day that begins at an instant.</summary>
    public Func<Instant, LocalDate, DateTimeZone, Instant>? EndOfDay { get; init; }

    /// <summary>Whether days and weeks are steps of the local date-time, as months are.</summary>
    public bool HasLocalDays { get; init; }

    /// <summary>Whether months are taken after days and hours.</summary>
    public bool TakesMonthsLast { get; init; }

    /// <summary>The same comparison with fixed instants and days only; null when there is nothing relative in it.</summary>
    public Condition? Write(Leaf leaf)
    {
        if (leaf.Kind is not ("instant" or "date") || leaf.Value is null)
            return null;
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[leaf.Place.Zone];
        var asOf = Instant.FromDateTimeOffset(leaf.Place.Question.AsOf);
        try
        {
            if (leaf.Kind == "instant")
                return WriteInstants(leaf, [.. leaf.Values.Select(value => StretchOf(value, asOf, zone))]);
            Operand[] days = [.. leaf.Values.Select(value => DayOf(value, asOf.InZone(zone).Date))];
            return leaf.Is(leaf.Operator, leaf.Value is Operand.List ? new Operand.List(days) : days[0]);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException or InvalidOperationException or UnparsableValueException)
        {
            // A time at the ends of the calendar cannot be written out.
            return null;
        }
    }

    /// <summary>The instant at which a local day begins.</summary>
    public static Operand StartOf(string day, string zone) =>
        At(FirstAtOrAfter(LocalDatePattern.Iso.Parse(day).Value.AtMidnight(), DateTimeZoneProviders.Tzdb[zone]));

    public static bool IsDay(Operand? value) => value is Operand.Text { Value.Length: 10 } text && LocalDatePattern.Iso.Parse(text.Value).Success;

    public static Instant FirstAtOrAfter(LocalDateTime local, DateTimeZone zone)
    {
        NodaTime.TimeZones.ZoneLocalMapping mapping = zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.EarlyInterval.End : mapping.First().ToInstant();
    }

    public static LocalDate StepOf(LocalDate today, int offset, DateUnit unit) => unit switch
    {
        DateUnit.Days => today.PlusDays(offset),
        DateUnit.Months => today.PlusMonths(offset),
        _ => today.PlusYears(offset),
    };

    public static LocalDate FirstDayOf(LocalDate today, CalendarPeriod period, int offset) => period switch
    {
        CalendarPeriod.Day => today.PlusDays(offset),
        CalendarPeriod.Week => today.PlusDays(1 - (int)today.DayOfWeek).PlusWeeks(offset),
        CalendarPeriod.Month => new LocalDate(today.Year, today.Month, 1).PlusMonths(offset),
        CalendarPeriod.Quarter => new LocalDate(today.Year, (today.Month - 1) / 3 * 3 + 1, 1).PlusMonths(3 * offset),
        _ => new LocalDate(today.Year, 1, 1).PlusYears(offset),
    };

    private static Condition WriteInstants(Leaf leaf, IReadOnlyList<Stretch> values)
    {
        return leaf.Operator.Name switch
        {
            "=" or "in" => Logic.Any([.. values.Select(Within)]),
            "!=" or "notIn" => Logic.Not(Logic.Any([.. values.Select(Within)])),
            "<" => leaf.Is(Operator.LessThan, At(values[0].Start)),
            "<=" => UpTo(values[0]),
            ">" => leaf.Is(values[0].End is null ? Operator.GreaterThan : Operator.AtLeast, At(values[0].End ?? values[0].Start)),
            ">=" => From(values[0]),
            "between" => Logic.All(From(values[0]), UpTo(values[1])),
            "notBetween" => Logic.Not(Logic.All(From(values[0]), UpTo(values[1]))),
            _ => throw new InvalidOperationException($"'{leaf.Operator}' compares no instants."),
        };

        Condition From(Stretch value) => leaf.Is(Operator.AtLeast, At(value.Start));

        Condition UpTo(Stretch value) => leaf.Is(value.End is null ? Operator.AtMost : Operator.LessThan, At(value.End ?? value.Start));

        Condition Within(Stretch value) => Logic.All(From(value), UpTo(value));
    }

    private Stretch StretchOf(Operand value, Instant asOf, DateTimeZone zone)
    {
        switch (value)
        {
            case Operand.Text text when IsDay(text):
                LocalDate day = LocalDatePattern.Iso.Parse(text.Value).Value;
                Instant start = Resolve(day.AtMidnight(), zone);
                return new Stretch(start, EndOfDay?.Invoke(start, day, zone) ?? Resolve(day.PlusDays(1).AtMidnight(), zone));
            case Operand.Text text:
                return new Stretch(Instant.FromDateTimeOffset(DateTimeOffset.Parse(text.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)), null);
            case Operand.Ago ago:
                return new Stretch(Moved(ago.Period, -1, asOf, zone), null);
            case Operand.Ahead ahead:
                return new Stretch(Moved(ahead.Period, 1, asOf, zone), null);
            case Operand.StartOf period:
                return new Stretch(Resolve(FirstDay(asOf.InZone(zone).Date, period.Period, period.Offset).AtMidnight(), zone), null);
            default:
                throw new InvalidOperationException($"{value} is no time.");
        }
    }

    private Operand DayOf(Operand value, LocalDate today) => value switch
    {
        Operand.Today step => Text(Step(today, step.Offset, step.Unit)),
        Operand.StartOf period => Text(FirstDay(today, period.Period, period.Offset)),
        _ => value,
    };

    private Instant Moved(string text, int sign, Instant asOf, DateTimeZone zone)
    {
        Period period = PeriodPattern.Roundtrip.Parse(text).GetValueOrThrow();
        int months = sign * (12 * period.Years + period.Months);
        int days = sign * (7 * period.Weeks + period.Days);
        Duration exact = sign * (Duration.FromHours(period.Hours) + Duration.FromMinutes(period.Minutes) + Duration.FromSeconds(period.Seconds)
            + Duration.FromMilliseconds(period.Milliseconds) + Duration.FromNanoseconds(period.Ticks * 100 + period.Nanoseconds));
        if (!HasLocalDays)
            exact += Duration.FromDays(days);
        if (TakesMonthsLast)
            asOf += exact;
        if (months != 0 || (HasLocalDays && days != 0))
        {
            LocalDateTime local = AddMonths(asOf.InZone(zone).LocalDateTime, months);
            asOf = Resolve(HasLocalDays ? local.PlusDays(days) : local, zone);
        }

        return TakesMonthsLast ? asOf : asOf + exact;
    }

    private static Operand At(Instant instant) => instant.ToDateTimeOffset();

    private static Operand Text(LocalDate day) => LocalDatePattern.Iso.Format(day);

    /// <summary>An instant, or the time from one to before another.</summary>
    private readonly record struct Stretch(Instant Start, Instant? End);
}
