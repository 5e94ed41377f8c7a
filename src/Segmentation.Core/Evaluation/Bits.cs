using System.Numerics;

namespace Segmentation.Evaluation;

/// <summary>Bitmaps as words, a bit a row. Bits past the last row are zero.</summary>
internal static class Bits
{
    public static int Words(int count) => (count + 63) >> 6;

    public static ulong[] None(int count) => new ulong[Words(count)];

    public static ulong[] All(int count)
    {
        var words = new ulong[Words(count)];
        SetAll(words, count);
        return words;
    }

    public static void SetAll(Span<ulong> words, int count)
    {
        words.Fill(ulong.MaxValue);
        ClearTail(words, count);
    }

    public static bool Get(ReadOnlySpan<ulong> words, int row) => (words[row >> 6] >> row & 1) != 0;

    /// <summary>Whether the bit is set; a null bitmap has all of them set.</summary>
    public static bool IsSet(ulong[]? words, int row) => words is null || Get(words, row);

    /// <summary>Whether the bit is set; an empty bitmap has all of them set.</summary>
    public static bool IsAmong(ReadOnlySpan<ulong> words, int row) => words.IsEmpty || Get(words, row);

    public static void Set(Span<ulong> words, int row) => words[row >> 6] |= 1UL << row;

    public static void ClearTail(Span<ulong> words, int count)
    {
        if ((count & 63) != 0)
            words[Words(count) - 1] &= (1UL << count) - 1;
    }

    public static ulong[] Not(ulong[] words, int count)
    {
        var result = new ulong[words.Length];
        for (int i = 0; i < words.Length; i++)
            result[i] = ~words[i];
        ClearTail(result, count);
        return result;
    }

    public static void And(Span<ulong> into, ReadOnlySpan<ulong> other)
    {
        other = other[..into.Length];
        for (int i = 0; i < into.Length; i++)
            into[i] &= other[i];
    }

    public static void AndNot(Span<ulong> into, ReadOnlySpan<ulong> other)
    {
        other = other[..into.Length];
        for (int i = 0; i < into.Length; i++)
            into[i] &= ~other[i];
    }

    public static void Or(Span<ulong> into, ReadOnlySpan<ulong> other)
    {
        other = other[..into.Length];
        for (int i = 0; i < into.Length; i++)
            into[i] |= other[i];
    }

    public static int Count(ReadOnlySpan<ulong> words)
    {
        int count = 0;
        foreach (ulong word in words)
            count += BitOperations.PopCount(word);
        return count;
    }

    public static bool Any(ReadOnlySpan<ulong> words) => words.ContainsAnyExcept(0UL);

    /// <summary>The bits of 1 to 64 rows from a row on; those past the count are zero.</summary>
    public static ulong Window(ReadOnlySpan<ulong> words, int from, int count)
    {
        // The next word is shifted in whether it is needed or not: a branch would be guessed wrong every few rows.
        int word = from >> 6, shift = from & 63, next = Math.Min(word + 1, words.Length - 1);
        ulong bits = words[word] >> shift | words[next] << 1 << (63 - shift);
        return bits & (ulong.MaxValue >> (64 - count));
    }

    /// <summary>Sets the bits in [from, to).</summary>
    public static void SetRange(Span<ulong> words, int from, int to)
    {
        if (from >= to)
            return;
        int first = from >> 6, last = (to - 1) >> 6;
        ulong head = ulong.MaxValue << from, tail = ulong.MaxValue >> (63 - ((to - 1) & 63));
        if (first == last)
        {
            words[first] |= head & tail;
            return;
        }

        words[first] |= head;
        words[(first + 1)..last].Fill(ulong.MaxValue);
        words[last] |= tail;
    }

    /// <summary>Copies a run of bits to another place, whatever stood there.</summary>
    public static void Copy(ReadOnlySpan<ulong> words, int from, int count, Span<ulong> into, int to)
    {
        while (count > 0)
        {
            int shift = to & 63, some = Math.Min(count, 64 - shift);
            ulong mask = (some == 64 ? ulong.MaxValue : (1UL << some) - 1) << shift;
            ref ulong target = ref into[to >> 6];
            target = target & ~mask | Window(words, from, some) << shift;
            from += some;
            to += some;
            count -= some;
        }
    }
}
