using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace Segmentation;

/// <summary>A host's date-times as days and instants.</summary>
internal static class HostTimes
{
    /// <summary>The first instant whose local date-time is at or after the one that is asked for.</summary>
    private static readonly ZoneLocalMappingResolver FirstInstant =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    public static DateOnly Day(DateTime value) => value.TimeOfDay == TimeSpan.Zero
        ? DateOnly.FromDateTime(value)
        : throw new FormatException($"{Show(value)} has a time of day, and a date has none; give a DateOnly");

    public static DateTimeOffset Utc(DateTime value) => value.Kind == DateTimeKind.Utc
        ? new DateTimeOffset(value, TimeSpan.Zero)
        : throw new FormatException(
            $"{Show(value)} is of kind {value.Kind}, which is no instant; give it in UTC, or declare its zone by v => v.LocalTime(zone)");

    public static DateTimeOffset Local(DateTime value, DateTimeZone zone)
    {
        if (value.Kind == DateTimeKind.Utc)
            throw new FormatException($"{Show(value)} is in UTC, and the map declares local times of {zone.Id}; leave out LocalTime(…)");
        try
        {
            return new DateTimeOffset(zone.ResolveLocal(LocalDateTime.FromDateTime(value), FirstInstant).ToDateTimeUtc());
        }
        catch (Exception e) when (e is OverflowException or InvalidOperationException)
        {
            throw new FormatException($"{Show(value)} in {zone.Id} is outside the years 1 to 9999 of UTC", e);
        }
    }

    private static string Show(DateTime value) => value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
}
