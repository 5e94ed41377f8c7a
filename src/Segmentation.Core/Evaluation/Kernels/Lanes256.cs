using System.Runtime.Intrinsics;

namespace Segmentation.Evaluation;

/// <summary>Vectors of 256 bits: four numbers at once.</summary>
internal readonly struct Lanes256 : ILanes
{
    public static ulong InRange(ref long first, long from, ulong width)
    {
        Vector256<long> least = Vector256.Create(from);
        Vector256<ulong> most = Vector256.Create(width);
        ulong bits = 0;
        for (int i = 0; i < 64; i += Vector256<long>.Count)
        {
            Vector256<ulong> above = (Vector256.LoadUnsafe(ref first, (nuint)i) - least).AsUInt64();
            bits |= (ulong)Vector256.LessThanOrEqual(above, most).ExtractMostSignificantBits() << i;
        }

        return bits;
    }

    public static ulong Equal(ref int first, int code)
    {
        Vector256<int> wanted = Vector256.Create(code);
        ulong bits = 0;
        for (int i = 0; i < 64; i += Vector256<int>.Count)
            bits |= (ulong)Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)i), wanted).ExtractMostSignificantBits() << i;
        return bits;
    }

    public static ulong NotNegative(ref int first)
    {
        ulong bits = 0;
        for (int i = 0; i < 64; i += Vector256<int>.Count)
            bits |= (ulong)Vector256.LoadUnsafe(ref first, (nuint)i).ExtractMostSignificantBits() << i;
        return ~bits;
    }

    public static ulong HasAny(ref byte first, byte mask)
    {
        Vector256<byte> wanted = Vector256.Create(mask);
        ulong bits = 0;
        for (int i = 0; i < 64; i += Vector256<byte>.Count)
            bits |= (ulong)Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)i) & wanted, Vector256<byte>.Zero).ExtractMostSignificantBits() << i;
        return ~bits;
    }
}
