namespace Segmentation;

/// <summary>Which subjects are read, and how. Immutable; a value that breaks a rule is refused when it is set.</summary>
public sealed record SubjectReadOptions
{
    /// <summary>
    /// Only these subjects: keys in ascending order, such as the members of a segment; null for all. Streamed beside the
    /// source. Keys that the source does not have are passed over.
    /// </summary>
    public IAsyncEnumerable<SubjectKey>? Keys { get; init; }

    /// <summary>
    /// Only subjects whose key comes after this one; null from the first. A text is taken as a key of the kind that the
    /// source has.
    /// </summary>
    public SubjectKey? After { get; init; }

    /// <summary>How many subjects at most, 0 or more; null for all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int? Take { get; init => field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Take), value, "Take must be 0 or more."); }

    /// <summary>How many subjects are read together with all rows behind them, 1 or more. Memory grows with it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int BlockSize { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(BlockSize), value, "BlockSize must be 1 or more."); } = 4096;
}
