using System.Runtime.InteropServices;

namespace Segmentation.Matching;

/// <summary>
/// Which of a run of formulas have a code in their set, for every code: a bitmap at some codes, and beside it the formulas
/// that change up to the next. What one look-up reads lies together. Immutable.
/// </summary>
internal sealed class CodeBits
{
    private const int LeastStride = 8;
    private const int ChangesAWord = 4;

    private readonly int _words;
    private readonly int _stride;
    private readonly int _blockWords;
    private readonly ushort[] _changesUpTo = [];
    private readonly int[]? _moreChangesUpTo;
    private readonly ulong[] _blocks;

    /// <param name="sets">A set a formula; no more than 65,536.</param>
    /// <param name="codeCount">How many codes there are.</param>
    public CodeBits(IReadOnlyList<CodeSet> sets, int codeCount)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sets.Count, MostFormulas);
        _words = (sets.Count + 63) >> 6;
        // A bitmap costs as much as some changes, so that there is one for about as many.
        _stride = Math.Max(LeastStride, _words / 2 / ChangesAWord * ChangesAWord);
        _blockWords = _words + _stride / ChangesAWord;
        int[] upTo = new int[codeCount];
        ushort[] changes = ChangesOf(sets, upTo);
        if (changes.Length <= ushort.MaxValue)
            _changesUpTo = Array.ConvertAll(upTo, c => (ushort)c);
        else
            _moreChangesUpTo = upTo;
        _blocks = new ulong[(changes.Length / _stride + 1) * _blockWords];
        var bits = new ulong[_words];
        for (int i = 0; i <= changes.Length; i++)
        {
            Span<ulong> block = _blocks.AsSpan(i / _stride * _blockWords, _blockWords);
            if (i % _stride == 0)
                bits.CopyTo(block);
            if (i == changes.Length)
                break;
            MemoryMarshal.Cast<ulong, ushort>(block[_words..])[i % _stride] = changes[i];
            bits[changes[i] >> 6] ^= 1UL << changes[i];
        }
    }

    public static int MostFormulas => ushort.MaxValue + 1;

    /// <summary>Writes a bit a formula.</summary>
    public void Load(int code, Span<ulong> into)
    {
        int changes = _moreChangesUpTo is null ? _changesUpTo[code] : _moreChangesUpTo[code];
        int block = (int)((uint)changes / (uint)_stride);
        ReadOnlySpan<ulong> read = _blocks.AsSpan(block * _blockWords, _blockWords);
        read[.._words].CopyTo(into);
        foreach (ushort formula in MemoryMarshal.Cast<ulong, ushort>(read[_words..])[..(changes - block * _stride)])
            into[formula >> 6] ^= 1UL << formula;
    }

    /// <summary>The formulas that change, by code, and how many do up to each code.</summary>
    private static ushort[] ChangesOf(IReadOnlyList<CodeSet> sets, int[] upTo)
    {
        // Every end of an interval is a change; beyond the last code nothing changes.
        foreach (CodeSet set in sets)
        {
            foreach (int end in set.Ends)
            {
                if (end < upTo.Length)
                    upTo[end]++;
            }
        }

        for (int code = 1; code < upTo.Length; code++)
            upTo[code] += upTo[code - 1];
        var changes = new ushort[upTo[^1]];
        int[] next = [0, .. upTo[..^1]];
        for (int formula = 0; formula < sets.Count; formula++)
        {
            foreach (int end in sets[formula].Ends)
            {
                if (end < upTo.Length)
                    changes[next[end]++] = (ushort)formula;
            }
        }

        return changes;
    }
}
