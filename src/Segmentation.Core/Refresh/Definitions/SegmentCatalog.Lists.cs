using Segmentation.Refresh;

namespace Segmentation;

// The sticky lists. A change makes the segment pending, and those that refer to it; members change with the next refresh.
public sealed partial class SegmentCatalog
{
    /// <summary>Puts customers on the list of those who are in the segment whatever its conditions say, and takes them off the other one.</summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="customers">The customers; the source need not know them yet.</param>
    /// <param name="ct">Cancels the change.</param>
    /// <exception cref="KeyNotFoundException">There is no such segment.</exception>
    /// <exception cref="ArgumentException">A key is not of the store's kind.</exception>
    public Task IncludeAsync(string segmentId, IReadOnlyCollection<SubjectKey> customers, CancellationToken ct = default) =>
        ListAsync(segmentId, customers, StickyList.Include, [StickyList.Exclude], ct);

    /// <summary>Puts customers on the list of those who are out of the segment whatever its conditions say, and takes them off the other one.</summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="customers">The customers; the source need not know them yet.</param>
    /// <param name="ct">Cancels the change.</param>
    /// <exception cref="KeyNotFoundException">There is no such segment.</exception>
    /// <exception cref="ArgumentException">A key is not of the store's kind.</exception>
    public Task ExcludeAsync(string segmentId, IReadOnlyCollection<SubjectKey> customers, CancellationToken ct = default) =>
        ListAsync(segmentId, customers, StickyList.Exclude, [StickyList.Include], ct);

    /// <summary>Takes customers off both lists of a segment, so that its conditions decide.</summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="customers">The customers; one who is on no list is ignored.</param>
    /// <param name="ct">Cancels the change.</param>
    /// <exception cref="KeyNotFoundException">There is no such segment.</exception>
    /// <exception cref="ArgumentException">A key is not of the store's kind.</exception>
    public Task UnlistAsync(string segmentId, IReadOnlyCollection<SubjectKey> customers, CancellationToken ct = default) =>
        ListAsync(segmentId, customers, null, Enum.GetValues<StickyList>(), ct);

    /// <summary>Takes customers off one list of a segment.</summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="customers">The customers; one who is not on the list is ignored.</param>
    /// <param name="list">The list.</param>
    /// <param name="ct">Cancels the change.</param>
    /// <exception cref="KeyNotFoundException">There is no such segment.</exception>
    /// <exception cref="ArgumentException">A key is not of the store's kind.</exception>
    public Task UnlistAsync(string segmentId, IReadOnlyCollection<SubjectKey> customers, StickyList list, CancellationToken ct = default) =>
        ListAsync(segmentId, customers, null, [list], ct);

    /// <summary>Replaces both lists of the segments that are named, all or none; others keep theirs.</summary>
    /// <param name="lists">The lists, keys in the form in which the source has them.</param>
    /// <param name="ct">Cancels the change.</param>
    /// <exception cref="SegmentDefinitionException">A segment is not stored, or a key is not of the store's kind; every problem is listed.</exception>
    public Task ReplaceListsAsync(SegmentLists lists, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(lists);
        return EditAsync(stored =>
        {
            var problems = new List<Problem>();
            IReadOnlyList<ListEdit> edits = Replacing(lists, stored, [], problems);
            return problems.Count == 0 ? edits : throw new SegmentDefinitionException(problems);
        }, ct);
    }

    /// <summary>What is to be changed so that the lists of the segments that are named become these.</summary>
    /// <param name="lists">The lists.</param>
    /// <param name="stored">What is stored.</param>
    /// <param name="saved">Segments that are about to be stored as well.</param>
    /// <param name="problems">Takes what is wrong with the lists.</param>
    private IReadOnlyList<ListEdit> Replacing(SegmentLists lists, StoredDefinitions stored, IEnumerable<string> saved, List<Problem> problems)
    {
        var wanted = new HashSet<ListedCustomer>();
        foreach ((string id, SegmentList list) in lists.Segments)
        {
            Read(id, StickyList.Include, "include", list.Include);
            Read(id, StickyList.Exclude, "exclude", list.Exclude);
        }

        problems.AddRange(lists.Segments.Keys.Except(stored.Segments.Select(s => s.Id).Concat(saved), StringComparer.Ordinal).Select(
            id => new Problem(id, "list.segment", $"The lists name the segment '{id}', which is not among the segments.")));
        ListedCustomer[] present = [.. stored.Lists.Where(l => lists.Segments.ContainsKey(l.SegmentId))];
        return [.. present.Except(wanted).Select(l => new ListEdit(l, IsListed: false)), .. wanted.Except(present).Select(l => new ListEdit(l, IsListed: true))];

        void Read(string id, StickyList kind, string name, IReadOnlyList<string> keys)
        {
            for (int i = 0; i < keys.Count; i++)
            {
                if (SubjectKey.Parse(keys[i], _store.KeyKind) is { } key)
                    wanted.Add(new ListedCustomer(id, kind, key));
                else
                    problems.Add(new Problem(FormattableString.Invariant($"{id}.{name}[{i}]"), "list.key", $"'{keys[i]}' is no key of the kind {_store.KeyKind}, which the store's keys are of."));
            }
        }
    }

    private Task ListAsync(string segmentId, IReadOnlyCollection<SubjectKey> customers, StickyList? onto, IReadOnlyList<StickyList> from, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        ArgumentNullException.ThrowIfNull(customers);
        ListedCustomer[] on = onto is { } kind ? [.. customers.Select(c => new ListedCustomer(segmentId, kind, c))] : [];
        ListedCustomer[] off = [.. from.SelectMany(k => customers.Select(c => new ListedCustomer(segmentId, k, c)))];
        return EditAsync(stored =>
        {
            if (stored.Segments.All(s => s.Id != segmentId))
                throw new KeyNotFoundException($"There is no segment '{segmentId}'.");
            return [.. off.Intersect(stored.Lists).Select(l => new ListEdit(l, IsListed: false)), .. on.Except(stored.Lists).Select(l => new ListEdit(l, IsListed: true))];
        }, ct);
    }

    private async Task EditAsync(Func<StoredDefinitions, IReadOnlyList<ListEdit>> edit, CancellationToken ct)
    {
        for (int attempt = 1; ; attempt++)
        {
            StoredDefinitions stored = await _store.GetDefinitionsAsync(ct).ConfigureAwait(false);
            IReadOnlyList<ListEdit> edits = edit(stored);
            if (edits.Count == 0)
                return;
            var change = new DefinitionChange
            {
                ExpectedVersion = stored.Version,
                At = _time.Now(),
                Lists = edits,
                Stale = ReferringTo(Bound(stored).Binding.Set, edits.Select(e => e.Customer.SegmentId)),
            };
            if (await _store.ChangeDefinitionsAsync(change, ct).ConfigureAwait(false) is not null)
            {
                await TellFollowerAsync(ct).ConfigureAwait(false);
                return;
            }

            if (attempt == Attempts)
                throw new SegmentStoreException($"The definitions were changed by others {Attempts} times while a list was being edited; try again.");
        }
    }
}
