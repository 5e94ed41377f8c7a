using System.Numerics;

namespace Segmentation.Matching;

/// <summary>Exact comparison of quotients without allocating.</summary>
internal static class Exact
{
    /// <summary>How a / b compares with c / d; the divisors are positive.</summary>
    public static int Compare(Int128 a, UInt128 b, Int128 c, UInt128 d)
    {
        if (a < 0 != c < 0)
            return a < 0 ? -1 : 1;
        (UInt128 leftHigh, UInt128 leftLow) = Multiply(Magnitude(a), d);
        (UInt128 rightHigh, UInt128 rightLow) = Multiply(Magnitude(c), b);
        int order = leftHigh == rightHigh ? leftLow.CompareTo(rightLow) : leftHigh.CompareTo(rightHigh);
        return a < 0 ? -order : order;
    }

    private static UInt128 Magnitude(Int128 value) => unchecked((UInt128)(value < 0 ? -value : value));

    private static (UInt128 High, UInt128 Low) Multiply(UInt128 x, UInt128 y)
    {
        ulong x1 = (ulong)(x >> 64), x0 = (ulong)x, y1 = (ulong)(y >> 64), y0 = (ulong)y;
        if ((x1 | y1) == 0)
            return (0, Product(x0, y0));
        UInt128 low = Product(x0, y0), cross1 = Product(x1, y0), cross2 = Product(x0, y1);
        UInt128 middle = (low >> 64) + (ulong)cross1 + (ulong)cross2;
        return (Product(x1, y1) + (cross1 >> 64) + (cross2 >> 64) + (middle >> 64), (middle << 64) | (ulong)low);
    }

    private static UInt128 Product(ulong x, ulong y)
    {
        ulong high = Math.BigMul(x, y, out ulong low);
        return new UInt128(high, low);
    }

    /// <summary>What a scaled integer over a divisor is divided by in all; null where that does not fit.</summary>
    public static UInt128? DivisorOf(int scale, long divisor)
    {
        var power = (UInt128)Decimals.PowerOfTen(scale);
        return divisor == 1 ? power
            : power > UInt128.MaxValue / (UInt128)divisor ? null
            : power * (UInt128)divisor;
    }

    public static UInt128? DivisorOf(NumberCells values, int row) => DivisorOf(values.Scale, values.DivisorOf(row));

    public static BigInteger WideDivisorOf(int scale, long divisor) => (BigInteger)Decimals.PowerOfTen(scale) * divisor;

    public static BigInteger WideDivisorOf(NumberCells values, int row) => WideDivisorOf(values.Scale, values.DivisorOf(row));
}
