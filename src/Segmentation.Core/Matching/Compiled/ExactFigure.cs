namespace Segmentation.Matching;

/// <summary>A sum in a local variable of compiled code: exact, a scaled integer, with how many numbers are in it.</summary>
internal struct ExactFigure
{
    // What has outgrown 64 bits, and what has not yet.
    private Int128 _large;
    private long _small;
    private int _scale;
    private int _count;

    public readonly bool IsEmpty => _count == 0;

    public void Add(long value)
    {
        _count++;
        AddScaled(value);
    }

    /// <exception cref="FormatException">The number breaks a rule of data.</exception>
    public void Add(decimal value)
    {
        _count++;
        if (Decimals.IsSmall(in value, out long unscaled, out int scale) && scale == _scale)
            AddScaled(unscaled);
        else
            AddOther(value);
    }

    /// <summary>Whether the sum, or the mean, lies in a range.</summary>
    public readonly bool IsIn(FigureRange range, bool isMean) => range.Holds(checked(_large + _small), _scale, isMean ? _count : 1);

    private void AddScaled(long value)
    {
        long sum = unchecked(_small + value);
        // Both numbers have the sign that the sum has not.
        if (((sum ^ _small) & (sum ^ value)) < 0)
        {
            _large = checked(_large + _small);
            sum = value;
        }

        _small = sum;
    }

    private void AddOther(decimal value)
    {
        if (!Decimals.IsSmall(in value, out long small, out int scale) || scale > DecimalRules.MaxScale)
        {
            DecimalRules.Require(value);
            (Int128 unscaled, scale) = Decimals.Normalise(value);
            Align(scale);
            _large = checked(_large + unscaled * Decimals.PowerOfTen(_scale - scale));
            return;
        }

        Align(scale);
        Int128 scaled = scale == _scale ? small : small * Decimals.PowerOfTen(_scale - scale);
        if ((long)scaled == scaled)
            AddScaled((long)scaled);
        else
            _large = checked(_large + scaled);
    }

    /// <summary>Takes at least so many places.</summary>
    private void Align(int scale)
    {
        if (scale <= _scale)
            return;
        // Of most sums the first number says the places.
        if (_large != 0 || _small != 0)
        {
            Int128 sum = checked((_large + _small) * Decimals.PowerOfTen(scale - _scale));
            _small = (long)sum == sum ? (long)sum : 0;
            _large = sum - _small;
        }

        _scale = scale;
    }
}

/// <summary>A range that figures are compared with, as a constant of compiled code. Immutable.</summary>
internal sealed class FigureRange(CutRange range)
{
    public bool Holds(Int128 value, int scale, int divisor) => divisor == 1
        ? (range.Low is null || value >= range.Low.Least(scale)) && (range.High is null || value < range.High.Least(scale))
        : range.Low?.IsPassedBy(value, scale, divisor) != false && range.High?.IsPassedBy(value, scale, divisor) != true;
}
