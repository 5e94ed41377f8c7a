using System.Numerics;

namespace Segmentation.Predicates;

/// <summary>An exact quotient of two integers, as bounds are compared; the denominator is positive. Not reduced.</summary>
internal readonly record struct Rational(BigInteger Numerator, BigInteger Denominator) : IComparable<Rational>
{
    /// <summary>Integers below it are exact in binary floating point.</summary>
    private const long Exact = 1L << 53;

    public Rational(BigInteger value)
        : this(value, BigInteger.One)
    {
    }

    public static Rational Of(decimal value)
    {
        (Int128 unscaled, int scale) = Decimals.Normalise(value);
        return new Rational(unscaled, Decimals.PowerOfTen(scale));
    }

    public int CompareTo(Rational other) => Denominator == other.Denominator
        ? Numerator.CompareTo(other.Numerator)
        : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public Rational Plus(Rational other) =>
        new(Numerator * other.Denominator + other.Numerator * Denominator, Denominator * other.Denominator);

    public Rational Times(Rational other) => new(Numerator * other.Numerator, Denominator * other.Denominator);

    public Rational Negated() => new(-Numerator, Denominator);

    public bool IsWhole => (Numerator % Denominator).IsZero;

    /// <summary>The greatest integer not above the value times 10^scale.</summary>
    public BigInteger Floor(int scale = 0)
    {
        BigInteger quotient = BigInteger.DivRem(Numerator * Decimals.PowerOfTen(scale), Denominator, out BigInteger remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The least integer not below the value times 10^scale.</summary>
    public BigInteger Ceiling(int scale = 0)
    {
        BigInteger quotient = BigInteger.DivRem(Numerator * Decimals.PowerOfTen(scale), Denominator, out BigInteger remainder);
        return remainder.Sign > 0 ? quotient + 1 : quotient;
    }

    // Equal quotients are equal bounds, whatever their terms: 2.50 is 2.5 (decimals are normalised when read).
    public bool Equals(Rational other) => CompareTo(other) == 0;

    public override int GetHashCode()
    {
        // A quotient of integers that binary floating point holds exactly rounds to one number, whatever its terms.
        if (AreExact(Numerator, Denominator))
            return ((double)Numerator / (double)Denominator).GetHashCode();
        BigInteger divisor = BigInteger.GreatestCommonDivisor(Numerator, Denominator);
        BigInteger numerator = Numerator / divisor, denominator = Denominator / divisor;
        return AreExact(numerator, denominator)
            ? ((double)numerator / (double)denominator).GetHashCode()
            : HashCode.Combine(numerator, denominator);
    }

    private static bool AreExact(BigInteger numerator, BigInteger denominator) =>
        numerator > -Exact && numerator < Exact && denominator < Exact;
}
