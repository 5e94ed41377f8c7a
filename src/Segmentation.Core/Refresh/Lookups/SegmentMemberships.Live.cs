using Segmentation.Refresh;

namespace Segmentation;

// Answers over the source as it is now, whatever is stored.
public sealed partial class SegmentMemberships
{
    /// <summary>Whether a customer satisfies a segment now, by the source. Reads what the segment needs of this one customer.</summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="customer">The customer; one whom the source does not know satisfies none.</param>
    /// <param name="asOf">The instant; null for now.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="KeyNotFoundException">There is no such usable segment.</exception>
    /// <exception cref="SegmentFailedException">The host did not answer an external condition of it.</exception>
    public async Task<bool> ContainsLiveAsync(string segmentId, SubjectKey customer, DateTimeOffset? asOf = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        CatalogView view = await _catalog.GetViewAsync(ct).ConfigureAwait(false);
        SegmentSet set = DraftSet.Bind(view, view.Set[segmentId].Definition, _services.Bind);
        return (await LiveAsync(set, customer, asOf, ct).ConfigureAwait(false))[segmentId].Contains(customer);
    }

    /// <summary>The segments that a customer satisfies now, by the source, in ordinal order of their ids. Segments that failed are not among them.</summary>
    /// <param name="customer">The customer; one whom the source does not know satisfies none.</param>
    /// <param name="asOf">The instant; null for now.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<string>> GetLiveSegmentsOfAsync(SubjectKey customer, DateTimeOffset? asOf = null, CancellationToken ct = default)
    {
        SegmentSet set = await _catalog.GetAsync(ct).ConfigureAwait(false);
        return (await LiveAsync(set, customer, asOf, ct).ConfigureAwait(false)).SegmentsOf(customer);
    }

    /// <summary>Evaluates a definition that need not be stored, and compares with the stored members of its id.</summary>
    /// <param name="draft">The definition; the sticky lists of its id apply.</param>
    /// <param name="page">Which page of customers; null for the first.</param>
    /// <param name="asOf">The instant; null for now.</param>
    /// <param name="ct">Cancels between blocks.</param>
    /// <exception cref="SegmentDefinitionException">Something is wrong with the definition; every problem is listed.</exception>
    /// <exception cref="SegmentFailedException">The host did not answer an external condition of it.</exception>
    public async Task<SegmentPreview> PreviewAsync(Segment draft, PageRequest? page = null, DateTimeOffset? asOf = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        page ??= new PageRequest();
        CatalogView view = await _catalog.GetViewAsync(ct).ConfigureAwait(false);
        SegmentSet set = DraftSet.Bind(view, draft, _services.Bind);
        EvaluationResult result = await EvaluateAsync(_services.Source, set, asOf ?? _services.Time.Now(), ct).ConfigureAwait(false);
        MemberSet members = result[draft.Id];
        MemberDifference difference = await MemberDifference.OfAsync(
            _services.Store.GetMembersAsync(draft.Id, null, ct), result, members, ct).ConfigureAwait(false);
        SubjectKey[] keys = [.. members.Where(k => page.After is not { } after || k > after).Take(page.Limit + 1)];
        bool isMore = keys.Length > page.Limit;
        return new SegmentPreview
        {
            AsOf = result.AsOf,
            Count = members.Count,
            Customers = result.SubjectCount,
            Entering = difference.Entered,
            Leaving = difference.Left,
            Page = isMore ? keys[..^1] : keys,
            Next = isMore ? keys[^2] : null,
            Warnings = set.Warnings,
        };
    }

    /// <summary>
    /// Looks customers up who are given by key or e-mail address, and says who of them is a stored member now. Walks the
    /// customers of the source once.
    /// </summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="customers">Keys, in the form in which the source has them, or e-mail addresses, which ignore case.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<CustomerValidation> ValidateAsync(string segmentId, IReadOnlyList<string> customers, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        ArgumentNullException.ThrowIfNull(customers);
        var search = new CustomerSearch(customers);
        await search.RunAsync(_services.Source, _catalog.Schema, ct).ConfigureAwait(false);
        var found = new List<ValidatedCustomer>();
        bool isOpen = await IsOpenAsync(segmentId, _services.Time.GetUtcNow(), ct).ConfigureAwait(false);
        foreach ((string Text, SubjectKey Customer)[] some in search.Found.Chunk(1000))
        {
            IReadOnlyList<SubjectKey> members = isOpen
                ? await _services.Store.FindMembersAsync(segmentId, [.. some.Select(s => s.Customer).Distinct()], ct).ConfigureAwait(false)
                : [];
            HashSet<SubjectKey> among = [.. members];
            found.AddRange(some.Select(s => new ValidatedCustomer(s.Text, s.Customer, among.Contains(s.Customer))));
        }

        return new CustomerValidation(found, search.Unknown);
    }

    private Task<EvaluationResult> LiveAsync(SegmentSet set, SubjectKey customer, DateTimeOffset? asOf, CancellationToken ct) =>
        EvaluateAsync(new OneSubjectSource(_services.Source, customer), set, asOf ?? _services.Time.Now(), ct);
}
