namespace Segmentation.Matching;

/// <summary>All rows of an entity that others refer to, by key. Immutable.</summary>
internal sealed class KnownRows
{
    private readonly Dictionary<SubjectKey, object> _byKey = [];

    /// <exception cref="SegmentDataException">A row is null, or its key is missing or repeated.</exception>
    public KnownRows(MappedEntity entity, IEnumerable<object?> rows)
    {
        Entity = entity;
        string name = entity.Mapping.Entity.Name;
        foreach (object? row in rows)
        {
            if (row is null)
                throw new SegmentDataException(name, null, null, $"row {_byKey.Count + 1} as given is null");
            SubjectKey key = entity.KeyOf(row) ?? throw new SegmentDataException(name, null, null, $"the key is missing (row {_byKey.Count + 1} as given)");
            if (!_byKey.TryAdd(key, row))
                throw new SegmentDataException(name, null, key.ToString(), "the key is repeated; every row has its own");
        }
    }

    public MappedEntity Entity { get; }

    public IReadOnlyCollection<KeyValuePair<SubjectKey, object>> All => _byKey;

    public object? Find(SubjectKey key) => _byKey.GetValueOrDefault(key);
}
