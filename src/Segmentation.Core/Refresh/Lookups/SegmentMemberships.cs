using System.Runtime.CompilerServices;
using Segmentation.Refresh;

namespace Segmentation;

/// <summary>
/// Who is in which segment: as refreshes have stored it, and live over the source. A segment that is inactive or has
/// expired answers no at once, before the next refresh empties it. Safe for concurrent use.
/// </summary>
public sealed partial class SegmentMemberships
{
    private readonly SegmentCatalog _catalog;
    private readonly RefreshServices _services;

    internal SegmentMemberships(SegmentCatalog catalog, RefreshServices services)
    {
        _catalog = catalog;
        _services = services;
    }

    /// <summary>The kind of customers' keys.</summary>
    public KeyKind KeyKind => _services.Store.KeyKind;

    /// <summary>The key that is written as a text.</summary>
    /// <param name="text">The text, in the form in which the source has keys.</param>
    /// <exception cref="FormatException">It is no key of the store's kind.</exception>
    public SubjectKey KeyOf(string text) => SubjectKey.Parse(text, KeyKind)
        ?? throw new FormatException($"'{text}' is no key of the kind {KeyKind}, which the store's keys are of.");

    /// <summary>Whether a customer is a stored member of a segment now. Two small questions to the store.</summary>
    /// <param name="segmentId">The segment; nobody is in one that is not stored.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="ct">Cancels the look-up.</param>
    public ValueTask<bool> ContainsAsync(string segmentId, SubjectKey customer, CancellationToken ct = default) =>
        ContainsAsync(segmentId, customer, _services.Time.GetUtcNow(), ct);

    /// <summary>Whether a customer is a stored member of a segment that can have members at an instant.</summary>
    /// <param name="segmentId">The segment; nobody is in one that is not stored.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="ct">Cancels the look-up.</param>
    public async ValueTask<bool> ContainsAsync(string segmentId, SubjectKey customer, DateTimeOffset asOf, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        return await IsOpenAsync(segmentId, asOf, ct).ConfigureAwait(false)
            && await _services.Store.ContainsAsync(segmentId, customer, ct).ConfigureAwait(false);
    }

    /// <summary>The segments of which a customer is a stored member now, in ordinal order of their ids.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="ct">Cancels the look-up.</param>
    public ValueTask<IReadOnlyList<StoredMembership>> GetSegmentsOfAsync(SubjectKey customer, CancellationToken ct = default) =>
        GetSegmentsOfAsync(customer, _services.Time.GetUtcNow(), ct);

    /// <summary>The segments that can have members at an instant and of which a customer is a stored member, in ordinal order of their ids.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="ct">Cancels the look-up.</param>
    public async ValueTask<IReadOnlyList<StoredMembership>> GetSegmentsOfAsync(SubjectKey customer, DateTimeOffset asOf, CancellationToken ct = default)
    {
        BoundDefinitions definitions = await _catalog.GetBoundAsync(ct).ConfigureAwait(false);
        IReadOnlyList<StoredMembership> stored = await _services.Store.GetSegmentsOfAsync(customer, ct).ConfigureAwait(false);
        return [.. stored.Where(m => definitions.CanHaveMembers(m.SegmentId, asOf))];
    }

    /// <summary>Streams the stored members of a segment in key order; nobody when it cannot have members now.</summary>
    /// <param name="segmentId">The segment; nobody is in one that is not stored.</param>
    /// <param name="after">Begins behind this customer; null for the first one.</param>
    /// <param name="ct">Cancels the stream.</param>
    public async IAsyncEnumerable<StoredMember> GetMembersAsync(
        string segmentId, SubjectKey? after = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        if (!await IsOpenAsync(segmentId, _services.Time.GetUtcNow(), ct).ConfigureAwait(false))
            yield break;
        await foreach (StoredMember member in _services.Store.GetMembersAsync(segmentId, after, ct).ConfigureAwait(false))
            yield return member;
    }

    /// <summary>
    /// A page of the stored members of a segment. Keys alone come from the store; columns and conditions are read from the
    /// source, from its first customer to the last one of the page.
    /// </summary>
    /// <param name="segmentId">The segment; nobody is in one that is not stored.</param>
    /// <param name="page">Which page, and what of it; null for the keys of the first.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="SegmentDefinitionException">A column or the condition cannot be bound; every problem is listed.</exception>
    public async Task<SubjectPage> GetPageAsync(string segmentId, PageRequest? page = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        page ??= new PageRequest();
        IAsyncEnumerable<SubjectKey> members = GetMembersAsync(segmentId, page.After, ct).Select(m => m.Key);
        if (page is { Columns: [], Where: null })
        {
            List<SubjectRow> rows = await members.Take(page.Limit + 1).Select(key => new SubjectRow(key, [])).ToListAsync(ct).ConfigureAwait(false);
            return rows.Count > page.Limit ? new SubjectPage(rows[..page.Limit], rows[page.Limit - 1].Key) : new SubjectPage(rows, null);
        }

        SubjectQuery query = SubjectQuery.Bind(await _catalog.GetAsync(ct).ConfigureAwait(false), page.Columns, page.Where);
        var options = new SubjectReadOptions { Keys = members, BlockSize = _services.Settings.BlockSize };
        return await new SubjectReader(_services.Source).ReadPageAsync(query, _services.Time.Now(), page.Limit, options, ct).ConfigureAwait(false);
    }

    /// <summary>Whether a segment is one that can have members at an instant.</summary>
    private async ValueTask<bool> IsOpenAsync(string segmentId, DateTimeOffset asOf, CancellationToken ct) =>
        (await _catalog.GetBoundAsync(ct).ConfigureAwait(false)).CanHaveMembers(segmentId, asOf);

    private Task<EvaluationResult> EvaluateAsync(ISegmentSource source, SegmentSet set, DateTimeOffset asOf, CancellationToken ct)
    {
        var options = new EvaluationOptions { BlockSize = _services.Settings.BlockSize, External = _services.External };
        return new SegmentEvaluator(source).EvaluateAsync(set, asOf, options, null, ct);
    }
}
