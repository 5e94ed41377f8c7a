using System.Linq.Expressions;
using System.Numerics;
using NodaTime;
using NodaTime.TimeZones;
using Segmentation.Predicates;

namespace Segmentation.EntityFrameworkCore;

/// <summary>
/// An instant, which counts in whole microseconds: at or below a bound is below the next microsecond, as what is stored
/// may have more digits. A local date-time is compared with the local bound: its first instant never goes back as it grows.
/// </summary>
internal sealed class InstantComparand(Expression value, DateTimeZone? zone) : Comparand(value)
{
    private static readonly ZoneLocalMappingResolver FirstInstant =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private readonly bool _isOffset = (Nullable.GetUnderlyingType(value.Type) ?? value.Type) == typeof(DateTimeOffset);

    public override Expression From(Rational bound, bool isIncluded) => AtOrAfter(First(bound, isIncluded));

    public override Expression To(Rational bound, bool isIncluded) => Before(Last(bound, isIncluded) + 1);

    public override Expression In(IReadOnlyList<Rational> list) => Logic.Any([.. list
        .Where(r => r.IsWhole)
        .Select(r => Logic.All(AtOrAfter(r.Floor()), Before(r.Floor() + 1)))]);

    public override Comparand With(Expression value) => new InstantComparand(value, zone);

    private Expression AtOrAfter(BigInteger microseconds) => Ticks(microseconds) switch
    {
        long ticks when ticks <= DateTime.MaxValue.Ticks => AtLeast(Parameter(ticks)),
        _ => Logic.False,
    };

    private Expression Before(BigInteger microseconds) => Ticks(microseconds) switch
    {
        long ticks when ticks <= DateTime.MaxValue.Ticks => Logic.Compare(ExpressionType.LessThan, Value, Parameter(ticks)),
        _ => Logic.True,
    };

    /// <summary>The ticks of the first value that counts as the microsecond or later; beyond the last there are, one more.</summary>
    private long Ticks(BigInteger microseconds)
    {
        BigInteger ticks = microseconds * TimeSpan.TicksPerMicrosecond + DateTime.UnixEpoch.Ticks;
        if (zone is null)
            return (long)BigInteger.Clamp(ticks, 0, DateTime.MaxValue.Ticks + 1);
        // The least local date-time whose first instant is not before the bound.
        long low = 0, high = DateTime.MaxValue.Ticks + 1;
        while (low < high)
        {
            long middle = low + (high - low) / 2;
            if (InstantOf(middle) >= ticks)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private BigInteger InstantOf(long localTicks)
    {
        ZonedDateTime first = zone!.ResolveLocal(LocalDateTime.FromDateTime(new DateTime(localTicks)), FirstInstant);
        return new BigInteger(localTicks) - first.Offset.Ticks + (first.LocalDateTime.ToDateTimeUnspecified().Ticks - localTicks);
    }

    private Expression Parameter(long ticks) => _isOffset ? Term.Of(new DateTimeOffset(ticks, TimeSpan.Zero))
        : Term.Of(new DateTime(ticks, zone is null ? DateTimeKind.Utc : DateTimeKind.Unspecified));
}
