namespace Segmentation.Matching;

/// <summary>A sum in a local variable of compiled code: a scaled integer of 128 bits, and how many numbers are in it.</summary>
internal struct ExactFigure
{
    private Int128 _sum;
    private int _scale;
    private int _count;

    public readonly bool IsEmpty => _count == 0;

    public void Add(long value)
    {
        _sum = checked(_sum + value);
        _count++;
    }

    /// <exception cref="FormatException">The number breaks a rule of data.</exception>
    public void Add(decimal value)
    {
        _count++;
        if (Decimals.IsSmall(in value, out long unscaled, out int scale) && scale == _scale && scale <= DecimalRules.MaxScale)
            _sum = checked(_sum + unscaled);
        else
            AddOther(value);
    }

    /// <summary>Whether the sum, or the mean, lies in a range.</summary>
    public readonly bool IsIn(FigureRange range, bool isMean) => range.Holds(_sum, _scale, isMean ? _count : 1);

    private void AddOther(decimal value)
    {
        DecimalRules.Require(value);
        (Int128 unscaled, int scale) = Decimals.Normalise(value);
        if (scale > _scale)
        {
            _sum = checked(_sum * Decimals.PowerOfTen(scale - _scale));
            _scale = scale;
        }

        _sum = checked(_sum + unscaled * Decimals.PowerOfTen(_scale - scale));
    }
}

/// <summary>A range that figures are compared with, as a constant of compiled code. Immutable.</summary>
internal sealed class FigureRange(CutRange range)
{
    public bool Holds(Int128 value, int scale, int divisor)
    {
        if (divisor != 1)
        {
            return range.Low?.IsPassedBy(value, scale, divisor) != false && range.High?.IsPassedBy(value, scale, divisor) != true;
        }

        return (range.Low is null || value >= range.Low.Least(scale)) && (range.High is null || value < range.High.Least(scale));
    }
}
