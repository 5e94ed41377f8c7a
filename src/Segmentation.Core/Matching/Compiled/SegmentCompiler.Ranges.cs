using System.Linq.Expressions;
using System.Numerics;
using Segmentation.Predicates;

namespace Segmentation.Matching;

internal sealed partial class SegmentCompiler
{
    /// <summary>Whether a number has passed one cut and not another. An instant is in ticks, of which a microsecond has ten.</summary>
    private Expression InRange(Expression value, BoundRange range, bool isInstant)
    {
        CutRange ends = cuts.RangeOf(range);
        if (value.Type == typeof(decimal))
            return InDecimals(value, ends);
        if (ends is { Low: { Measure: Measure.Constant } low, High: { Measure: Measure.Constant } high } && low.Least(0) + 1 == high.Least(0) && !isInstant)
            return low.Least(0) is var only && only >= long.MinValue && only <= long.MaxValue ? Expression.Equal(value, Expression.Constant((long)only)) : Expression.Constant(false);
        return WithVariable(value, number => Both(
            ends.Low is null ? null : Passes(number, ends.Low, isInstant),
            ends.High is null ? null : Expression.Not(Passes(number, ends.High, isInstant))));
    }

    private Expression Passes(Expression value, Cut cut, bool isInstant)
    {
        int unit = isInstant ? (int)TimeSpan.TicksPerMicrosecond : 1;
        if (cut.Measure != Measure.Constant)
            return Expression.GreaterThanOrEqual(value, instants.Value(moment => (long)cut.Least(moment, 0) * unit));
        BigInteger least = (BigInteger)cut.Least(0) * unit;
        return least <= long.MinValue ? Expression.Constant(true)
            : least > long.MaxValue ? Expression.Constant(false)
            : Expression.GreaterThanOrEqual(value, Expression.Constant((long)least));
    }

    private static Expression InDecimals(Expression value, CutRange ends) => WithVariable(value, number => Both(
        ends.Low is null ? null : Passes(number, ends.Low),
        ends.High is null ? null : Expression.Not(Passes(number, ends.High))));

    private static BinaryExpression Passes(Expression value, Cut cut)
    {
        Expression bound = Expression.Constant(DecimalOf(cut.Value));
        return cut.IsStrict ? Expression.GreaterThan(value, bound) : Expression.GreaterThanOrEqual(value, bound);
    }

    private static Expression Both(Expression? first, Expression? second) =>
        first is null ? second ?? Expression.Constant(true) : second is null ? first : Expression.AndAlso(first, second);

    /// <summary>A bound is a decimal that someone wrote.</summary>
    private static decimal DecimalOf(Rational bound)
    {
        for (int scale = 0; scale <= 28; scale++)
        {
            BigInteger unscaled = bound.Floor(scale);
            if (unscaled != bound.Ceiling(scale))
                continue;
            return BigInteger.Abs(unscaled) <= Int128.MaxValue && Decimals.Exact((Int128)unscaled, scale) is { } exact
                ? exact
                : throw new NotCompiledException();
        }

        throw new NotCompiledException();
    }
}
