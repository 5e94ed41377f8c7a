using System.Runtime.Intrinsics;

namespace Segmentation.Evaluation;

/// <summary>Vectors of 128 bits: two numbers at once.</summary>
internal readonly struct Lanes128 : ILanes
{
    public static ulong InRange(ref long first, long from, ulong width)
    {
        Vector128<long> least = Vector128.Create(from);
        Vector128<ulong> most = Vector128.Create(width);
        ulong bits = 0;
        for (int i = 0; i < 64; i += Vector128<long>.Count)
        {
            Vector128<ulong> above = (Vector128.LoadUnsafe(ref first, (nuint)i) - least).AsUInt64();
            bits |= (ulong)Vector128.LessThanOrEqual(above, most).ExtractMostSignificantBits() << i;
        }

        return bits;
    }

    public static ulong Equal(ref int first, int code)
    {
        Vector128<int> wanted = Vector128.Create(code);
        ulong bits = 0;
        for (int i = 0; i < 64; i += Vector128<int>.Count)
            bits |= (ulong)Vector128.Equals(Vector128.LoadUnsafe(ref first, (nuint)i), wanted).ExtractMostSignificantBits() << i;
        return bits;
    }

    public static ulong NotNegative(ref int first)
    {
        ulong bits = 0;
        for (int i = 0; i < 64; i += Vector128<int>.Count)
            bits |= (ulong)Vector128.LoadUnsafe(ref first, (nuint)i).ExtractMostSignificantBits() << i;
        return ~bits;
    }

    public static ulong HasAny(ref byte first, byte mask)
    {
        Vector128<byte> wanted = Vector128.Create(mask);
        ulong bits = 0;
        for (int i = 0; i < 64; i += Vector128<byte>.Count)
            bits |= (ulong)Vector128.Equals(Vector128.LoadUnsafe(ref first, (nuint)i) & wanted, Vector128<byte>.Zero).ExtractMostSignificantBits() << i;
        return ~bits;
    }
}
