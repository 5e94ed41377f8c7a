namespace Segmentation;

/// <summary>How an evaluation works. Immutable.</summary>
public sealed record EvaluationOptions
{
    /// <summary>How many customers are evaluated together, 1 or more; rounded up to a multiple of 64. Memory grows with it.</summary>
    public int BlockSize { get; init; } = 4096;

    /// <summary>Who answers external conditions; by default nobody.</summary>
    public ExternalAnswers External { get; init; } = ExternalAnswers.None;
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
    /// The leaves evaluated: each different leaf once a block, and once in all where it reads only rows that every block
    /// shares. It does not grow with the number of segments that ask the same leaf.
    /// </summary>
    public required long LeavesEvaluated { get; init; }

    /// <summary>The customers whom the host was asked about, each once an external condition.</summary>
    public long CustomersAsked { get; init; }
}
