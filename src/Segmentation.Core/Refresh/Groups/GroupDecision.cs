namespace Segmentation.Refresh;

/// <summary>What is to become of one customer's group.</summary>
/// <param name="Assignment">The move in force afterwards, as applied; null for none.</param>
/// <param name="Move">What the host must change; null for nothing.</param>
/// <param name="IsMoved">Whether the customer is moved by it: now, or already before a crash that kept it from being recorded.</param>
internal sealed record GroupDecision(GroupAssignment? Assignment, CustomerGroupMove? Move, bool IsMoved)
{
    private static readonly GroupDecision Nothing = new(null, null, IsMoved: false);

    /// <summary>
    /// Decides. The winner's group applies; when none is left, the group from before the first automatic move returns. A
    /// group that someone has set by hand since stays as long as the same segment would decide, and is what the customer
    /// returns to.
    /// </summary>
    /// <param name="due">The customer, with what is stored.</param>
    /// <param name="group">The host's group of the customer; null for none.</param>
    public static GroupDecision Of(DueGroup due, string? group)
    {
        GroupAssignment? former = due.Assignment;
        GroupCandidate? winner = WinnerOf(due.Candidates);
        bool isByHand = former is not null && IsByHand(former, group);
        if (winner is null)
            return former is null || isByHand ? Nothing : Decided(due.Key, null, former, former.Original, former.Original, group);
        if (former is null)
            return Decided(due.Key, winner, null, group, winner.Group, group);
        if (!isByHand)
            return Decided(due.Key, winner, former, former.Original, winner.Group, group);
        return former.IsApplied && former.SegmentId == winner.SegmentId && former.Group == winner.Group
            ? new GroupDecision(former, null, IsMoved: false)
            : Decided(due.Key, winner, null, group, winner.Group, group);
    }

    /// <summary>Whether a group is neither the one that the customer was moved to nor, while that may not have happened yet, the one before.</summary>
    private static bool IsByHand(GroupAssignment former, string? group) => group != former.Group && (former.IsApplied || group != former.From);

    private static GroupCandidate? WinnerOf(IReadOnlyList<GroupCandidate> candidates)
    {
        string? winner = PriorityResolution.Rank(candidates.Select(c => new PriorityCandidate(c.SegmentId, c.Priority))).Winner?.SegmentId;
        return candidates.FirstOrDefault(c => c.SegmentId == winner);
    }

    private static GroupDecision Decided(SubjectKey key, GroupCandidate? winner, GroupAssignment? former, string? original, string? target, string? group)
    {
        // What a crash has left half done is counted when it is found to be done.
        bool isDoneBefore = former is { IsApplied: false } && former.Group == target && former.From != target && group == target;
        string? from = isDoneBefore ? former!.From : group;
        CustomerGroupMove? move = group == target ? null : new CustomerGroupMove(key, group, target, winner?.SegmentId);
        GroupAssignment? assignment = winner is null ? null : new GroupAssignment(key, winner.SegmentId, original, from, target, IsApplied: true);
        // Where nothing is moved, what the last move was stays known.
        if (move is null && !isDoneBefore && former is { IsApplied: true } && assignment is not null)
            assignment = assignment with { From = former.From };
        return new GroupDecision(assignment, move, move is not null || isDoneBefore);
    }

    /// <summary>The move as it is recorded before it is made.</summary>
    public GroupAssignment? Plan(DueGroup due) => Move is null
        ? null
        : Assignment is not null ? Assignment with { IsApplied = false }
        : new GroupAssignment(due.Key, null, due.Assignment!.Original, Move.From, Move.To, IsApplied: false);
}
