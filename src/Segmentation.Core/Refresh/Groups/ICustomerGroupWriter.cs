namespace Segmentation;

/// <summary>
/// The host's own customer groups, which segments move customers between. Called block by block after a refresh, never by
/// two at once. Implementations are safe for concurrent use.
/// </summary>
public interface ICustomerGroupWriter
{
    /// <summary>The groups that customers are in now.</summary>
    /// <param name="customers">The customers, each once, in key order.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <returns>A group for each customer there is, null for one without; customers who are gone are left out, and are not moved.</returns>
    ValueTask<IReadOnlyDictionary<SubjectKey, string?>> ReadAsync(IReadOnlyList<SubjectKey> customers, CancellationToken ct);

    /// <summary>
    /// Moves customers. After a crash the same moves may come again: moving someone who is there already must do no harm.
    /// When it throws, the store writes nothing either, and the block is tried again by the next refresh.
    /// </summary>
    /// <param name="moves">The moves, each customer once, in key order; at least one.</param>
    /// <param name="transaction">The store's transaction. A host whose groups are in the same database writes in it, and its
    /// moves are then committed with the store's; another one ignores it.</param>
    /// <param name="ct">Cancels the writing.</param>
    ValueTask WriteAsync(IReadOnlyList<CustomerGroupMove> moves, StoreTransaction transaction, CancellationToken ct);
}

/// <summary>A move of a customer to another group.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="From">The group when it was read; null for none.</param>
/// <param name="To">The group to move to; null for none.</param>
/// <param name="SegmentId">The segment that decides; null for the way back to the group from before the first automatic move.</param>
public sealed record CustomerGroupMove(SubjectKey Customer, string? From, string? To, string? SegmentId);
