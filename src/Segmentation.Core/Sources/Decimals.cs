namespace Segmentation;

/// <summary>Decimals as exact scaled integers.</summary>
internal static class Decimals
{
    private static readonly Int128[] Powers = BuildPowers();

    /// <summary>10 to the power of 0 … 38.</summary>
    public static Int128 PowerOfTen(int exponent) => Powers[exponent];

    /// <summary>The integer that the decimal is when its point is left out.</summary>
    public static Int128 Unscaled(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = (Int128)new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        return bits[3] < 0 ? -magnitude : magnitude;
    }

    /// <summary>The unscaled integer and the fewest decimal places that hold the value exactly.</summary>
    public static (Int128 Unscaled, int Scale) Normalise(decimal value)
    {
        Int128 unscaled = Unscaled(value);
        int scale = value.Scale;
        while (scale > 0)
        {
            (Int128 quotient, Int128 remainder) = Int128.DivRem(unscaled, 10);
            if (remainder != 0)
                break;
            unscaled = quotient;
            scale--;
        }

        return (unscaled, scale);
    }

    /// <summary>The decimal that a scaled integer is, or null when it has more digits than a decimal.</summary>
    public static decimal? Exact(Int128 unscaled, int scale)
    {
        for (; scale > 0 && unscaled % 10 == 0; scale--)
            unscaled /= 10;
        UInt128 magnitude = (UInt128)(unscaled < 0 ? -unscaled : unscaled);
        return scale > 28 || magnitude >> 96 != 0
            ? null
            : new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), unscaled < 0, (byte)scale);
    }

    private static Int128[] BuildPowers()
    {
        var powers = new Int128[39];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;
        return powers;
    }
}
