namespace Segmentation;

/// <summary>What a preview shows. Immutable; a value that breaks a rule is refused when it is set.</summary>
public sealed record SegmentPreviewOptions
{
    /// <summary>The columns of the page; none by default, for keys alone.</summary>
    public IReadOnlyList<SubjectColumn> Columns { get; init; } = [];

    /// <summary>How many members a page has at most, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int PageSize { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(PageSize), value, "PageSize must be 0 or more."); } = 20;

    /// <summary>
    /// Only members whose key comes after this one are on the page; null for the first page. Counts are of all members. A
    /// text is taken as a key of the kind that the source has.
    /// </summary>
    public SubjectKey? After { get; init; }

    /// <summary>
    /// Whether the definition counts as active, without its dates: what a draft would have for members. False by default: an
    /// inactive or expired definition has none.
    /// </summary>
    public bool AsIfActive { get; init; }

    /// <summary>The members stored now, in ascending key order, to tell who would join and leave; null for no comparison.</summary>
    public IAsyncEnumerable<SubjectKey>? StoredMembers { get; init; }

    /// <summary>How many subjects are evaluated together, 1 or more. Memory grows with it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int BlockSize { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(BlockSize), value, "BlockSize must be 1 or more."); } = 4096;

    /// <summary>Who answers external conditions; by default nobody.</summary>
    public ExternalAnswers External { get; init; } = ExternalAnswers.None;
}
