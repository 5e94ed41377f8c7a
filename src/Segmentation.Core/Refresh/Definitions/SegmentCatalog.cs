using Segmentation.Refresh;

namespace Segmentation;

/// <summary>
/// The definitions of a host's segments, with their sticky lists: saved, read, listed and deleted, always as a whole that
/// holds together. Safe for concurrent use, also by several processes over one store.
/// </summary>
public sealed partial class SegmentCatalog
{
    private const int Attempts = 10;

    private readonly ISegmentStore _store;
    private readonly SegmentSchema _schema;
    private readonly BindOptions _options;
    private readonly TimeProvider _time;
    private readonly SegmentRemoval _removal;
    private volatile BoundDefinitions? _bound;
    private volatile ICatalogFollower? _follower;

    internal SegmentCatalog(ISegmentStore store, SegmentSchema schema, BindOptions options, TimeProvider time, SegmentRemoval removal)
    {
        _store = store;
        _schema = schema;
        _options = options;
        _time = time;
        _removal = removal;
    }

    /// <summary>The schema that definitions are bound to.</summary>
    public SegmentSchema Schema => _schema;

    /// <summary>Is told of every change by this process; null for nobody.</summary>
    internal ICatalogFollower? Follower
    {
        get => _follower;
        set => _follower = value;
    }

    /// <summary>The usable segments, bound, with their sticky lists. A small question to the store when nothing has changed since the last call.</summary>
    /// <param name="ct">Cancels the reading.</param>
    public async ValueTask<SegmentSet> GetAsync(CancellationToken ct = default) => (await GetBoundAsync(ct).ConfigureAwait(false)).Binding.Set;

    /// <summary>All segments as they are stored now, with their states. Cost grows with their number.</summary>
    /// <param name="ct">Cancels the reading.</param>
    public async ValueTask<CatalogView> GetViewAsync(CancellationToken ct = default)
    {
        StoredDefinitions stored = await _store.GetDefinitionsAsync(ct).ConfigureAwait(false);
        BoundDefinitions bound = Bound(stored);
        CatalogEntry[] entries = [.. stored.Segments.Select(bound.Entry)];
        return new CatalogView(stored.Version, bound.Binding.Set, entries, bound.Lists);
    }

    /// <summary>A stored segment; null when there is none of that id.</summary>
    /// <param name="id">The segment.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async ValueTask<CatalogEntry?> FindAsync(string id, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return (await GetViewAsync(ct).ConfigureAwait(false)).Find(id);
    }

    /// <summary>Saves a definition, whatever is stored under its id. When it changes something, it becomes pending, and those that refer to it do.</summary>
    /// <param name="segment">The definition.</param>
    /// <param name="ct">Cancels the saving.</param>
    /// <exception cref="SegmentDefinitionException">Something is wrong with it, or with segments that refer to it; every problem is listed.</exception>
    public async Task<CatalogEntry> SaveAsync(Segment segment, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return (await SaveAsync([new SegmentSave(segment)], ct).ConfigureAwait(false))[0];
    }

    /// <summary>Saves a definition in place of the version that an editor read.</summary>
    /// <param name="segment">The definition.</param>
    /// <param name="expectedVersion">The version that is changed; 0 for a new segment.</param>
    /// <param name="ct">Cancels the saving.</param>
    /// <exception cref="SegmentConflictException">Another version is stored.</exception>
    /// <exception cref="SegmentDefinitionException">Something is wrong with it, or with segments that refer to it; every problem is listed.</exception>
    public async Task<CatalogEntry> SaveAsync(Segment segment, long expectedVersion, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return (await SaveAsync([new SegmentSave(segment, expectedVersion)], ct).ConfigureAwait(false))[0];
    }

    /// <summary>Saves several definitions, which may refer to each other: all of them or none.</summary>
    /// <param name="segments">The definitions, each id once; problems name them by their place.</param>
    /// <param name="ct">Cancels the saving.</param>
    /// <returns>What is stored, in the order of the definitions.</returns>
    /// <exception cref="SegmentConflictException">Another version is stored than one that is expected.</exception>
    /// <exception cref="SegmentDefinitionException">Something is wrong; every problem is listed.</exception>
    public Task<IReadOnlyList<CatalogEntry>> SaveAsync(IReadOnlyList<SegmentSave> segments, CancellationToken ct = default) =>
        SaveAsync(segments, SegmentLists.Empty, ct);

    /// <summary>Saves several definitions, and replaces both lists of the segments that are named: all of it or nothing.</summary>
    /// <param name="segments">The definitions, each id once; problems name them by their place.</param>
    /// <param name="lists">The lists of these segments or of stored ones, keys in the form in which the source has them.</param>
    /// <param name="ct">Cancels the saving.</param>
    /// <returns>What is stored, in the order of the definitions.</returns>
    /// <exception cref="SegmentConflictException">Another version is stored than one that is expected.</exception>
    /// <exception cref="SegmentDefinitionException">Something is wrong; every problem is listed, those of lists with codes that begin with <c>list.</c></exception>
    public async Task<IReadOnlyList<CatalogEntry>> SaveAsync(IReadOnlyList<SegmentSave> segments, SegmentLists lists, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(lists);
        IReadOnlyList<string> json = Write(segments);
        for (int attempt = 1; ; attempt++)
        {
            StoredDefinitions stored = await _store.GetDefinitionsAsync(ct).ConfigureAwait(false);
            if (await TrySaveAsync(segments, json, lists, stored, ct).ConfigureAwait(false))
                break;
            if (attempt == Attempts)
                throw new SegmentStoreException($"The definitions were changed by others {Attempts} times while these were being saved; try again.");
        }

        CatalogView view = await GetViewAsync(ct).ConfigureAwait(false);
        await TellFollowerAsync(ct).ConfigureAwait(false);
        return [.. segments.Select(s => view.Find(s.Segment.Id) ?? throw new SegmentConflictException(s.Segment.Id, s.ExpectedVersion ?? 0, 0))];
    }

    /// <summary>
    /// Deletes a segment. Its members leave, with events; their groups are settled. Waits for a refresh of the segment
    /// that is under way, as refreshes wait for each other.
    /// </summary>
    /// <param name="id">The segment.</param>
    /// <param name="expectedVersion">The version that is deleted; null for any.</param>
    /// <param name="ct">Cancels the deletion.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="SegmentInUseException">Others refer to it.</exception>
    /// <exception cref="SegmentConflictException">Another version is stored.</exception>
    /// <exception cref="SegmentBusyException">It was being refreshed for longer than refreshes wait for each other.</exception>
    public async Task<bool> DeleteAsync(string id, long? expectedVersion = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        bool isDeleted = await _removal.DeleteAsync(this, id, expectedVersion, ct).ConfigureAwait(false);
        await TellFollowerAsync(ct).ConfigureAwait(false);
        return isDeleted;
    }

    /// <summary>Tells the follower of changes, also by other processes.</summary>
    internal Task TellFollowerAsync(CancellationToken ct) => _follower?.FollowAsync(ct) ?? Task.CompletedTask;

    /// <summary>The definitions as they are now, read and bound, without the states.</summary>
    internal async ValueTask<BoundDefinitions> GetBoundAsync(CancellationToken ct)
    {
        BoundDefinitions? bound = _bound;
        return bound is not null && bound.Version == await _store.GetVersionAsync(ct).ConfigureAwait(false)
            ? bound
            : Bound(await _store.GetDefinitionsAsync(ct).ConfigureAwait(false));
    }

    private BoundDefinitions Bound(StoredDefinitions stored) => _bound = BoundDefinitions.Of(stored, _bound, _schema, _options);

    // A text that no file can hold is refused here; what a set cannot be bound to, later.
    private List<string> Write(IReadOnlyList<SegmentSave> segments)
    {
        List<string> json = [];
        List<Problem> problems = [];
        for (int i = 0; i < segments.Count; i++)
        {
            try
            {
                json.Add(SegmentFile.Write([segments[i].Segment], _options.Language));
            }
            catch (SegmentDefinitionException refusal)
            {
                problems.AddRange(refusal.Problems.Select(p => DefinitionBinding.Rebased(p, i)));
            }
        }

        return problems.Count == 0 ? json : throw new SegmentDefinitionException(problems);
    }

    private async Task<bool> TrySaveAsync(
        IReadOnlyList<SegmentSave> saves, IReadOnlyList<string> json, SegmentLists lists, StoredDefinitions stored, CancellationToken ct)
    {
        Dictionary<string, StoredSegment> known = stored.Segments.ToDictionary(s => s.Id, StringComparer.Ordinal);
        foreach (SegmentSave save in saves)
        {
            long actual = known.GetValueOrDefault(save.Segment.Id)?.Version ?? 0;
            if (save.ExpectedVersion is { } expected && expected != actual)
                throw new SegmentConflictException(save.Segment.Id, expected, actual);
        }

        var listProblems = new List<Problem>();
        IReadOnlyList<ListEdit> edits = Replacing(lists, stored, saves.Select(s => s.Segment.Id), listProblems);
        SegmentSet set = Checked([.. saves.Select(s => s.Segment)], Bound(stored), listProblems);
        SavedDefinition[] changed =
        [
            .. saves.Select((s, i) => new SavedDefinition(s.Segment.Id, json[i])).Where(s => known.GetValueOrDefault(s.Id)?.Json != s.Json),
        ];
        if (changed.Length + edits.Count == 0)
            return true;
        var change = new DefinitionChange
        {
            ExpectedVersion = stored.Version,
            At = _time.Now(),
            Saves = changed,
            Lists = edits,
            Stale = ReferringTo(set, [.. changed.Select(c => c.Id), .. edits.Select(e => e.Customer.SegmentId)]),
        };
        return await _store.ChangeDefinitionsAsync(change, ct).ConfigureAwait(false) is not null;
    }

    /// <summary>Binds what would be stored. Segments that could not be used before are no reason to refuse others.</summary>
    private SegmentSet Checked(IReadOnlyList<Segment> saved, BoundDefinitions before, List<Problem> listProblems)
    {
        var ids = saved.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        Segment[] others = [.. before.Readable.Where(s => !ids.Contains(s.Id))];
        Problem[] problems = [.. Repeated(saved), .. SegmentSet.Limits([.. saved, .. others], _options)];
        if (problems.Length > 0)
            throw new SegmentDefinitionException([.. problems, .. listProblems]);
        DefinitionBinding binding = DefinitionBinding.Of(_schema, [.. saved, .. others], before.Lists, _options);
        Problem[] own = [.. saved.SelectMany((s, i) => ProblemsOf(s).Select(p => DefinitionBinding.Rebased(p, i)))];
        Problem[] caused =
        [
            .. others.Where(s => !before.Binding.Problems.ContainsKey(s.Id))
                .SelectMany(s => ProblemsOf(s).Select(p => p with { Path = $"'{s.Id}' {p.Path}" })),
        ];
        // Those that only follow from others are told of where there is nothing else to tell.
        if (own.Length + caused.Length == 0)
            own = [.. saved.SelectMany((s, i) => binding.Problems.GetValueOrDefault(s.Id, []).Select(p => DefinitionBinding.Rebased(p, i)))];
        return own.Length + caused.Length + listProblems.Count == 0 ? binding.Set : throw new SegmentDefinitionException([.. own, .. caused, .. listProblems]);

        IReadOnlyList<Problem> ProblemsOf(Segment segment) =>
            binding.Followers.Contains(segment.Id) ? [] : binding.Problems.GetValueOrDefault(segment.Id, []);
    }

    private static IEnumerable<Problem> Repeated(IReadOnlyList<Segment> saved) =>
        from segment in saved.Select((s, i) => (s.Id, Index: i))
        group segment by segment.Id into same
        from repeated in same.Skip(1)
        select new Problem(FormattableString.Invariant($"segments[{repeated.Index}].id"), "segment.repeated", $"The id '{repeated.Id}' is used twice; give the second segment another one.");

    /// <summary>The segments that refer to some, directly or through others.</summary>
    private static string[] ReferringTo(SegmentSet set, IEnumerable<string> ids)
    {
        var changed = ids.ToHashSet(StringComparer.Ordinal);
        return [.. set.Segments.Select(s => s.Id).Where(id => !changed.Contains(id) && set[id].AllReferences.Any(changed.Contains))];
    }
}

/// <summary>A definition to save.</summary>
/// <param name="Segment">The definition.</param>
/// <param name="ExpectedVersion">The version that it takes the place of; 0 for a new segment, null for whatever is stored.</param>
public sealed record SegmentSave(Segment Segment, long? ExpectedVersion = null);
