namespace Segmentation.Evaluation;

/// <summary>
/// How many subjects the next block of a stream takes: fewer where those of the last one had many rows, so that a block's
/// memory is bounded by rows. A multiple of 64. Not safe for concurrent use.
/// </summary>
/// <param name="declared">How many each block takes; null to choose.</param>
internal sealed class StreamedBlockSize(int? declared)
{
    // Some megabytes a block, what is computed of each row included, and enough rows that what is done once a block does not matter.
    private const long RowsOfABlock = 1 << 15;

    // The first block may be of those with the most rows.
    private const int First = 64;

    /// <summary>How many.</summary>
    public int Subjects { get; private set; } = declared ?? First;

    /// <summary>Takes note of how many rows the block of so many subjects had, in all tables.</summary>
    public void Follow(long rows)
    {
        if (declared is not null)
            return;
        // No more than twice as many: the next may have more rows each.
        long wanted = Math.Min(Subjects * RowsOfABlock / Math.Max(rows, 1), 2L * Subjects);
        Subjects = (int)Math.Clamp(wanted, 64, EvaluationOptions.RowsOfAStreamedBlock) & ~63;
    }
}
