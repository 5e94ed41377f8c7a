namespace Segmentation.Matching;

/// <summary>
/// Which of a run of formulas have a code in their set, for every code: whole bitmaps at some codes, and between them the
/// formulas that change. Immutable.
/// </summary>
internal sealed class CodeBits
{
    private const int LeastStride = 8;

    private readonly int _words;
    private readonly int _stride;
    private readonly int[] _changesUpTo;
    private readonly int[] _changes;
    private readonly ulong[] _bitmaps;

    /// <param name="sets">A set a formula.</param>
    /// <param name="codeCount">How many codes there are.</param>
    public CodeBits(IReadOnlyList<CodeSet> sets, int codeCount)
    {
        _words = (sets.Count + 63) >> 6;
        // A bitmap costs as much as some changes, so that there is one for about as many.
        _stride = Math.Max(LeastStride, _words / 2);
        (int Code, int Formula)[] changes = [.. ChangesOf(sets, codeCount).OrderBy(c => c.Code)];
        _changes = Array.ConvertAll(changes, c => c.Formula);
        _changesUpTo = new int[codeCount];
        int change = 0;
        for (int code = 0; code < codeCount; code++)
        {
            while (change < changes.Length && changes[change].Code <= code)
                change++;
            _changesUpTo[code] = change;
        }

        _bitmaps = new ulong[(changes.Length / _stride + 1) * _words];
        var bits = new ulong[_words];
        for (int i = 0; i <= changes.Length; i++)
        {
            if (i % _stride == 0)
                bits.CopyTo(_bitmaps, i / _stride * _words);
            if (i < changes.Length)
                bits[_changes[i] >> 6] ^= 1UL << _changes[i];
        }
    }

    /// <summary>Writes a bit a formula.</summary>
    public void Load(int code, Span<ulong> into)
    {
        int changes = _changesUpTo[code], bitmap = changes / _stride;
        _bitmaps.AsSpan(bitmap * _words, _words).CopyTo(into);
        foreach (int formula in _changes.AsSpan(bitmap * _stride, changes - bitmap * _stride))
            into[formula >> 6] ^= 1UL << formula;
    }

    private static IEnumerable<(int Code, int Formula)> ChangesOf(IReadOnlyList<CodeSet> sets, int codeCount)
    {
        for (int formula = 0; formula < sets.Count; formula++)
        {
            // Every end of an interval is a change; beyond the last code nothing changes.
            for (int i = 0; i < sets[formula].Ends.Length; i++)
            {
                if (sets[formula].Ends[i] < codeCount)
                    yield return (sets[formula].Ends[i], formula);
            }
        }
    }
}
