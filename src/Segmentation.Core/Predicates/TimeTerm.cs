namespace Segmentation.Predicates;

/// <summary>
/// A value that only an instant and a zone give: part of a predicate's identity, evaluated once a frame. Instants come
/// out in microseconds since 1970, days in days since 0001-01-01; both exact.
/// </summary>
internal abstract record TimeTerm
{
    /// <summary>Whether its value is a day rather than an instant.</summary>
    public bool IsDay => this is FirstDayOfPeriod or Today;

    /// <summary>The zone whose calendar gives the value; null for an exact length before as-of.</summary>
    public string? CalendarZone => this switch
    {
        Moved moved => moved.Zone,
        StartOfDay day => day.Zone,
        StartOfPeriod start => start.Zone,
        FirstDayOfPeriod start => start.Zone,
        Today today => today.Zone,
        _ => null,
    };

    /// <summary>As-of moved by calendar months in a zone, then by exact ticks of 100 ns; the zone is null without months.</summary>
    public sealed record Moved(int Months, long Ticks, string? Zone) : TimeTerm;

    /// <summary>As-of less an exact length, which need not be whole ticks: the bound of an elapsed time.</summary>
    public sealed record Before(Rational Microseconds) : TimeTerm;

    /// <summary>The first instant of a local calendar day.</summary>
    public sealed record StartOfDay(int DayNumber, string Zone) : TimeTerm;

    /// <summary>The first instant of the local period that holds as-of, moved by whole periods.</summary>
    public sealed record StartOfPeriod(CalendarPeriod Period, int Offset, string Zone) : TimeTerm;

    /// <summary>The first day of the local period that holds as-of, moved by whole periods.</summary>
    public sealed record FirstDayOfPeriod(CalendarPeriod Period, int Offset, string Zone) : TimeTerm;

    /// <summary>The local day of as-of, moved by calendar steps.</summary>
    public sealed record Today(int Offset, DateUnit Unit, string Zone) : TimeTerm;
}
