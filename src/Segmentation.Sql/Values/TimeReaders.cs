using NodaTime;

namespace Segmentation.Sql;

/// <summary>Calendar days.</summary>
internal sealed class DateReader(SchemaAttribute attribute, ValueForm form) : ValueReader(attribute, form)
{
    public override string? Refusal(SqlType type) => type switch
    {
        SqlType.Date or SqlType.LocalTime or SqlType.Text or SqlType.Unknown => null,
        SqlType.Instant => "a point in time is on different days in different zones: map a column of days",
        _ => "map a column of days, or of texts such as 2026-01-31",
    };

    protected override void Take(DateOnly value) => Column.Append(value);

    protected override void Take(DateTime value) => Column.Append(HostTimes.Day(value));

    protected override void Take(string value)
    {
        if (value.Length <= 10)
        {
            Column.Append(TimeTexts.ParseDate(value));
            return;
        }

        (DateTime local, TimeSpan? offset) = TimeTexts.Parse(value);
        Column.Append(offset is null ? HostTimes.Day(local) : throw new FormatException($"'{value}' is a point in time, and no day"));
    }
}

/// <summary>Points in time.</summary>
internal sealed class InstantReader(SchemaAttribute attribute, ValueForm form) : ValueReader(attribute, form)
{
    private readonly DateTimeZone? _zone = form.Zone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(form.Zone);

    public override string? Refusal(SqlType type) => type switch
    {
        SqlType.Instant when Form.Zone is null && Form.TimeUnit is null => null,
        SqlType.Instant => "the column holds points in time; leave out LocalTime(…) and UnixTime(…)",
        SqlType.LocalTime when Form.Zone is not null => null,
        SqlType.LocalTime => "a time without a zone is no point in time: declare the zone by v => v.LocalTime(\"Europe/Kyiv\")",
        SqlType.Text or SqlType.Unknown when Form.TimeUnit is null || type == SqlType.Unknown => null,
        SqlType.Integer when Form.TimeUnit is not null => null,
        SqlType.Integer => "a number is no point in time: declare what it counts by v => v.UnixTime(SqlTimeUnit.Seconds)",
        _ => "map a column of points in time, local times, texts or numbers",
    };

    protected override void Take(DateTimeOffset value) => Column.Append(value);

    protected override void Take(DateTime value) => Column.Append(Local(value));

    protected override void Take(string value)
    {
        (DateTime local, TimeSpan? offset) = TimeTexts.Parse(value);
        if (offset is null)
        {
            Column.Append(Local(local));
            return;
        }

        long ticks = local.Ticks - offset.Value.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
            throw new FormatException($"'{value}' is outside the years 1 to 9999 of UTC");
        Column.Append(new DateTimeOffset(ticks, TimeSpan.Zero));
    }

    protected override void Take(long value)
    {
        long ticksPerUnit = Form.TimeUnit switch
        {
            SqlTimeUnit.Seconds => TimeSpan.TicksPerSecond,
            SqlTimeUnit.Milliseconds => TimeSpan.TicksPerMillisecond,
            SqlTimeUnit.Microseconds => TimeSpan.TicksPerMicrosecond,
            _ => throw new FormatException($"the number {value} is no point in time; declare what it counts by v => v.UnixTime(…)"),
        };
        Int128 ticks = ((Int128)value * ticksPerUnit) + DateTime.UnixEpoch.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
            throw new FormatException($"{value} {Form.TimeUnit} since 1970 are outside the years 1 to 9999");
        Column.Append(new DateTimeOffset((long)ticks, TimeSpan.Zero));
    }

    private DateTimeOffset Local(DateTime value) => _zone is not null
        ? HostTimes.Local(value, _zone)
        : throw new FormatException($"{value:yyyy-MM-dd'T'HH:mm:ss} has no offset; declare its zone by v => v.LocalTime(\"Europe/Kyiv\")");
}
