using NodaTime;

namespace Segmentation.Testing.Generation;

/// <summary>The instant and the zone of a scenario, and the dates and instants that are worth having near them.</summary>
internal sealed class TimeLine
{
    private static readonly string[] Zones =
    [
        "UTC", "Europe/Kyiv", "America/Santiago", "Asia/Kolkata", "Pacific/Apia", "America/New_York", "Europe/London",
        "Australia/Lord_Howe", "America/Havana", "Pacific/Kiritimati",
    ];

    private static readonly string[] Periods =
    [
        "PT0S", "PT1H", "PT12H", "PT0.000001S", "PT0.0000001S", "P1D", "P7D", "P2W", "P30D", "P1M", "P3M", "P1Y", "P1M1D", "P2Y6M", "P1Y1DT1H",
    ];

    private readonly Dice _dice;
    private readonly DateTimeZone _zone;

    public TimeLine(Dice dice)
        : this(dice, null, dice.Pick(Zones))
    {
    }

    public TimeLine(Dice dice, DateTimeOffset? asOf, string zoneId)
    {
        _dice = dice;
        ZoneId = zoneId;
        _zone = DateTimeZoneProviders.Tzdb[ZoneId];
        AsOf = asOf ?? PickAsOf();
        Relatives = [.. Enumerable.Range(0, 5).Select(_ => RelativeInstant())];
        RelativeDates = [.. Enumerable.Range(0, 4).Select(_ => RelativeDate())];
        var judge = Judge();
        Instants = [.. Enumerable.Range(0, 10).Select(_ => NearInstant()), .. Relatives.Select(o => ToInstant(judge.Range(o).Start)).OfType<DateTimeOffset>()];
        Dates = [.. Enumerable.Range(0, 8).Select(_ => NearDate()), .. RelativeDates.Select(o => ToDate(judge.Date(o)))];
    }

    public string ZoneId { get; }

    public DateTimeOffset AsOf { get; }

    /// <summary>Relative operands for instants; what they come to is among <see cref="Instants"/>.</summary>
    public IReadOnlyList<Operand> Relatives { get; }

    /// <summary>Relative operands for dates; what they come to is among <see cref="Dates"/>.</summary>
    public IReadOnlyList<Operand> RelativeDates { get; }

    /// <summary>Instants for data.</summary>
    public IReadOnlyList<DateTimeOffset> Instants { get; }

    /// <summary>Dates for data.</summary>
    public IReadOnlyList<DateOnly> Dates { get; }

    private LocalDate Today => Instant.FromDateTimeOffset(AsOf).InZone(_zone).Date;

    public string AnyZone() => _dice.Pick(Zones);

    public Operand RelativeInstant() => _dice.Below(3) switch
    {
        0 => new Operand.Ago(_dice.Pick(Periods)),
        1 => new Operand.Ahead(_dice.Pick(Periods)),
        _ => new Operand.StartOf((CalendarPeriod)_dice.Below(5), _dice.Between(-2, 2)),
    };

    public Operand RelativeDate() => _dice.Below(3) switch
    {
        0 => new Operand.Today(_dice.Between(-3, 3)),
        1 => new Operand.Today(_dice.Between(-20, 2), _dice.Percent(50) ? DateUnit.Months : DateUnit.Years),
        _ => new Operand.StartOf((CalendarPeriod)_dice.Below(5), _dice.Between(-2, 2)),
    };

    /// <summary>That instant as 100 ns ticks of a host, or null beyond what a host has.</summary>
    public static DateTimeOffset? ToInstant(Oracles.Tick tick)
    {
        var ticks = tick.Count + DateTime.UnixEpoch.Ticks;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? null : new DateTimeOffset((long)ticks, TimeSpan.Zero);
    }

    public static DateOnly ToDate(LocalDate date) => new(date.Year, date.Month, date.Day);

    private Oracles.Judge Judge()
    {
        SegmentSchema schema = SegmentSchema.Create("none", b => b.Subject("none", "none", _ => { }));
        return new Oracles.Judge(new Dataset(schema, []), new Oracles.Moment(AsOf, ZoneId), _ => false, Oracles.Plugins.None);
    }

    private DateTimeOffset PickAsOf()
    {
        DateTimeOffset day = new DateTimeOffset(1975, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(_dice.Below(60 * 365));
        if (ZoneId == "Pacific/Apia" && _dice.Percent(50))
            day = new DateTimeOffset(2011, 12, _dice.Between(28, 31), 0, 0, 0, TimeSpan.Zero);
        DateTimeOffset instant = _dice.Below(4) switch
        {
            0 => NearTransition(day),
            1 => StartOfDay(Instant.FromDateTimeOffset(day).InZone(_zone).Date),
            2 => StartOfDay(new LocalDate(day.Year, day.Month, CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month))).AddHours(_dice.Below(24)),
            _ => day.AddTicks(_dice.Ticks(TimeSpan.TicksPerDay)),
        };
        return instant.AddTicks(_dice.Pick<long>([0, 0, 0, 1, -1, 5, 10]));
    }

    private DateTimeOffset NearTransition(DateTimeOffset day)
    {
        NodaTime.TimeZones.ZoneInterval interval = _zone.GetZoneInterval(Instant.FromDateTimeOffset(day));
        return interval is { HasEnd: true } && interval.End < Instant.FromUtc(2040, 1, 1, 0, 0)
            ? interval.End.ToDateTimeOffset().AddMinutes(_dice.Pick([0, 0, 30, -30, 60, -60, 1440, -1440]))
            : day;
    }

    private DateTimeOffset StartOfDay(LocalDate date) =>
        ToInstant(new Oracles.Moment(DateTimeOffset.UnixEpoch, ZoneId).StartOfDay(date))!.Value;

    private DateTimeOffset NearInstant() => _dice.Below(9) switch
    {
        0 => AsOf,
        1 => AsOf.AddTicks(_dice.Between(-25, 25)),
        2 => AsOf.AddDays(_dice.Between(-40, 5)),
        3 => AsOf.AddHours(_dice.Between(-50, 20)),
        4 => StartOfDay(Today.PlusDays(_dice.Between(-3, 3))),
        5 => StartOfDay(Today.PlusDays(_dice.Between(-3, 3))).AddTicks(_dice.Pick<long>([-10, -1, 1, 9])),
        6 => NearTransition(AsOf.AddDays(_dice.Between(-200, 0))),
        7 => AsOf.AddTicks(_dice.Ticks(TimeSpan.TicksPerDay * 800) - TimeSpan.TicksPerDay * 700),
        _ => _dice.Pick<DateTimeOffset>([DateTimeOffset.UnixEpoch.AddTicks(-1), DateTimeOffset.MinValue, DateTimeOffset.MaxValue, AsOf.AddYears(-10)]),
    };

    private DateOnly NearDate()
    {
        DateOnly today = ToDate(Today);
        return _dice.Below(6) switch
        {
            0 => today,
            1 => today.AddDays(_dice.Between(-3, 3)),
            2 => today.AddYears(-_dice.Between(1, 60)),
            3 => today.AddDays(-_dice.Below(20_000)),
            4 => new DateOnly(_dice.Pick([1904, 1992, 2000, 2024]), 2, 29),
            _ => _dice.Pick<DateOnly>([DateOnly.MinValue, DateOnly.MaxValue, today.AddMonths(-1), new DateOnly(today.Year, 12, 31)]),
        };
    }
}
