using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Segmentation.EntityFrameworkCore;

/// <summary>Instants as the store's columns have them: microseconds since 1970, which every database compares alike.</summary>
internal sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
    instant => (instant.UtcTicks - EpochTicks) / TimeSpan.TicksPerMicrosecond,
    stored => new DateTimeOffset(stored * TimeSpan.TicksPerMicrosecond + EpochTicks, TimeSpan.Zero))
{
    // DateTimeOffset.UnixEpoch.Ticks.
    private const long EpochTicks = 621_355_968_000_000_000;
}
