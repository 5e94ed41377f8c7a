using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Segmentation;

/// <summary>Decimals as exact scaled integers.</summary>
internal static class Decimals
{
    private const ulong SmallBound = 1_000_000_000_000_000_000;

    private static readonly Int128[] Powers = BuildPowers();

    // What the runtime lays a decimal out as; it is looked at once, and if it should change the parts are copied out.
    private static readonly bool ArePartsAsExpected = ReadsParts();

    /// <summary>10 to the power of 0 … 38.</summary>
    public static Int128 PowerOfTen(int exponent) => Powers[exponent];

    /// <summary>
    /// The integer that a decimal is when its point is left out, and its places, where the integer is below 10^18 in size:
    /// nearly every decimal there is. Reads a decimal's parts where they lie, as copying them out costs more than all else.
    /// </summary>
    public static bool IsSmall(in decimal value, out long unscaled, out int scale)
    {
        ref readonly Parts parts = ref Unsafe.As<decimal, Parts>(ref Unsafe.AsRef(in value));
        if (!ArePartsAsExpected)
            return IsSmallByBits(value, out unscaled, out scale);
        scale = parts.Flags >> 16 & 0xFF;
        unscaled = parts.Flags < 0 ? -(long)parts.Low : (long)parts.Low;
        return parts.High == 0 && parts.Low < SmallBound;
    }

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

    private static bool IsSmallByBits(decimal value, out long unscaled, out int scale)
    {
        Int128 whole = Unscaled(value);
        scale = value.Scale;
        unscaled = (long)whole;
        return whole > -(Int128)SmallBound && whole < SmallBound;
    }

    private static bool ReadsParts()
    {
        decimal probe = -123456789012345678.9012345678m;
        ref readonly Parts parts = ref Unsafe.As<decimal, Parts>(ref probe);
        int[] bits = decimal.GetBits(probe);
        return parts.Flags == bits[3] && parts.High == (uint)bits[2] && parts.Low == ((uint)bits[0] | (ulong)(uint)bits[1] << 32);
    }

    private static Int128[] BuildPowers()
    {
        var powers = new Int128[39];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;
        return powers;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Parts
    {
        public int Flags;
        public uint High;
        public ulong Low;
    }
}
