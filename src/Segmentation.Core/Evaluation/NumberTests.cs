using System.Numerics;
using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>A list of constants as it is tested against scaled integers of one scale.</summary>
internal sealed class NumberListTest
{
    private const int FewConstants = 8;

    private readonly HashSet<Rational> _quotients;
    private readonly HashSet<Int128> _whole;

    public NumberListTest(IReadOnlyList<Rational> list, int scale)
    {
        Scale = scale;
        _quotients = [.. list];
        // A constant with more places than the column equals none of its values.
        _whole = [.. list
            .Where(r => r.Floor(scale) == r.Ceiling(scale))
            .Select(r => r.Floor(scale))
            .Where(v => v >= Int128.MinValue && v <= Int128.MaxValue)
            .Select(v => (Int128)v)];
        if (_whole.Count <= FewConstants)
            Few = [.. _whole.Where(v => v >= long.MinValue && v <= long.MaxValue).Select(v => (long)v)];
    }

    public int Scale { get; }

    /// <summary>The constants that integers of 64 bits can equal; null when they are many.</summary>
    public long[]? Few { get; }

    public bool Contains(Int128 value) => _whole.Contains(value);

    public bool Contains((BigInteger Numerator, BigInteger Denominator) value) => _quotients.Contains(new Rational(value.Numerator, value.Denominator));
}

/// <summary>A comparison of two numbers of a row, as it is tested against scaled integers of their scales.</summary>
internal sealed class CompareTest
{
    private readonly long _left;
    private readonly long _right;

    public CompareTest(CompareNode node, int leftScale, int rightScale)
    {
        (LeftScale, RightScale) = (leftScale, rightScale);
        // left / 10^l ? right / 10^r × times, multiplied out.
        BigInteger left = Decimals.PowerOfTen(rightScale) * node.Times.Denominator, right = Decimals.PowerOfTen(leftScale) * node.Times.Numerator;
        BigInteger common = BigInteger.GreatestCommonDivisor(left, right);
        (left, right) = (left / common, right / common);
        HasFactors = left <= long.MaxValue && BigInteger.Abs(right) <= long.MaxValue;
        if (HasFactors)
            (_left, _right) = ((long)left, (long)right);
    }

    public int LeftScale { get; }

    public int RightScale { get; }

    /// <summary>Whether what both sides are multiplied by fits 64 bits, so that the products of such numbers fit 128.</summary>
    public bool HasFactors { get; }

    public int Compare(long left, long right) => ((Int128)left * _left).CompareTo((Int128)right * _right);
}
