using System.Collections.Immutable;

namespace Segmentation;

/// <summary>
/// The sticky lists of segments: customers who are in, or out, whatever the conditions say. Excluded beats included
/// beats conditions; active flag, dates, scope, websites and stores still apply. Immutable.
/// </summary>
/// <param name="Segments">The lists by segment id.</param>
public sealed record SegmentLists(IReadOnlyDictionary<string, SegmentList> Segments)
{
    /// <summary>No lists.</summary>
    public static SegmentLists Empty { get; } = new(ImmutableDictionary<string, SegmentList>.Empty);
}

/// <summary>The sticky lists of one segment.</summary>
/// <param name="Include">Keys of customers who are in.</param>
/// <param name="Exclude">Keys of customers who are out.</param>
public sealed record SegmentList(IReadOnlyList<string> Include, IReadOnlyList<string> Exclude);
