using System.Numerics;
using Segmentation.Predicates;

namespace Segmentation.Matching;

/// <summary>A sum in a local variable of compiled code: a scaled integer of 128 bits, and how many numbers are in it.</summary>
internal struct ExactFigure
{
    private const ulong SmallBound = 1_000_000_000_000_000_000;

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
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        ulong magnitude = (uint)bits[0] | (ulong)(uint)bits[1] << 32;
        int scale = bits[3] >> 16 & 0xFF;
        _count++;
        if (bits[2] != 0 || magnitude >= SmallBound || scale != _scale || scale > DecimalRules.MaxScale)
            AddOther(value);
        else
            _sum = checked(_sum + (bits[3] < 0 ? -(long)magnitude : (long)magnitude));
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

/// <summary>A range that figures are compared with, as constant of compiled code. Immutable; what it computes once it keeps.</summary>
internal sealed class FigureRange(Rational? low, bool isLowIncluded, Rational? high, bool isHighIncluded)
{
    private readonly Ends?[] _ends = new Ends?[39];

    public bool Holds(Int128 value, int scale, int divisor)
    {
        if (divisor != 1)
            return IsQuotientIn(value, Decimals.PowerOfTen(scale) * (BigInteger)divisor);
        Ends ends = _ends[scale] ??= EndsAt(scale);
        return value >= ends.Least && value <= ends.Most;
    }

    private bool IsQuotientIn(BigInteger numerator, BigInteger denominator)
    {
        var value = new Rational(numerator, denominator);
        return (low is not { } l || value.CompareTo(l) is var fromLow && (fromLow > 0 || (isLowIncluded && fromLow == 0)))
            && (high is not { } h || value.CompareTo(h) is var fromHigh && (fromHigh < 0 || (isHighIncluded && fromHigh == 0)));
    }

    private Ends EndsAt(int scale) => new(
        Clamp(low is not { } l ? Int128.MinValue : isLowIncluded ? l.Ceiling(scale) : l.Floor(scale) + 1),
        Clamp(high is not { } h ? Int128.MaxValue : isHighIncluded ? h.Floor(scale) : h.Ceiling(scale) - 1));

    // Beyond 128 bits lies no figure.
    private static Int128 Clamp(BigInteger value) => (Int128)BigInteger.Max(Int128.MinValue, BigInteger.Min(Int128.MaxValue, value));

    private sealed record Ends(Int128 Least, Int128 Most);
}
