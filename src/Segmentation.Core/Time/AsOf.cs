namespace Segmentation.Time;

/// <summary>The instants that an evaluation may be as of: far enough from the ends of the calendar for every relative value.</summary>
internal static class AsOf
{
    private static readonly long First = new DateTime(1000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static readonly long Last = new DateTime(9001, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks - 1;

    /// <exception cref="ArgumentOutOfRangeException">The instant is not between the years 1000 and 9000.</exception>
    public static void Require(DateTimeOffset asOf)
    {
        if (asOf.UtcTicks < First || asOf.UtcTicks > Last)
            throw new ArgumentOutOfRangeException(nameof(asOf), asOf, "The instant must lie between the years 1000 and 9000.");
    }
}
