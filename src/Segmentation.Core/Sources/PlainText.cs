using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Segmentation;

/// <summary>A quick look at texts that are plainly within the rules, as nearly all are.</summary>
internal static class PlainText
{
    private const int CharactersOfAWord = 4;
    private const ulong NotAscii = 0xFF80_FF80_FF80_FF80;
    private const ulong Ones = 0x0001_0001_0001_0001;
    private const ulong Borrows = 0x8000_8000_8000_8000;

    /// <summary>Whether the text has ASCII characters alone, and no U+0000; of a long text, whether it has no U+0000 and nothing from U+D800 on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(ReadOnlySpan<char> text)
    {
        ref byte first = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(text));
        int length = text.Length;
        if (length > 2 * CharactersOfAWord)
            return IsLong(text);
        // Two words that may overlap.
        if (length >= CharactersOfAWord)
            return AreAscii(Unsafe.ReadUnaligned<ulong>(ref first), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, (length - CharactersOfAWord) * sizeof(char))));
        if (length >= CharactersOfAWord / 2)
            return AreAscii(Unsafe.ReadUnaligned<uint>(ref first) | Ones << 32, Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, (length - 2) * sizeof(char))) | Ones << 32);
        return length == 0 || text[0] - 1u < 0x7F;
    }

    private static bool AreAscii(ulong head, ulong tail) =>
        ((head | tail) & NotAscii) == 0 && (((head - Ones) | (tail - Ones)) & Borrows) == 0;

    private static bool IsLong(ReadOnlySpan<char> text)
    {
        ref ushort first = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        int last = text.Length - Vector128<ushort>.Count;
        Vector128<ushort> worst = Vector128<ushort>.Zero;
        for (int at = 0; at < last; at += Vector128<ushort>.Count)
            worst = Vector128.Max(worst, Vector128.LoadUnsafe(ref first, (nuint)at) - Vector128<ushort>.One);
        worst = Vector128.Max(worst, Vector128.LoadUnsafe(ref first, (nuint)last) - Vector128<ushort>.One);
        // U+0000 has become the greatest.
        return !Vector128.GreaterThanOrEqualAny(worst, Vector128.Create((ushort)0xD7FF));
    }
}
