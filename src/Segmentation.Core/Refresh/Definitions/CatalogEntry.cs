namespace Segmentation;

/// <summary>A stored segment, and how its refresh stands. Immutable.</summary>
/// <param name="Id">The segment.</param>
/// <param name="Definition">The definition; null when the stored text cannot be read, because a plug-in is missing for instance.</param>
/// <param name="Problems">Why the definition cannot be used; empty when it can. Paths begin at the definition's own file.</param>
/// <param name="Version">What an editor says it has changed; grows with every saving.</param>
/// <param name="CreatedAt">When it was first saved.</param>
/// <param name="SavedAt">When it was last saved.</param>
/// <param name="State">How its refresh stands.</param>
public sealed record CatalogEntry(
    string Id,
    Segment? Definition,
    IReadOnlyList<Problem> Problems,
    long Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset SavedAt,
    SegmentState State)
{
    /// <summary>Whether the definition can be used.</summary>
    public bool IsUsable => Problems.Count == 0;

    /// <summary>The revision that a commit says it has evaluated.</summary>
    internal long Revision { get; init; }
}
