using System.Numerics;

namespace Segmentation.Matching;

/// <summary>A bit a row. Reused from match to match.</summary>
internal sealed class RowBits
{
    private ulong[] _words = new ulong[1];

    public Span<ulong> Words(int count) => _words.AsSpan(0, (count + 63) >> 6);

    public bool this[int row] => (_words[row >> 6] >> row & 1) != 0;

    public void Set(int row) => _words[row >> 6] |= 1UL << row;

    /// <summary>Makes room for rows without losing those before.</summary>
    public void Reserve(int count)
    {
        int words = (count + 63) >> 6;
        if (words <= _words.Length)
            return;
        Array.Resize(ref _words, Math.Max(words, _words.Length * 2));
    }

    /// <summary>Clears all bits, with room for so many rows.</summary>
    public void Clear(int count)
    {
        Reserve(count);
        Array.Clear(_words);
    }

    /// <summary>Whether a bit is set from one row up to before another.</summary>
    public bool Any(int from, int to)
    {
        for (int row = from; row < to; row++)
        {
            ulong rest = _words[row >> 6] >> row;
            if (rest != 0)
                return row + BitOperations.TrailingZeroCount(rest) < to;
            row |= 63;
        }

        return false;
    }

    public int Count(int from, int to)
    {
        int count = 0;
        for (int row = from; row < to; row++)
            count += this[row] ? 1 : 0;
        return count;
    }
}
