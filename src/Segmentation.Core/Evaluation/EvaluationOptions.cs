namespace Segmentation;

/// <summary>How an evaluation works. Immutable.</summary>
public sealed record EvaluationOptions
{
    internal const int RowsOfAStreamedBlock = 4096;

    /// <summary>
    /// How many customers are evaluated together, 1 or more; rounded up to a multiple of 64. Null, the default, lets the
    /// evaluation choose: at most 4,096 where rows are streamed, whose memory grows with it, fewer where customers have many
    /// rows each, and as many as fit a processor's cache where they lie in memory. The members are the same.
    /// </summary>
    public int? BlockSize { get; init; }

    /// <summary>
    /// How many blocks may be evaluated at once where the rows lie in memory, 1 or more. Null, the default, takes the number
    /// of processors for many rows and the caller's thread alone for few. The members are the same.
    /// </summary>
    public int? MaxDegreeOfParallelism { get; init; }

    /// <summary>Who answers external conditions; by default nobody.</summary>
    public ExternalAnswers External { get; init; } = ExternalAnswers.None;

    internal int? RowsOfABlock => (BlockSize + 63) & ~63;

    internal void Validate()
    {
        if (BlockSize is < 1)
            throw new ArgumentOutOfRangeException("options", BlockSize, $"{nameof(BlockSize)} must be at least 1.");
        if (MaxDegreeOfParallelism is < 1)
            throw new ArgumentOutOfRangeException("options", MaxDegreeOfParallelism, $"{nameof(MaxDegreeOfParallelism)} must be at least 1.");
    }
}

/// <summary>How far an evaluation has come.</summary>
/// <param name="Subjects">The customers evaluated so far.</param>
/// <param name="Blocks">The blocks evaluated so far.</param>
public readonly record struct EvaluationProgress(long Subjects, long Blocks);

/// <summary>What an evaluation did, in figures that do not depend on the clock.</summary>
public sealed record EvaluationStatistics
{
    /// <summary>The blocks of customers evaluated.</summary>
    public required long Blocks { get; init; }

    /// <summary>The rows that the source gave, by read (see <see cref="EntityRead.ToString"/>).</summary>
    public required IReadOnlyDictionary<string, long> RowsRead { get; init; }

    /// <summary>The different leaves of all segments.</summary>
    public required int DistinctLeaves { get; init; }

    /// <summary>
    /// The different leaves that were evaluated, each counted once however many segments and blocks asked for it. It equals
    /// <see cref="DistinctLeaves"/> unless a leaf was never needed, because others decided every customer.
    /// </summary>
    public required long LeavesEvaluated { get; init; }

    /// <summary>
    /// The leaves evaluated, summed over the blocks: each at most once a block, and once in all where it reads only rows that
    /// every block shares. It does not grow with the number of segments that ask the same leaf.
    /// </summary>
    public required long LeafEvaluations { get; init; }

    /// <summary>
    /// The rows that aggregates were computed over, times the different aggregates: none for what a snapshot has kept. It does
    /// not grow with the number of segments that ask the same aggregate.
    /// </summary>
    public required long RowsAggregated { get; init; }

    /// <summary>The customers whom the host was asked about, each once an external condition.</summary>
    public long CustomersAsked { get; init; }
}
