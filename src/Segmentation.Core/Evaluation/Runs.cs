namespace Segmentation.Evaluation;

/// <summary>
/// Where the rows of each parent row begin, and at the end where the last one's end: a stretch of a table's offsets, which
/// count from another row than the block does.
/// </summary>
/// <param name="offsets">The offsets of all parent rows.</param>
/// <param name="first">The first parent row of the stretch.</param>
/// <param name="count">The number of parent rows.</param>
/// <param name="start">The row that counts as 0.</param>
internal readonly struct Runs(int[] offsets, int first, int count, int start)
{
    public int Count { get; } = count;

    /// <summary>The row that counts as 0.</summary>
    public int Start { get; } = start;

    /// <summary>One more than parent rows, each <see cref="Start"/> too large.</summary>
    public ReadOnlySpan<int> Offsets => offsets.AsSpan(first, Count + 1);

    /// <summary>Where a parent row's rows begin, which is where the one's before it end.</summary>
    public int this[int parent] => offsets[first + parent] - Start;
}
