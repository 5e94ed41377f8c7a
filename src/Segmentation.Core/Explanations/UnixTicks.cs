namespace Segmentation.Explanations;

/// <summary>Instants as ticks of 100 ns since 1970.</summary>
internal static class UnixTicks
{
    public static long Of(DateTimeOffset instant) => instant.UtcTicks - DateTime.UnixEpoch.Ticks;

    public static DateTimeOffset ToInstant(long ticks) => new(ticks + DateTime.UnixEpoch.Ticks, TimeSpan.Zero);
}
