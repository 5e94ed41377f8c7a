using System.Numerics;
using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>A range as it is tested in one run: its ends at the run's instant, and the same for scaled integers of one scale.</summary>
internal sealed class RangeTest
{
    private readonly Rational? _low;
    private readonly Rational? _high;
    private readonly bool _lowIncluded;
    private readonly bool _highIncluded;

    /// <param name="low">The lower end; null for none.</param>
    /// <param name="lowIncluded">Whether the lower end is in the range.</param>
    /// <param name="high">The upper end; null for none.</param>
    /// <param name="highIncluded">Whether the upper end is in the range.</param>
    /// <param name="scale">The decimal places of what is tested.</param>
    public RangeTest(Rational? low, bool lowIncluded, Rational? high, bool highIncluded, int scale)
    {
        (_low, _lowIncluded, _high, _highIncluded) = (low, lowIncluded, high, highIncluded);
        Scale = scale;
        Least = low is not { } l ? Int128.MinValue : lowIncluded ? l.Ceiling(scale) : l.Floor(scale) + 1;
        Most = high is not { } h ? Int128.MaxValue : highIncluded ? h.Floor(scale) : h.Ceiling(scale) - 1;
        Quotient = QuotientTest.Of(this, scale);
        if (Least > Most || Least > long.MaxValue || Most < long.MinValue)
            return;
        var from = (long)BigInteger.Max(Least, long.MinValue);
        Narrow = (from, unchecked((ulong)((long)BigInteger.Min(Most, long.MaxValue) - from)));
    }

    public int Scale { get; }

    /// <summary>The least scaled integer in the range.</summary>
    public BigInteger Least { get; }

    /// <summary>The greatest scaled integer in the range.</summary>
    public BigInteger Most { get; }

    /// <summary>The same for integers of 64 bits, as the first and how many follow it; null when none is in the range.</summary>
    public (long From, ulong Width)? Narrow { get; }

    /// <summary>The test of quotients whose parts have 64 bits; null when the ends are too long for it.</summary>
    public QuotientTest? Quotient { get; }

    /// <summary>Whether a quotient, whose denominator is positive, is in the range.</summary>
    public bool Holds((BigInteger Numerator, BigInteger Denominator) value) =>
        Reaches(value, _low, _lowIncluded, 1) && Reaches(value, _high, _highIncluded, -1);

    private static bool Reaches((BigInteger Numerator, BigInteger Denominator) value, Rational? bound, bool included, int sign)
    {
        if (bound is not { } end)
            return true;
        int order = sign * (value.Numerator * end.Denominator).CompareTo(end.Numerator * value.Denominator);
        return order > 0 || (included && order == 0);
    }

    /// <summary>Tests numerator over divisor by multiplying out; products of two integers of 64 bits cannot overflow 128.</summary>
    internal sealed class QuotientTest
    {
        // Each end is numerator / denominator, the value's decimal places moved into the numerator.
        private readonly (long Numerator, long Denominator)? _low;
        private readonly (long Numerator, long Denominator)? _high;
        private readonly bool _lowIncluded;
        private readonly bool _highIncluded;

        private QuotientTest(RangeTest range, (long, long)? low, (long, long)? high)
        {
            (_low, _lowIncluded, _high, _highIncluded) = (low, range._lowIncluded, high, range._highIncluded);
        }

        public static QuotientTest? Of(RangeTest range, int scale) =>
            TryNarrow(range._low, scale, out (long, long)? low) && TryNarrow(range._high, scale, out (long, long)? high)
                ? new QuotientTest(range, low, high)
                : null;

        public bool Holds(long numerator, long divisor)
        {
            if (_low is { } low && Order(numerator, divisor, low) is var above && (_lowIncluded ? above < 0 : above <= 0))
                return false;
            return _high is not { } high || Order(numerator, divisor, high) is var below && (_highIncluded ? below <= 0 : below < 0);
        }

        private static int Order(long numerator, long divisor, (long Numerator, long Denominator) end) =>
            // Four numbers of 32 bits, which most are, have products of 64.
            numerator == (int)numerator && divisor == (int)divisor && end.Numerator == (int)end.Numerator && end.Denominator == (int)end.Denominator
                ? (numerator * end.Denominator).CompareTo(end.Numerator * divisor)
                : ((Int128)numerator * end.Denominator).CompareTo((Int128)end.Numerator * divisor);

        private static bool TryNarrow(Rational? end, int scale, out (long Numerator, long Denominator)? narrow)
        {
            narrow = null;
            if (end is not { } bound)
                return true;
            BigInteger numerator = bound.Numerator * Decimals.PowerOfTen(scale);
            if (numerator < long.MinValue || numerator > long.MaxValue || bound.Denominator > long.MaxValue)
                return false;
            narrow = ((long)numerator, (long)bound.Denominator);
            return true;
        }
    }
}
