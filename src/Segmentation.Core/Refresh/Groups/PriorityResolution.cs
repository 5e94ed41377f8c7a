namespace Segmentation;

/// <summary>
/// Which of the segments that a customer is in decides: the smallest priority number, ties by the smaller id (ordinal).
/// For customer groups among segments that move to one, and for whatever else a host wants one segment for.
/// </summary>
public static class PriorityResolution
{
    /// <summary>Ranks segments.</summary>
    /// <param name="segments">The segments that match, in any order, each id once.</param>
    public static PriorityRanking Rank(IEnumerable<Segment> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        return Rank(segments.Select(s => new PriorityCandidate(s.Id, s.Priority)));
    }

    /// <summary>Ranks segments of which only id and priority are known.</summary>
    /// <param name="candidates">The segments that match, in any order, each id once.</param>
    public static PriorityRanking Rank(IEnumerable<PriorityCandidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        PriorityCandidate[] order = [.. candidates.OrderBy(c => c.Priority).ThenBy(c => c.SegmentId, StringComparer.Ordinal)];
        return new PriorityRanking([.. order.Select((c, rank) => new RankedSegment(c.SegmentId, c.Priority, rank + 1, Reason(order, rank)))]);
    }

    private static string Reason(PriorityCandidate[] order, int rank)
    {
        PriorityCandidate own = order[rank];
        if (rank == 0)
        {
            return order.Length == 1 ? "It is the only one."
                : order[1].Priority == own.Priority ? FormattableString.Invariant($"Of those with priority {own.Priority} its id comes first.")
                : FormattableString.Invariant($"Its priority {own.Priority} is the smallest number.");
        }

        PriorityCandidate better = order[rank - 1];
        return better.Priority == own.Priority
            ? FormattableString.Invariant($"It has the priority {own.Priority} as '{better.SegmentId}' has, whose id comes first.")
            : FormattableString.Invariant($"Its priority {own.Priority} is a greater number than the {better.Priority} of '{better.SegmentId}'.");
    }
}

/// <summary>A segment that takes part in a ranking.</summary>
/// <param name="SegmentId">The segment.</param>
/// <param name="Priority">Its priority; the smaller number wins.</param>
public readonly record struct PriorityCandidate(string SegmentId, int Priority);

/// <summary>Segments in the order in which they decide. Immutable.</summary>
/// <param name="Order">The winner first.</param>
public sealed record PriorityRanking(IReadOnlyList<RankedSegment> Order)
{
    /// <summary>The segment that decides; null when there is none at all.</summary>
    public RankedSegment? Winner => Order.Count > 0 ? Order[0] : null;
}

/// <summary>A segment's place in a ranking.</summary>
/// <param name="SegmentId">The segment.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="Rank">Its place, from 1.</param>
/// <param name="Reason">Why it has that place, in a sentence.</param>
public sealed record RankedSegment(string SegmentId, int Priority, int Rank, string Reason);
