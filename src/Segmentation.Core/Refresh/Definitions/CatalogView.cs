namespace Segmentation;

/// <summary>All stored segments at one version. Immutable.</summary>
/// <param name="Version">The version of all definitions and lists together.</param>
/// <param name="Set">The usable ones, bound, with their sticky lists.</param>
/// <param name="Entries">All of them, in ordinal order of their ids.</param>
/// <param name="Lists">The sticky lists.</param>
public sealed record CatalogView(long Version, SegmentSet Set, IReadOnlyList<CatalogEntry> Entries, SegmentLists Lists)
{
    private readonly Lazy<Dictionary<string, CatalogEntry>> _byId =
        new(() => Entries.ToDictionary(e => e.Id, StringComparer.Ordinal));

    /// <summary>A stored segment; null when there is none of that id. Constant time.</summary>
    /// <param name="id">The segment.</param>
    public CatalogEntry? Find(string id) => _byId.Value.GetValueOrDefault(id);
}
