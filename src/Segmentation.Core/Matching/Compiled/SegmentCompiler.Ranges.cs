using System.Linq.Expressions;
using System.Numerics;
using Segmentation.Predicates;

namespace Segmentation.Matching;

internal sealed partial class SegmentCompiler
{
    /// <summary>Whether a number lies in a range that the instant has fixed.</summary>
    private Expression InRange(Expression value, BoundRange range)
    {
        Rational? low = range.Low is { } l ? frame.ValueOf(l) : null, high = range.High is { } h ? frame.ValueOf(h) : null;
        if (value.Type == typeof(decimal))
            return InDecimals(value, range, low, high);
        BigInteger? least = low is null ? null : range.LowIncluded ? low.Value.Ceiling() : low.Value.Floor() + 1;
        BigInteger? most = high is null ? null : range.HighIncluded ? high.Value.Floor() : high.Value.Ceiling() - 1;
        return InIntegers(value, least, most);
    }

    /// <summary>The same for an instant in ticks, of which a microsecond has ten.</summary>
    private Expression InInstants(Expression ticks, BoundRange range)
    {
        Rational? low = range.Low is { } l ? frame.ValueOf(l) : null, high = range.High is { } h ? frame.ValueOf(h) : null;
        BigInteger? least = low is null ? null : range.LowIncluded ? low.Value.Ceiling() : low.Value.Floor() + 1;
        BigInteger? most = high is null ? null : range.HighIncluded ? high.Value.Floor() : high.Value.Ceiling() - 1;
        return InIntegers(
            ticks, least * TimeSpan.TicksPerMicrosecond, most * TimeSpan.TicksPerMicrosecond + (TimeSpan.TicksPerMicrosecond - 1));
    }

    private static Expression InIntegers(Expression value, BigInteger? least, BigInteger? most)
    {
        if (least > long.MaxValue || most < long.MinValue || least > most)
            return Expression.Constant(false);
        bool hasLeast = least > long.MinValue, hasMost = most < long.MaxValue;
        if (!hasLeast && !hasMost)
            return Expression.Constant(true);
        if (least == most)
            return Expression.Equal(value, Expression.Constant((long)least!));
        return WithVariable(value, number =>
        {
            Expression? above = hasLeast ? Expression.GreaterThanOrEqual(number, Expression.Constant((long)least!)) : null;
            Expression? below = hasMost ? Expression.LessThanOrEqual(number, Expression.Constant((long)most!)) : null;
            return above is null ? below! : below is null ? above : Expression.AndAlso(above, below);
        });
    }

    private static Expression InDecimals(Expression value, BoundRange range, Rational? low, Rational? high) => WithVariable(value, number =>
    {
        Expression? above = low is { } l ? Compare(range.LowIncluded ? Expression.GreaterThanOrEqual : Expression.GreaterThan, number, l) : null;
        Expression? below = high is { } h ? Compare(range.HighIncluded ? Expression.LessThanOrEqual : Expression.LessThan, number, h) : null;
        return above is null ? below ?? Expression.Constant(true) : below is null ? above : Expression.AndAlso(above, below);
    });

    private static Expression Compare(Func<Expression, Expression, Expression> comparison, Expression value, Rational bound) =>
        comparison(value, Expression.Constant(DecimalOf(bound)));

    /// <summary>A bound is a decimal that someone wrote.</summary>
    private static decimal DecimalOf(Rational bound)
    {
        for (int scale = 0; scale <= 28; scale++)
        {
            if (bound.Floor(scale) == bound.Ceiling(scale))
                return bound.Floor(scale) is var unscaled && BigInteger.Abs(unscaled) <= Int128.MaxValue && Decimals.Exact((Int128)unscaled, scale) is { } exact ? exact : throw new NotCompiledException();
        }

        throw new NotCompiledException();
    }
}
