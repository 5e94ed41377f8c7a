using Segmentation.Refresh;

namespace Segmentation;

/// <summary>
/// The tags of customers: the distinct union of those given by hand and those of every segment that a customer is a stored
/// member of. Each keeps where it comes from, and goes with the last of them. Tags are the same when they differ in case
/// only. Safe for concurrent use.
/// </summary>
public sealed class CustomerTags
{
    private readonly SegmentMemberships _memberships;
    private readonly ISegmentStore _store;

    internal CustomerTags(SegmentMemberships memberships, ISegmentStore store)
    {
        _memberships = memberships;
        _store = store;
    }

    /// <summary>The tags of a customer now, in order (ordinal, ignoring case), each once with all its sources.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<CustomerTag>> GetAsync(SubjectKey customer, CancellationToken ct = default)
    {
        IReadOnlyList<string> byHand = await _store.GetTagsAsync(customer, ct).ConfigureAwait(false);
        IReadOnlyList<StoredMembership> memberships = await _memberships.GetSegmentsOfAsync(customer, ct).ConfigureAwait(false);
        var bySegment = new List<(string Tag, string? Segment)>();
        if (memberships.Count > 0)
        {
            // What a segment's members have is what it was committed with, not what its definition may say by now.
            StoredDefinitions definitions = await _store.GetDefinitionsAsync(ct).ConfigureAwait(false);
            HashSet<string> among = [.. memberships.Select(m => m.SegmentId)];
            bySegment.AddRange(definitions.Segments.Where(s => among.Contains(s.Id)).SelectMany(s => s.State.Effects.Tags.Select(t => (t, (string?)s.Id))));
        }

        return
        [
            .. byHand.Select(tag => (Tag: tag, Segment: (string?)null)).Concat(bySegment)
                .GroupBy(s => s.Tag, StringComparer.OrdinalIgnoreCase)
                .Select(g => new CustomerTag(
                    g.First().Tag, g.Any(s => s.Segment is null), [.. g.Select(s => s.Segment).OfType<string>().Distinct(StringComparer.Ordinal)]))
                .OrderBy(t => t.Tag, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>Gives tags to a customer by hand.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="tags">The tags; one that the customer has by hand already is kept as it is written.</param>
    /// <param name="ct">Cancels the writing.</param>
    /// <exception cref="ArgumentException">A tag is empty.</exception>
    public async Task GiveAsync(SubjectKey customer, IReadOnlyCollection<string> tags, CancellationToken ct = default)
    {
        Check(tags);
        IReadOnlyList<string> present = await _store.GetTagsAsync(customer, ct).ConfigureAwait(false);
        await _store.ChangeTagsAsync(customer, [.. tags.Except(present, StringComparer.OrdinalIgnoreCase)], [], ct).ConfigureAwait(false);
    }

    /// <summary>Takes tags away that a customer was given by hand. One that a segment gives as well stays, by that segment.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="tags">The tags; one that the customer lacks is ignored.</param>
    /// <param name="ct">Cancels the writing.</param>
    /// <exception cref="ArgumentException">A tag is empty.</exception>
    public async Task TakeAsync(SubjectKey customer, IReadOnlyCollection<string> tags, CancellationToken ct = default)
    {
        Check(tags);
        IReadOnlyList<string> present = await _store.GetTagsAsync(customer, ct).ConfigureAwait(false);
        await _store.ChangeTagsAsync(customer, [], [.. present.Where(p => tags.Contains(p, StringComparer.OrdinalIgnoreCase))], ct).ConfigureAwait(false);
    }

    private static void Check(IReadOnlyCollection<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        foreach (string tag in tags)
            ArgumentException.ThrowIfNullOrEmpty(tag, nameof(tags));
    }
}

/// <summary>A tag of a customer, and where it comes from.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="IsByHand">Whether it was given by hand.</param>
/// <param name="Segments">The segments that give it, in ordinal order of their ids.</param>
public sealed record CustomerTag(string Tag, bool IsByHand, IReadOnlyList<string> Segments);
