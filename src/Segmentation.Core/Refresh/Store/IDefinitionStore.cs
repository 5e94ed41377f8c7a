namespace Segmentation;

/// <summary>The definitions of segments, and their sticky lists.</summary>
/// <remarks>
/// All definitions and lists together have one version, a number that every change raises by one, so that a cache is
/// checked with one small question and a change is refused when anything has changed since it was thought out.
/// </remarks>
public interface IDefinitionStore
{
    /// <summary>The version of all definitions and lists together; 0 for a store in which nothing was ever saved. Constant time.</summary>
    /// <param name="ct">Cancels the reading.</param>
    ValueTask<long> GetVersionAsync(CancellationToken ct);

    /// <summary>All definitions, lists and states, as one consistent view.</summary>
    /// <param name="ct">Cancels the reading.</param>
    ValueTask<StoredDefinitions> GetDefinitionsAsync(CancellationToken ct);

    /// <summary>One definition with its state; null when there is none.</summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="ct">Cancels the reading.</param>
    ValueTask<StoredSegment?> FindSegmentAsync(string segmentId, CancellationToken ct);

    /// <summary>
    /// Saves definitions and edits lists, in one transaction. Every segment that it saves, whose list it edits, or that it
    /// names as stale becomes <see cref="SegmentStatus.Pending"/>, and its <see cref="StoredSegment.Revision"/> becomes the
    /// new version of all definitions; of a saved one <see cref="StoredSegment.Version"/> is raised by one as well. An edit
    /// that changes nothing (a key that is listed already) still does so.
    /// </summary>
    /// <param name="change">What to change.</param>
    /// <param name="ct">Cancels the change.</param>
    /// <returns>The new version of all definitions; null when the expected one is no longer current, and nothing was changed.</returns>
    /// <exception cref="ArgumentException">A list is edited of a segment that is not there; nothing was changed.</exception>
    ValueTask<long?> ChangeDefinitionsAsync(DefinitionChange change, CancellationToken ct);

    /// <summary>
    /// Deletes a segment with everything that belongs to it: definition, lists, members, state. What follows from its
    /// members' leaving is written as a refresh does (see <see cref="IMembershipStore.CommitAsync"/>): events, customers
    /// whose group is due, history. Raises the version of all definitions.
    /// </summary>
    /// <param name="deletion">What to delete.</param>
    /// <param name="ct">Cancels the deletion.</param>
    /// <returns><see cref="CommitOutcome.DefinitionChanged"/> when the version of all definitions is no longer the expected one or the segment is gone.</returns>
    ValueTask<CommitOutcome> DeleteAsync(SegmentDeletion deletion, CancellationToken ct);
}

/// <summary>Definitions and lists at one version. Immutable.</summary>
/// <param name="Version">The version of all of them together.</param>
/// <param name="Segments">In ordinal order of their ids.</param>
/// <param name="Lists">The sticky lists, in the order of segment id (ordinal), kind and key.</param>
public sealed record StoredDefinitions(long Version, IReadOnlyList<StoredSegment> Segments, IReadOnlyList<ListedCustomer> Lists);

/// <summary>A definition as it is stored, and how its refresh stands. Immutable.</summary>
/// <param name="Id">The segment.</param>
/// <param name="Json">The definition: a segment file in canonical form with this one segment.</param>
/// <param name="Version">Counts the savings of this definition, from 1; what an editor says it has changed.</param>
/// <param name="Revision">
/// The version of all definitions at the last change of anything that its members depend on: the definition itself, its
/// lists, or those of a segment that it refers to. A commit of other revisions is refused.
/// </param>
/// <param name="CreatedAt">When it was first saved.</param>
/// <param name="SavedAt">When it was last saved.</param>
/// <param name="State">How its refresh stands.</param>
public sealed record StoredSegment(
    string Id, string Json, long Version, long Revision, DateTimeOffset CreatedAt, DateTimeOffset SavedAt, SegmentState State);

/// <summary>A customer on a sticky list.</summary>
/// <param name="SegmentId">The segment.</param>
/// <param name="List">Which of its lists.</param>
/// <param name="Key">The customer.</param>
public readonly record struct ListedCustomer(string SegmentId, StickyList List, SubjectKey Key);

/// <summary>The two sticky lists of a segment.</summary>
public enum StickyList
{
    /// <summary>Who is in whatever the conditions say.</summary>
    Include,

    /// <summary>Who is out whatever the conditions and the other list say.</summary>
    Exclude,
}

/// <summary>A change of definitions and lists. Immutable.</summary>
public sealed record DefinitionChange
{
    /// <summary>The version of all definitions that the change was thought out for.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>When it is made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The definitions to insert or replace, each segment once.</summary>
    public IReadOnlyList<SavedDefinition> Saves { get; init; } = [];

    /// <summary>Who is put on lists and taken off them, in this order. Their segments are stored, or among <see cref="Saves"/>.</summary>
    public IReadOnlyList<ListEdit> Lists { get; init; } = [];

    /// <summary>Further segments whose members depend on what is changed, because they refer to it.</summary>
    public IReadOnlyList<string> Stale { get; init; } = [];
}

/// <summary>A definition to store.</summary>
/// <param name="Id">The segment.</param>
/// <param name="Json">A segment file in canonical form with this one segment.</param>
public sealed record SavedDefinition(string Id, string Json);

/// <summary>A customer to put on a list, or to take off it.</summary>
/// <param name="Customer">The segment, the list and the customer.</param>
/// <param name="IsListed">Whether the customer is on the list afterwards.</param>
public readonly record struct ListEdit(ListedCustomer Customer, bool IsListed);
