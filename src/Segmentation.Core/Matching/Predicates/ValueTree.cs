using Segmentation.Predicates;

namespace Segmentation.Matching;

/// <summary>The tree over the values of sets, such as categories that lie in one another, found by key or by name. Immutable.</summary>
internal sealed class ValueTree
{
    private readonly List<(string Key, string? Name)> _rows = [];
    private readonly List<int> _parents = [];

    /// <exception cref="SegmentDataException">A row of the tree lies in itself.</exception>
    public ValueTree(KnownRows known, RelationMapping parent, AttributeMapping? name)
    {
        MappedEntity entity = known.Entity;
        var indexes = new Dictionary<SubjectKey, int>();
        var names = new TextCells();
        foreach ((SubjectKey key, object row) in known.All)
        {
            indexes.Add(key, _rows.Count);
            string? called = null;
            if (name is not null)
            {
                names.Clear();
                entity.Texts(name)([row], 0, 1, names);
                called = names.IsPresent(0) ? names.StringOf(0) : null;
            }

            _rows.Add((key.ToString(), called));
        }

        foreach ((_, object row) in known.All)
            _parents.Add(ParentKey(entity, parent, row) is { } above && indexes.TryGetValue(above, out int index) ? index : -1);
        for (int row = 0; row < _rows.Count; row++)
            RequireNoCircle(row, entity.Mapping.Entity.Name);
    }

    /// <summary>By every key and name: the keys and names of the rows that have it and of all above them.</summary>
    public Dictionary<string, IReadOnlyCollection<string>> Names(StringComparer comparer)
    {
        var names = new Dictionary<string, IReadOnlyCollection<string>>(comparer);
        for (int row = 0; row < _rows.Count; row++)
        {
            foreach (string name in NamesOf(row))
            {
                if (!names.TryGetValue(name, out IReadOnlyCollection<string>? above))
                    names.Add(name, above = new HashSet<string>(comparer));
                for (int at = row; at >= 0; at = _parents[at])
                    ((HashSet<string>)above).UnionWith(NamesOf(at));
            }
        }

        return names;
    }

    private IEnumerable<string> NamesOf(int row)
    {
        yield return _rows[row].Key;
        if (_rows[row].Name is { } name)
            yield return name;
    }

    private static SubjectKey? ParentKey(MappedEntity entity, RelationMapping parent, object row)
    {
        if (parent.Key is not null)
            return entity.ReferenceKey(parent)(row);
        // A tree is made of rows of one map: the parent is known by its key.
        return entity.ReferredRow(parent)(row) is { } above ? new MappedEntity(parent.Target!).KeyOf(above) : null;
    }

    private void RequireNoCircle(int row, string entity)
    {
        int steps = 0;
        for (int at = row; at >= 0; at = _parents[at])
        {
            if (steps++ > _rows.Count)
                throw new SegmentDataException(entity, null, _rows[row].Key, "the row lies in itself; the tree has a circle");
        }
    }
}
