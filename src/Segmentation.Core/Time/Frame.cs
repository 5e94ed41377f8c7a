using NodaTime;
using Segmentation.Predicates;

namespace Segmentation.Time;

/// <summary>
/// The instant of an evaluation: gives every time term its value. The only place where time zones are known. Values are
/// kept, so that a term is computed once a frame; not safe for concurrent use until every term has been asked for.
/// </summary>
internal sealed class Frame(DateTimeOffset asOf)
{
    private static readonly LocalDate DayZero = new(1, 1, 1);

    private readonly Instant _asOf = Instant.FromDateTimeOffset(asOf);
    private readonly Dictionary<TimeTerm, Rational> _values = [];

    public DateTimeOffset AsOf { get; } = asOf;

    /// <summary>The instants in microseconds since 1970 that lie at or before as-of end here.</summary>
    public long LastMicrosecond { get; } = (long)new Rational(asOf.UtcTicks - DateTime.UnixEpoch.Ticks, 10).Floor();

    public static bool IsZone(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not null;

    public Rational ValueOf(Bound bound) => bound.Term is null ? bound.Constant : ValueOf(bound.Term);

    public Rational ValueOf(TimeTerm term)
    {
        if (!_values.TryGetValue(term, out Rational value))
            _values.Add(term, value = Compute(term));
        return value;
    }

    /// <summary>A day as a number that may lie outside the years 1 to 9999.</summary>
    public int DayOf(TimeTerm term) => (int)ValueOf(term).Floor();

    private Rational Compute(TimeTerm term) => term switch
    {
        TimeTerm.Moved moved => Ticks(Move(moved).Plus(Duration.FromTicks(moved.Ticks))),
        TimeTerm.Before before => Ticks(_asOf).Plus(before.Microseconds.Negated()),
        TimeTerm.StartOfDay day => Ticks(day.DayNumber > DateOnly.MaxValue.DayNumber ? Instant.MaxValue : StartOfDay(DayZero.PlusDays(day.DayNumber), day.Zone)),
        TimeTerm.StartOfPeriod start => Ticks(StartOfDay(FirstDay(start.Period, start.Offset, start.Zone), start.Zone)),
        TimeTerm.FirstDayOfPeriod start => Day(FirstDay(start.Period, start.Offset, start.Zone)),
        TimeTerm.Today today => Day(Step(Local(today.Zone).Date, today)),
        _ => throw new InvalidOperationException($"The time term {term} is unknown."),
    };

    private Instant Move(TimeTerm.Moved moved)
    {
        if (moved.Months == 0)
            return _asOf;
        LocalDateTime local = Local(moved.Zone!).PlusMonths(moved.Months);
        return FirstAtOrAfter(local, Zone(moved.Zone!));
    }

    private LocalDate FirstDay(CalendarPeriod period, int offset, string zone)
    {
        LocalDate today = Local(zone).Date;
        return period switch
        {
            CalendarPeriod.Day => today.PlusDays(offset),
            CalendarPeriod.Week => today.PlusDays(-((int)today.DayOfWeek - 1)).PlusWeeks(offset),
            CalendarPeriod.Month => today.With(DateAdjusters.StartOfMonth).PlusMonths(offset),
            CalendarPeriod.Quarter => new LocalDate(today.Year, (today.Month - 1) / 3 * 3 + 1, 1).PlusMonths(3 * offset),
            _ => new LocalDate(today.Year, 1, 1).PlusYears(offset),
        };
    }

    private static LocalDate Step(LocalDate day, TimeTerm.Today today) => today.Unit switch
    {
        DateUnit.Days => day.PlusDays(today.Offset),
        DateUnit.Months => day.PlusMonths(today.Offset),
        _ => day.PlusYears(today.Offset),
    };

    private LocalDateTime Local(string zone) => _asOf.InZone(Zone(zone)).LocalDateTime;

    private static Instant StartOfDay(LocalDate day, string zone) => FirstAtOrAfter(day.AtMidnight(), Zone(zone));

    /// <summary>The first instant whose local date-time is at or after the given one: a skipped time is the end of the gap, a repeated one its first occurrence.</summary>
    private static Instant FirstAtOrAfter(LocalDateTime local, DateTimeZone zone)
    {
        NodaTime.TimeZones.ZoneLocalMapping mapping = zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.EarlyInterval.End : mapping.First().ToInstant();
    }

    private static DateTimeZone Zone(string id) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? throw new InvalidOperationException($"The time zone '{id}' is unknown.");

    private static Rational Ticks(Instant instant) => new(instant.ToUnixTimeTicks(), 10);

    private static Rational Day(LocalDate day) => new(Period.DaysBetween(DayZero, day));
}
