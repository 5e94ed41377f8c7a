using System.Runtime.CompilerServices;

namespace Segmentation.Evaluation;

/// <summary>A row at a time, for processors without vectors; also what the others are tested against.</summary>
internal readonly struct Lanes64 : ILanes
{
    public static ulong InRange(ref long first, long from, ulong width)
    {
        ulong bits = 0;
        for (int i = 0; i < 64; i++)
            bits |= (unchecked((ulong)(Unsafe.Add(ref first, i) - from)) <= width ? 1UL : 0UL) << i;
        return bits;
    }

    public static ulong Equal(ref int first, int code)
    {
        ulong bits = 0;
        for (int i = 0; i < 64; i++)
            bits |= (Unsafe.Add(ref first, i) == code ? 1UL : 0UL) << i;
        return bits;
    }

    public static ulong NotNegative(ref int first)
    {
        ulong bits = 0;
        for (int i = 0; i < 64; i++)
            bits |= (Unsafe.Add(ref first, i) >= 0 ? 1UL : 0UL) << i;
        return bits;
    }

    public static ulong HasAny(ref byte first, byte mask)
    {
        ulong bits = 0;
        for (int i = 0; i < 64; i++)
            bits |= ((Unsafe.Add(ref first, i) & mask) != 0 ? 1UL : 0UL) << i;
        return bits;
    }
}
