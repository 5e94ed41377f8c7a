using NodaTime;
using NodaTime.TimeZones;

namespace Segmentation.Time;

/// <summary>
/// Time cut at every local midnight and at every change of a zone's offset. Within a stretch the local clock runs on
/// through one calendar day, so that every time term is constant or grows; from one stretch to the next it may jump, and
/// also back.
/// </summary>
internal static class DayStretches
{
    /// <summary>The first and the last tick (of 100 ns, since 1970) of every stretch between two instants, in order.</summary>
    public static IEnumerable<(long First, long Last)> Between(DateTimeOffset from, DateTimeOffset to, string zone)
    {
        DateTimeZone rules = DateTimeZoneProviders.Tzdb[zone];
        Instant start = Instant.FromDateTimeOffset(from), end = Instant.FromDateTimeOffset(to);
        while (start <= end)
        {
            ZoneInterval interval = rules.GetZoneInterval(start);
            Instant midnight = start.WithOffset(interval.WallOffset).Date.PlusDays(1).AtMidnight().WithOffset(interval.WallOffset).ToInstant();
            Instant next = interval.HasEnd && interval.End < midnight ? interval.End : midnight;
            yield return (start.ToUnixTimeTicks(), Instant.Min(next, end.PlusTicks(1)).ToUnixTimeTicks() - 1);
            start = next;
        }
    }

    /// <summary>The last tick (of 100 ns, since 1970) of the stretch that an instant lies in.</summary>
    public static long LastOf(DateTimeOffset instant, string zone) => Between(instant, instant.AddDays(2), zone).First().Last;

    /// <summary>Whether a zone's clock stays at one distance from UTC from one tick to another.</summary>
    public static bool IsOneOffset(string zone, long first, long last)
    {
        ZoneInterval interval = DateTimeZoneProviders.Tzdb[zone].GetZoneInterval(Instant.FromUnixTimeTicks(first));
        return interval.Contains(Instant.FromUnixTimeTicks(last));
    }
}
