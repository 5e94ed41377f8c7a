using System.Numerics;
using NodaTime;
using NodaTime.TimeZones;

namespace Segmentation.Sql;

/// <summary>Bounds of instants as bounds of local date-times: the first instant of a local date-time never goes back as that grows.</summary>
internal static class LocalBounds
{
    private static readonly ZoneLocalMappingResolver FirstInstant =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>The ticks of the least date-time that counts as a microsecond since 1970 or as a later one; beyond the last there are, one more.</summary>
    /// <param name="microseconds">The bound.</param>
    /// <param name="zone">The zone of the date-times; null when they are in UTC.</param>
    public static long Ticks(BigInteger microseconds, DateTimeZone? zone)
    {
        BigInteger ticks = microseconds * TimeSpan.TicksPerMicrosecond + DateTime.UnixEpoch.Ticks;
        if (zone is null)
            return (long)BigInteger.Clamp(ticks, 0, DateTime.MaxValue.Ticks + 1);
        // The least local date-time whose first instant is not before the bound.
        long low = 0, high = DateTime.MaxValue.Ticks + 1;
        while (low < high)
        {
            long middle = low + (high - low) / 2;
            if (InstantOf(middle, zone) >= ticks)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private static BigInteger InstantOf(long localTicks, DateTimeZone zone)
    {
        ZonedDateTime first = zone.ResolveLocal(LocalDateTime.FromDateTime(new DateTime(localTicks)), FirstInstant);
        return new BigInteger(localTicks) - first.Offset.Ticks + (first.LocalDateTime.ToDateTimeUnspecified().Ticks - localTicks);
    }
}
