using System.Numerics;

namespace Segmentation.Evaluation;

/// <summary>Bitmaps as arrays of words, a bit a row. Bits past the last row are zero.</summary>
internal static class Bits
{
    public static int Words(int count) => (count + 63) >> 6;

    public static ulong[] None(int count) => new ulong[Words(count)];

    public static ulong[] All(int count)
    {
        var words = new ulong[Words(count)];
        words.AsSpan().Fill(ulong.MaxValue);
        ClearTail(words, count);
        return words;
    }

    public static bool Get(ulong[] words, int row) => (words[row >> 6] >> row & 1) != 0;

    /// <summary>Whether the bit is set; a null bitmap has all of them set.</summary>
    public static bool IsSet(ulong[]? words, int row) => words is null || Get(words, row);

    public static void Set(ulong[] words, int row) => words[row >> 6] |= 1UL << row;

    public static void ClearTail(ulong[] words, int count)
    {
        if ((count & 63) != 0)
            words[^1] &= (1UL << count) - 1;
    }

    public static ulong[] Not(ulong[] words, int count)
    {
        var result = new ulong[words.Length];
        for (int i = 0; i < words.Length; i++)
            result[i] = ~words[i];
        ClearTail(result, count);
        return result;
    }

    public static void And(ulong[] into, ulong[] other)
    {
        for (int i = 0; i < into.Length; i++)
            into[i] &= other[i];
    }

    public static void Or(ulong[] into, ulong[] other)
    {
        for (int i = 0; i < into.Length; i++)
            into[i] |= other[i];
    }

    public static int Count(ulong[] words)
    {
        int count = 0;
        foreach (ulong word in words)
            count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>How many bits are set in [from, to).</summary>
    public static int Count(ulong[] words, int from, int to)
    {
        if (from >= to)
            return 0;
        int first = from >> 6, last = (to - 1) >> 6;
        ulong head = ulong.MaxValue << from, tail = ulong.MaxValue >> (63 - ((to - 1) & 63));
        if (first == last)
            return BitOperations.PopCount(words[first] & head & tail);
        int count = BitOperations.PopCount(words[first] & head);
        for (int i = first + 1; i < last; i++)
            count += BitOperations.PopCount(words[i]);
        return count + BitOperations.PopCount(words[last] & tail);
    }

    /// <summary>Whether a bit is set in [from, to).</summary>
    public static bool Any(ulong[] words, int from, int to)
    {
        if (from >= to)
            return false;
        int first = from >> 6, last = (to - 1) >> 6;
        ulong head = ulong.MaxValue << from, tail = ulong.MaxValue >> (63 - ((to - 1) & 63));
        if (first == last)
            return (words[first] & head & tail) != 0;
        if ((words[first] & head) != 0)
            return true;
        for (int i = first + 1; i < last; i++)
        {
            if (words[i] != 0)
                return true;
        }

        return (words[last] & tail) != 0;
    }
}
