using System.Linq.Expressions;
using System.Numerics;
using NodaTime;
using Segmentation.Predicates;
using Segmentation.Sql;

namespace Segmentation.EntityFrameworkCore;

/// <summary>
/// An instant, which counts in whole microseconds: at or below a bound is below the next microsecond, as what is stored
/// may have more digits. A local date-time is compared with the local bound: its first instant never goes back as it grows.
/// </summary>
internal sealed class InstantComparand(Expression value, DateTimeZone? zone) : Comparand(value)
{
    private readonly bool _isOffset = (Nullable.GetUnderlyingType(value.Type) ?? value.Type) == typeof(DateTimeOffset);

    public override Expression From(Rational bound, bool isIncluded) => AtOrAfter(First(bound, isIncluded));

    public override Expression To(Rational bound, bool isIncluded) => Before(Last(bound, isIncluded) + 1);

    public override Expression In(IReadOnlyList<Rational> list) => Logic.Any([.. list
        .Where(r => r.IsWhole)
        .Select(r => Logic.All(AtOrAfter(r.Floor()), Before(r.Floor() + 1)))]);

    public override Comparand With(Expression value) => new InstantComparand(value, zone);

    private Expression AtOrAfter(BigInteger microseconds) => LocalBounds.Ticks(microseconds, zone) switch
    {
        long ticks when ticks <= DateTime.MaxValue.Ticks => AtLeast(Parameter(ticks)),
        _ => Logic.False,
    };

    private Expression Before(BigInteger microseconds) => LocalBounds.Ticks(microseconds, zone) switch
    {
        long ticks when ticks <= DateTime.MaxValue.Ticks => Logic.Compare(ExpressionType.LessThan, Value, Parameter(ticks)),
        _ => Logic.True,
    };

    private Expression Parameter(long ticks) => _isOffset ? Term.Of(new DateTimeOffset(ticks, TimeSpan.Zero))
        : Term.Of(new DateTime(ticks, zone is null ? DateTimeKind.Utc : DateTimeKind.Unspecified));
}
