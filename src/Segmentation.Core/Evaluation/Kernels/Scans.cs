using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Segmentation.Evaluation;

/// <summary>
/// Tests of every row of a column, 64 rows a word, with the widest vectors of the processor. Only the rows that are asked
/// about are tested (an empty bitmap asks about all); the others come out false. Words nobody asks about cost nothing.
/// </summary>
internal static class Scans
{
    // Up to so many rows of a word are looked up one by one.
    private const int FewRows = 12;

    /// <summary>Which numbers lie in [from, from + width].</summary>
    public static void InRange(ReadOnlySpan<long> values, long from, ulong width, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        if (Vector512.IsHardwareAccelerated)
            InRange<Lanes512>(values, from, width, among, into);
        else if (Vector256.IsHardwareAccelerated)
            InRange<Lanes256>(values, from, width, among, into);
        else if (Vector128.IsHardwareAccelerated)
            InRange<Lanes128>(values, from, width, among, into);
        else
            InRange<Lanes64>(values, from, width, among, into);
    }

    /// <summary>Which codes are the given one, or (when it is negative) which are not missing.</summary>
    public static void Equal(ReadOnlySpan<int> codes, int code, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        if (Vector512.IsHardwareAccelerated)
            Equal<Lanes512>(codes, code, among, into);
        else if (Vector256.IsHardwareAccelerated)
            Equal<Lanes256>(codes, code, among, into);
        else if (Vector128.IsHardwareAccelerated)
            Equal<Lanes128>(codes, code, among, into);
        else
            Equal<Lanes64>(codes, code, among, into);
    }

    /// <summary>Looks every code up: <c>answers[code + 1]</c>, so that the first answer is for what is missing.</summary>
    public static void LookUp(ReadOnlySpan<int> codes, ReadOnlySpan<byte> answers, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        if (Vector512.IsHardwareAccelerated)
            LookUp<Lanes512>(codes, answers, among, into);
        else if (Vector256.IsHardwareAccelerated)
            LookUp<Lanes256>(codes, answers, among, into);
        else if (Vector128.IsHardwareAccelerated)
            LookUp<Lanes128>(codes, answers, among, into);
        else
            LookUp<Lanes64>(codes, answers, among, into);
    }

    /// <summary>Looks every code up and keeps the answers, a byte a row, of which <see cref="HasAny"/> tells bits.</summary>
    public static void LookUp(ReadOnlySpan<int> codes, ReadOnlySpan<byte> answers, Span<byte> into)
    {
        int whole = codes.Length & ~63;
        for (int from = 0; from < whole; from += 64)
            LookUpAll(codes.Slice(from, 64), answers, into.Slice(from, 64));
        for (int row = whole; row < codes.Length; row++)
            into[row] = answers[codes[row] + 1];
    }

    /// <summary>Which bytes have one of the bits of a mask.</summary>
    public static void HasAny(ReadOnlySpan<byte> bytes, byte mask, Span<ulong> into)
    {
        if (Vector512.IsHardwareAccelerated)
            HasAny<Lanes512>(bytes, mask, into);
        else if (Vector256.IsHardwareAccelerated)
            HasAny<Lanes256>(bytes, mask, into);
        else if (Vector128.IsHardwareAccelerated)
            HasAny<Lanes128>(bytes, mask, into);
        else
            HasAny<Lanes64>(bytes, mask, into);
    }

    public static void HasAny<TLanes>(ReadOnlySpan<byte> bytes, byte mask, Span<ulong> into)
        where TLanes : struct, ILanes
    {
        ref byte first = ref MemoryMarshal.GetReference(bytes);
        int words = bytes.Length >> 6;
        for (int word = 0; word < words; word++)
            into[word] = TLanes.HasAny(ref Unsafe.Add(ref first, word << 6), mask);
        ReadOnlySpan<byte> rest = bytes[(words << 6)..];
        if (rest.IsEmpty)
            return;
        ulong bits = 0;
        for (int i = 0; i < rest.Length; i++)
            bits |= ((rest[i] & mask) != 0 ? 1UL : 0UL) << i;
        into[words] = bits;
    }

    public static void InRange<TLanes>(ReadOnlySpan<long> values, long from, ulong width, ReadOnlySpan<ulong> among, Span<ulong> into)
        where TLanes : struct, ILanes
    {
        ref long first = ref MemoryMarshal.GetReference(values);
        int words = values.Length >> 6;
        for (int word = 0; word < words; word++)
        {
            ulong asked = among.IsEmpty ? ulong.MaxValue : among[word];
            into[word] = asked == 0 ? 0 : asked & TLanes.InRange(ref Unsafe.Add(ref first, word << 6), from, width);
        }

        ReadOnlySpan<long> rest = values[(words << 6)..];
        if (rest.IsEmpty)
            return;
        ulong bits = 0;
        for (int i = 0; i < rest.Length; i++)
            bits |= (unchecked((ulong)(rest[i] - from)) <= width ? 1UL : 0UL) << i;
        into[words] = among.IsEmpty ? bits : bits & among[words];
    }

    public static void Equal<TLanes>(ReadOnlySpan<int> codes, int code, ReadOnlySpan<ulong> among, Span<ulong> into)
        where TLanes : struct, ILanes
    {
        ref int first = ref MemoryMarshal.GetReference(codes);
        int words = codes.Length >> 6;
        for (int word = 0; word < words; word++)
        {
            ulong asked = among.IsEmpty ? ulong.MaxValue : among[word];
            ref int some = ref Unsafe.Add(ref first, word << 6);
            into[word] = asked == 0 ? 0 : asked & (code < 0 ? TLanes.NotNegative(ref some) : TLanes.Equal(ref some, code));
        }

        ReadOnlySpan<int> rest = codes[(words << 6)..];
        if (rest.IsEmpty)
            return;
        ulong bits = 0;
        for (int i = 0; i < rest.Length; i++)
            bits |= ((code < 0 ? rest[i] >= 0 : rest[i] == code) ? 1UL : 0UL) << i;
        into[words] = among.IsEmpty ? bits : bits & among[words];
    }

    public static void LookUp<TLanes>(ReadOnlySpan<int> codes, ReadOnlySpan<byte> answers, ReadOnlySpan<ulong> among, Span<ulong> into)
        where TLanes : struct, ILanes
    {
        Span<byte> found = stackalloc byte[64];
        int words = codes.Length >> 6;
        for (int word = 0; word < words; word++)
        {
            ulong asked = among.IsEmpty ? ulong.MaxValue : among[word];
            ReadOnlySpan<int> some = codes.Slice(word << 6, 64);
            if (BitOperations.PopCount(asked) <= FewRows)
            {
                into[word] = LookUpFew(some, answers, asked);
                continue;
            }

            LookUpAll(some, answers, found);
            into[word] = asked & TLanes.HasAny(ref MemoryMarshal.GetReference(found), byte.MaxValue);
        }

        ReadOnlySpan<int> rest = codes[(words << 6)..];
        if (!rest.IsEmpty)
            into[words] = LookUpFew(rest, answers, (among.IsEmpty ? ulong.MaxValue : among[words]) & (1UL << rest.Length) - 1);
    }

    // Whether all codes have an answer is asked for a vector at a time, and no longer at each.
    private static void LookUpAll(ReadOnlySpan<int> codes, ReadOnlySpan<byte> answers, Span<byte> found)
    {
        Vector128<uint> greatest = Vector128<uint>.Zero;
        for (int i = 0; i < 64; i += Vector128<int>.Count)
            greatest = Vector128.Max(greatest, (Vector128.Create(codes.Slice(i, Vector128<int>.Count)) + Vector128<int>.One).AsUInt32());
        if (Vector128.GreaterThanOrEqualAny(greatest, Vector128.Create((uint)answers.Length)))
            throw new ArgumentException("A column has a code that its dictionary lacks, or refers to a row that is not there.", nameof(codes));

        ref int code = ref MemoryMarshal.GetReference(codes);
        ref byte answer = ref Unsafe.Add(ref MemoryMarshal.GetReference(answers), 1);
        ref byte into = ref MemoryMarshal.GetReference(found);
        for (int i = 0; i < 64; i += 4)
        {
            Unsafe.Add(ref into, i) = Unsafe.Add(ref answer, Unsafe.Add(ref code, i));
            Unsafe.Add(ref into, i + 1) = Unsafe.Add(ref answer, Unsafe.Add(ref code, i + 1));
            Unsafe.Add(ref into, i + 2) = Unsafe.Add(ref answer, Unsafe.Add(ref code, i + 2));
            Unsafe.Add(ref into, i + 3) = Unsafe.Add(ref answer, Unsafe.Add(ref code, i + 3));
        }
    }

    private static ulong LookUpFew(ReadOnlySpan<int> codes, ReadOnlySpan<byte> answers, ulong asked)
    {
        ulong bits = 0;
        for (ulong left = asked; left != 0; left &= left - 1)
        {
            int row = BitOperations.TrailingZeroCount(left);
            if (answers[codes[row] + 1] != 0)
                bits |= 1UL << row;
        }

        return bits;
    }
}
