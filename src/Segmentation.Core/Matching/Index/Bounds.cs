namespace Segmentation.Matching;

/// <summary>Ascending bounds, of which a number has reached some. Immutable.</summary>
internal sealed class Bounds
{
    // As many as two lines of a cache have room for.
    private const int Run = 16;

    private readonly long[] _all;
    private readonly long[] _ends;

    public Bounds(long[] all)
    {
        _all = all;
        _ends = new long[all.Length / Run];
        for (int i = 0; i < _ends.Length; i++)
            _ends[i] = all[(i + 1) * Run - 1];
    }

    /// <summary>How many the number has reached: first how many whole runs, then how many of the next.</summary>
    public int Passed(long value)
    {
        int from = _ends.Length == 0 ? 0 : Passed(_ends, value) * Run;
        return from + Passed(_all.AsSpan(from, Math.Min(Run, _all.Length - from)), value);
    }

    // Without a branch that could be guessed wrong.
    private static int Passed(ReadOnlySpan<long> bounds, long value)
    {
        int from = 0;
        for (int count = bounds.Length; count > 0;)
        {
            int half = (count + 1) >> 1;
            from = bounds[from + half - 1] <= value ? from + half : from;
            count -= half;
        }

        return from;
    }
}
