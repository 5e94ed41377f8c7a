using System.Numerics;
using NodaTime;
using NodaTime.TimeZones;

namespace Segmentation.Testing.Oracles;

/// <summary>The instant of an evaluation in the zone of a segment, and every date and time that follows from the two.</summary>
internal sealed class Moment(DateTimeOffset asOf, string zoneId)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneId)
        ?? throw new InvalidOperationException($"The time zone '{zoneId}' is unknown.");

    private readonly Instant _instant = Instant.FromDateTimeOffset(asOf);

    public Tick AsOf { get; } = Tick.Of(asOf);

    private LocalDateTime Local => _instant.InZone(_zone).LocalDateTime;

    /// <summary>The calendar day of as-of.</summary>
    public LocalDate Day => Local.Date;

    /// <summary>The calendar day of as-of, moved by whole steps.</summary>
    public LocalDate Today(int offset, DateUnit unit) => unit switch
    {
        DateUnit.Days => Day.PlusDays(offset),
        DateUnit.Months => Day.PlusMonths(offset),
        _ => Day.PlusYears(offset),
    };

    /// <summary>The first day of the period that as-of is in, moved by whole periods.</summary>
    public LocalDate FirstDay(CalendarPeriod period, int offset) => period switch
    {
        CalendarPeriod.Day => Day.PlusDays(offset),
        CalendarPeriod.Week => Day.PlusDays(1 - (int)Day.DayOfWeek).PlusDays(7 * offset),
        CalendarPeriod.Month => new LocalDate(Day.Year, Day.Month, 1).PlusMonths(offset),
        CalendarPeriod.Quarter => new LocalDate(Day.Year, Day.Month - (Day.Month - 1) % 3, 1).PlusMonths(3 * offset),
        _ => new LocalDate(Day.Year, 1, 1).PlusYears(offset),
    };

    /// <summary>As-of moved back (−1) or ahead (+1): first by the calendar steps, then by the exact rest.</summary>
    public Tick Moved(Period period, int direction)
    {
        Tick start = period.Months == 0 ? AsOf : FirstInstant(Local.PlusMonths(direction * period.Months));
        return new Tick(start.Count + direction * period.Ticks);
    }

    /// <summary>The first instant of a local day.</summary>
    public Tick StartOfDay(LocalDate day) => FirstInstant(day.AtMidnight());

    /// <summary>A local day from its first tick to the first one that is no longer in it; for the last day there is, that never comes.</summary>
    public TickRange WholeDay(LocalDate day)
    {
        Tick end = day == new LocalDate(9999, 12, 31) ? new Tick(BigInteger.Pow(10, 30)) : StartOfDay(day.PlusDays(1));
        return new TickRange(StartOfDay(day), end);
    }

    /// <summary>The first instant whose local date-time is at or after the given one, found by walking the zone's intervals.</summary>
    private Tick FirstInstant(LocalDateTime local)
    {
        Instant asUtc = local.InUtc().ToInstant();
        // No offset is more than 18 hours, so that in earlier intervals no local date-time comes so far.
        foreach (ZoneInterval interval in _zone.GetZoneIntervals(asUtc - Duration.FromHours(19), asUtc + Duration.FromHours(19)))
        {
            Instant candidate = asUtc - Duration.FromTimeSpan(interval.WallOffset.ToTimeSpan());
            if (interval.HasStart && candidate < interval.Start)
                candidate = interval.Start;
            if (!interval.HasEnd || candidate < interval.End)
                return Tick.Of(candidate);
        }

        throw new InvalidOperationException($"The local date-time {local} never comes in {_zone.Id}.");
    }

    /// <summary>A duration: whole months, then exact ticks.</summary>
    public readonly record struct Period(int Months, BigInteger Ticks);
}
