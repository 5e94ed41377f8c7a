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
        BoundDefinitions definitions = await _catalog.GetBoundAsync(ct).ConfigureAwait(false);
        SegmentSet set = DefinitionBinding.Narrowed(definitions.Binding.Set, [segmentId], definitions.Lists, _services.Bind);
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
    /// <param name="options">What is shown; null for the defaults. Members to compare with and answers are those of this host, the block size that of its refreshes.</param>
    /// <param name="asOf">The instant; null for now.</param>
    /// <param name="ct">Cancels between blocks.</param>
    /// <exception cref="SegmentDefinitionException">Something is wrong with the definition or a column; every problem is listed.</exception>
    /// <exception cref="SegmentFailedException">The host did not answer an external condition of it.</exception>
    public async Task<SegmentPreview> PreviewAsync(Segment draft, SegmentPreviewOptions? options = null, DateTimeOffset? asOf = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        CatalogView view = await _catalog.GetViewAsync(ct).ConfigureAwait(false);
        SegmentSet set = DraftSet.Bind(view, draft, _services.Bind);
        options = (options ?? new SegmentPreviewOptions()) with
        {
            StoredMembers = _services.Store.GetMembersAsync(draft.Id, null, ct).Select(m => m.Key),
            External = _services.External,
            BlockSize = _services.Settings.BlockSize,
        };
        SegmentPreview preview = await new SegmentPreviewer(_services.Source).PreviewAsync(set, draft, asOf ?? _services.Time.Now(), options, null, ct).ConfigureAwait(false);
        return preview with { Warnings = set.Warnings };
    }

    /// <summary>
    /// Looks customers up who are given by key or e-mail address, and says who of them is a stored member now. Walks the
    /// customers of the source once.
    /// </summary>
    /// <param name="segmentId">The segment; nobody is in one that is not stored.</param>
    /// <param name="given">Keys, in the form in which the source has them, or e-mail addresses, which ignore case.</param>
    /// <param name="naming">What customers go by; null for that.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<MembershipValidation> ValidateAsync(string segmentId, IReadOnlyList<string> given, SubjectNaming? naming = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        DateTimeOffset now = _services.Time.Now();
        bool isOpen = await IsOpenAsync(segmentId, now, ct).ConfigureAwait(false);
        return await new MembershipValidator(_services.Source).ValidateAsync(
            _catalog.Schema,
            async (keys, token) => isOpen ? await _services.Store.FindMembersAsync(segmentId, keys, token).ConfigureAwait(false) : [],
            given,
            now,
            naming,
            ct).ConfigureAwait(false);
    }

    /// <summary>Looks customers up who are given by key or e-mail address, and says who of them satisfies a segment now, by the source.</summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="given">Keys, in the form in which the source has them, or e-mail addresses, which ignore case.</param>
    /// <param name="naming">What customers go by; null for that.</param>
    /// <param name="asOf">The instant; null for now.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="KeyNotFoundException">There is no such usable segment.</exception>
    /// <exception cref="SegmentFailedException">The segment asks the host, which only refreshing and previewing do.</exception>
    public async Task<MembershipValidation> ValidateLiveAsync(
        string segmentId, IReadOnlyList<string> given, SubjectNaming? naming = null, DateTimeOffset? asOf = null, CancellationToken ct = default)
    {
        SegmentSet set = await _catalog.GetAsync(ct).ConfigureAwait(false);
        return await new MembershipValidator(_services.Source).ValidateAsync(set, segmentId, given, asOf ?? _services.Time.Now(), naming, ct).ConfigureAwait(false);
    }

    private Task<EvaluationResult> LiveAsync(SegmentSet set, SubjectKey customer, DateTimeOffset? asOf, CancellationToken ct) =>
        EvaluateAsync(new OneSubjectSource(_services.Source, customer), set, asOf ?? _services.Time.Now(), ct);
}
