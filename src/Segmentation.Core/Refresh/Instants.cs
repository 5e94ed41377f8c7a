namespace Segmentation.Refresh;

/// <summary>Instants as stores keep them.</summary>
internal static class Instants
{
    /// <summary>Now, in whole microseconds.</summary>
    public static DateTimeOffset Now(this TimeProvider time) => time.GetUtcNow().ToMicroseconds();

    /// <summary>In UTC and whole microseconds, so that it comes back from a store as it was.</summary>
    public static DateTimeOffset ToMicroseconds(this DateTimeOffset instant) =>
        new(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
