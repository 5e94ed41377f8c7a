using System.Runtime.Intrinsics;

namespace Segmentation.Evaluation;

/// <summary>Vectors of 512 bits: eight numbers, or 64 bytes, at once.</summary>
internal readonly struct Lanes512 : ILanes
{
    public static ulong InRange(ref long first, long from, ulong width)
    {
        Vector512<long> least = Vector512.Create(from);
        Vector512<ulong> most = Vector512.Create(width);
        ulong bits = 0;
        for (int i = 0; i < 64; i += Vector512<long>.Count)
        {
            Vector512<ulong> above = (Vector512.LoadUnsafe(ref first, (nuint)i) - least).AsUInt64();
            bits |= (ulong)Vector512.LessThanOrEqual(above, most).ExtractMostSignificantBits() << i;
        }

        return bits;
    }

    public static ulong Equal(ref int first, int code)
    {
        Vector512<int> wanted = Vector512.Create(code);
        ulong bits = 0;
        for (int i = 0; i < 64; i += Vector512<int>.Count)
            bits |= (ulong)Vector512.Equals(Vector512.LoadUnsafe(ref first, (nuint)i), wanted).ExtractMostSignificantBits() << i;
        return bits;
    }

    public static ulong NotNegative(ref int first)
    {
        ulong bits = 0;
        for (int i = 0; i < 64; i += Vector512<int>.Count)
            bits |= (ulong)Vector512.LoadUnsafe(ref first, (nuint)i).ExtractMostSignificantBits() << i;
        return ~bits;
    }

    public static ulong HasAny(ref byte first, byte mask)
    {
        Vector512<byte> wanted = Vector512.Create(mask);
        ulong bits = 0;
        for (int i = 0; i < 64; i += Vector512<byte>.Count)
            bits |= (ulong)Vector512.Equals(Vector512.LoadUnsafe(ref first, (nuint)i) & wanted, Vector512<byte>.Zero).ExtractMostSignificantBits() << i;
        return ~bits;
    }
}
