namespace Segmentation;

/// <summary>Who a definition would have as members, found without storing anything. Immutable.</summary>
public sealed record SegmentPreview
{
    /// <summary>The segment.</summary>
    public required string SegmentId { get; init; }

    /// <summary>The instant.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>How many members there are.</summary>
    public required int Count { get; init; }

    /// <summary>How many subjects are in the definition's scope, on its websites and in its stores, members or not.</summary>
    public required int InScope { get; init; }

    /// <summary>How many subjects there are.</summary>
    public required int Total { get; init; }

    /// <summary>Members per hundred subjects in scope, rounded half-even to 2 places; null when nobody is in scope.</summary>
    public decimal? PercentOfScope => Percent(InScope);

    /// <summary>Members per hundred subjects, rounded half-even to 2 places; null when there are none.</summary>
    public decimal? PercentOfAll => Percent(Total);

    /// <summary>The columns of the page.</summary>
    public required IReadOnlyList<BoundColumn> Columns { get; init; }

    /// <summary>Some of the members, in key order.</summary>
    public required SubjectPage Page { get; init; }

    /// <summary>Who would join and who would leave; null when no stored members were given to compare with.</summary>
    public MembershipChange? Change { get; init; }

    /// <summary>What is probably not meant, although it can be evaluated; empty when nothing was found or nobody looked.</summary>
    public IReadOnlyList<Problem> Warnings { get; init; } = [];

    private decimal? Percent(int of) => of == 0 ? null : Math.Round(100m * Count / of, 2, MidpointRounding.ToEven);
}

/// <summary>The difference between members stored and members found. Immutable.</summary>
/// <param name="Joining">How many would join.</param>
/// <param name="Leaving">How many would leave, subjects that the source no longer has among them.</param>
/// <param name="FirstJoining">The keys of the first who would join, as many as a page has, in key order.</param>
/// <param name="FirstLeaving">The keys of the first who would leave, as many as a page has, in key order.</param>
public sealed record MembershipChange(
    int Joining, int Leaving, IReadOnlyList<SubjectKey> FirstJoining, IReadOnlyList<SubjectKey> FirstLeaving);
