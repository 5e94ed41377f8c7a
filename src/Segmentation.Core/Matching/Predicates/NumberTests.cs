using System.Numerics;
using Segmentation.Predicates;

namespace Segmentation.Matching;

internal sealed class NumberPresent : RowTest
{
    private readonly NumberCell _value;

    public NumberPresent(int id, NumberCell value)
        : base(id, value.Rows)
    {
        _value = value;
        Needs(value);
    }

    protected override bool Holds(MatchState state, int row) => _value.Of(state).IsPresent(row);
}

/// <summary>Whether a number, day or instant has passed one cut and not another.</summary>
internal sealed class InRange : PredicateCell
{
    private readonly NumberCell _value;
    private readonly CutRange _range;

    public InRange(int id, NumberCell value, CutRange range)
        : base(id, value.Rows)
    {
        (_value, _range) = (value, range);
        Needs(value);
    }

    public override bool ReadsTime => _range.Low?.Measure is not (null or Measure.Constant) || _range.High?.Measure is not (null or Measure.Constant);

    public override void Run(MatchState state)
    {
        NumberCells values = _value.Of(state);
        RowBits bits = Of(state);
        bits.Clear(values.Count);
        state.LeavesTested += values.Count;
        if (values.IsQuotient)
        {
            for (int row = 0; row < values.Count; row++)
            {
                if (values.IsPresent(row) && _range.Low?.IsPassedBy(values, row) != false && _range.High?.IsPassedBy(values, row) != true)
                    bits.Set(row);
            }

            return;
        }

        Int128 low = _range.Low?.Least(state.Moment, values.Scale) ?? Int128.MinValue;
        Int128? high = _range.High?.Least(state.Moment, values.Scale);
        for (int row = 0; row < values.Count; row++)
        {
            if (values.IsPresent(row) && values[row] >= low && (high is null || values[row] < high))
                bits.Set(row);
        }
    }
}

/// <summary>Whether a number is one of a list of constants.</summary>
internal sealed class InNumbers : RowTest
{
    private readonly NumberCell _value;
    private readonly CutRange[] _points;

    public InNumbers(int id, NumberCell value, CutRange[] points)
        : base(id, value.Rows)
    {
        (_value, _points) = (value, points);
        Needs(value);
    }

    protected override bool Holds(MatchState state, int row)
    {
        NumberCells values = _value.Of(state);
        if (!values.IsPresent(row))
            return false;
        // The points ascend: the last that the number has reached is the only one it may equal.
        int low = 0, high = _points.Length;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (Passes(_points[middle].Low!, values, row))
                low = middle + 1;
            else
                high = middle;
        }

        return low > 0 && !Passes(_points[low - 1].High!, values, row);
    }

    private static bool Passes(Cut cut, NumberCells values, int row) =>
        values.IsQuotient ? cut.IsPassedBy(values, row) : values[row] >= cut.Least(values.Scale);
}

/// <summary>How a number compares with another number of the same row, scaled; false where either is missing.</summary>
internal sealed class NumberCompare : RowTest
{
    private readonly NumberCell _value;
    private readonly NumberCell _other;
    private readonly Comparison _comparison;
    private readonly Rational _times;
    private readonly Int128 _numerator;
    private readonly UInt128 _denominator;

    public NumberCompare(int id, NumberCell value, Comparison comparison, NumberCell other, Rational times)
        : base(id, value.Rows)
    {
        (_value, _comparison, _other, _times) = (value, comparison, other, times);
        // A factor is a decimal of at most six places, which fits.
        (_numerator, _denominator) = ((Int128)times.Numerator, (UInt128)times.Denominator);
        Needs(value);
        Needs(other);
    }

    protected override bool Holds(MatchState state, int row)
    {
        NumberCells values = _value.Of(state), others = _other.Of(state);
        if (!values.IsPresent(row) || !others.IsPresent(row))
            return false;
        int order = Compare(values, others, row);
        return _comparison switch
        {
            Comparison.Equal => order == 0,
            Comparison.Less => order < 0,
            Comparison.AtMost => order <= 0,
            Comparison.Greater => order > 0,
            _ => order >= 0,
        };
    }

    private int Compare(NumberCells values, NumberCells others, int row)
    {
        if (Exact.DivisorOf(values, row) is { } divisor && Exact.DivisorOf(others, row) is { } otherDivisor
            && otherDivisor <= UInt128.MaxValue / _denominator && IsShort(others[row]) && IsShort(_numerator))
        {
            return Exact.Compare(values[row], divisor, others[row] * _numerator, otherDivisor * _denominator);
        }

        BigInteger left = values[row] * Exact.WideDivisorOf(others, row) * _times.Denominator;
        return left.CompareTo(others[row] * _times.Numerator * Exact.WideDivisorOf(values, row));
    }

    // Two such numbers multiply within 128 bits.
    private static bool IsShort(Int128 value) => value >= long.MinValue && value <= long.MaxValue;
}
