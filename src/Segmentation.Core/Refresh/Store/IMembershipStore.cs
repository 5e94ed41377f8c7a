namespace Segmentation;

/// <summary>Who is in which segment, as refreshes found it.</summary>
public interface IMembershipStore
{
    /// <summary>Whether a customer is a stored member. A segment that does not exist has none. Logarithmic time.</summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="ct">Cancels the look-up.</param>
    ValueTask<bool> ContainsAsync(string segmentId, SubjectKey customer, CancellationToken ct);

    /// <summary>The segments of which a customer is a stored member, in ordinal order of their ids.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="ct">Cancels the look-up.</param>
    ValueTask<IReadOnlyList<StoredMembership>> GetSegmentsOfAsync(SubjectKey customer, CancellationToken ct);

    /// <summary>Those of the customers who are stored members of a segment, in key order.</summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="customers">At most 1,000 customers, in any order.</param>
    /// <param name="ct">Cancels the look-up.</param>
    ValueTask<IReadOnlyList<SubjectKey>> FindMembersAsync(string segmentId, IReadOnlyList<SubjectKey> customers, CancellationToken ct);

    /// <summary>
    /// Streams a segment's members in key order, in blocks that fit memory. While nobody commits the segment, the stream is
    /// exactly its members; a commit in between may be seen in part.
    /// </summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="after">Begins behind this key; null for the first one.</param>
    /// <param name="ct">Cancels the stream.</param>
    IAsyncEnumerable<StoredMember> GetMembersAsync(string segmentId, SubjectKey? after, CancellationToken ct);

    /// <summary>
    /// Writes what a refresh found for one segment, in one transaction: members, state, effects, events, the customers
    /// whose group is due, history, and the run's result.
    /// </summary>
    /// <remarks>
    /// <para>Afterwards the state is <see cref="SegmentStatus.Completed"/> with the commit's figures. A change whose
    /// customer is in (or out) already changes no member and is an event all the same.</para>
    /// <para>The group of those who enter and leave is due with <see cref="SegmentCommit.TouchesGroups"/>, and that of every
    /// member afterwards with <see cref="SegmentCommit.TouchesAllGroups"/>; becoming due again gives a new stamp: see
    /// <see cref="IGroupStore"/>.</para>
    /// </remarks>
    /// <param name="commit">What was found. Its changes may be enumerated more than once.</param>
    /// <param name="ct">Cancels the commit; until it returns, nothing is written.</param>
    ValueTask<CommitOutcome> CommitAsync(SegmentCommit commit, CancellationToken ct);

    /// <summary>
    /// Records that a segment could not be refreshed: its state becomes <see cref="SegmentStatus.Error"/> with the reason
    /// and keeps everything else; its members stay as they are. With history and the run's result, in one transaction.
    /// </summary>
    /// <param name="failure">What happened.</param>
    /// <param name="ct">Cancels the writing.</param>
    ValueTask<CommitOutcome> FailAsync(SegmentRefreshFailure failure, CancellationToken ct);
}

/// <summary>A customer's membership of a segment.</summary>
/// <param name="SegmentId">The segment.</param>
/// <param name="Since">The as-of instant of the refresh that found the customer in it first, since when it did so every time.</param>
public readonly record struct StoredMembership(string SegmentId, DateTimeOffset Since);

/// <summary>A stored member of a segment.</summary>
/// <param name="Key">The customer.</param>
/// <param name="Since">The as-of instant of the refresh that found the customer in it first, since when it did so every time.</param>
public readonly record struct StoredMember(SubjectKey Key, DateTimeOffset Since);
