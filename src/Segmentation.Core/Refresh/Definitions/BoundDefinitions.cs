namespace Segmentation.Refresh;

/// <summary>Stored definitions, read and bound: what does not change until a definition or a list does.</summary>
internal sealed class BoundDefinitions
{
    private readonly Dictionary<string, ReadDefinition> _read;

    private BoundDefinitions(long version, Dictionary<string, ReadDefinition> read, SegmentLists lists, DefinitionBinding binding)
    {
        Version = version;
        _read = read;
        Lists = lists;
        Binding = binding;
    }

    public long Version { get; }

    public SegmentLists Lists { get; }

    public DefinitionBinding Binding { get; }

    /// <summary>The definitions that are readable, whether or not they can be bound, in ordinal order of their ids.</summary>
    public IEnumerable<Segment> Readable => _read.Values.Select(r => r.Definition).OfType<Segment>().OrderBy(s => s.Id, StringComparer.Ordinal);

    public static BoundDefinitions Of(StoredDefinitions stored, BoundDefinitions? former, SegmentSchema schema, BindOptions options)
    {
        if (former is not null && former.Version == stored.Version)
            return former;
        var read = new Dictionary<string, ReadDefinition>(StringComparer.Ordinal);
        foreach (StoredSegment segment in stored.Segments)
        {
            // A definition that is as it was is not read again.
            read[segment.Id] = former?._read.GetValueOrDefault(segment.Id) is { } known && known.Json == segment.Json
                ? known
                : ReadDefinition.Of(segment, options.Language);
        }

        SegmentLists lists = ListsOf(stored.Lists);
        Segment[] definitions = [.. stored.Segments.Select(s => read[s.Id].Definition).OfType<Segment>()];
        return new BoundDefinitions(stored.Version, read, lists, DefinitionBinding.Of(schema, definitions, lists, options));
    }

    /// <summary>A segment of these definitions, with its state.</summary>
    public CatalogEntry Entry(StoredSegment stored)
    {
        ReadDefinition read = _read[stored.Id];
        IReadOnlyList<Problem> problems = read.Definition is null ? read.Problems : Binding.Problems.GetValueOrDefault(stored.Id, []);
        return new CatalogEntry(stored.Id, read.Definition, problems, stored.Version, stored.CreatedAt, stored.SavedAt, stored.State)
        {
            Revision = stored.Revision,
        };
    }

    /// <summary>Whether a stored segment is one that can have members at an instant. Of one that cannot be read it is not known that it could not.</summary>
    public bool CanHaveMembers(string segmentId, DateTimeOffset asOf) =>
        _read.TryGetValue(segmentId, out ReadDefinition? read) && (read.Definition is null || DueOrder.LapseOf(read.Definition, asOf) is null);

    private static SegmentLists ListsOf(IReadOnlyList<ListedCustomer> listed) => new(
        listed.GroupBy(l => l.SegmentId, StringComparer.Ordinal).ToDictionary(
            g => g.Key,
            g => new SegmentList(
                [.. g.Where(l => l.List == StickyList.Include).Select(l => l.Key.ToString())],
                [.. g.Where(l => l.List == StickyList.Exclude).Select(l => l.Key.ToString())]),
            StringComparer.Ordinal));

    private sealed record ReadDefinition(string Json, Segment? Definition, IReadOnlyList<Problem> Problems)
    {
        public static ReadDefinition Of(StoredSegment stored, ConditionLanguage language)
        {
            SegmentDocument document = SegmentFile.Parse(stored.Json, language);
            if (document.Problems.Count > 0)
                return new ReadDefinition(stored.Json, null, document.Problems);
            return document.Segments is [var segment] && segment.Id == stored.Id
                ? new ReadDefinition(stored.Json, segment, [])
                : new ReadDefinition(stored.Json, null, [new Problem("segments", "segment.stored", $"What is stored for '{stored.Id}' is not this one segment; save it anew.")]);
        }
    }
}
