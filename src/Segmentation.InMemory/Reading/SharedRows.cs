namespace Segmentation.InMemory;

/// <summary>
/// Collects the rows that others refer to: those that were given, then those that the objects lead to, distinct by key.
/// Of several objects with one key the first counts, in the order of customers and of the rows behind each.
/// </summary>
internal sealed class SharedRows(RequestPlan plan, EntityAccesses accesses, CancellationToken ct)
{
    private const int ChunkRows = 1024;

    private readonly Dictionary<string, Table> _tables = new(StringComparer.Ordinal);
    private readonly Queue<RowBuffer> _pending = [];

    /// <summary>Adds rows that were given apart.</summary>
    public void Add(EntityMapping mapping, object[] rows)
    {
        EntityAccess access = accesses[mapping];
        var buffer = new RowBuffer(access, rows, rows.Length);
        var keys = new KeyBuffer(mapping.Key!.Kind);
        access.AppendKeys(buffer, 0, rows.Length, keys);
        Table table = TableOf(mapping);
        for (int i = 0; i < rows.Length; i++)
        {
            if (!table.TryAdd(keys, i, rows[i], access))
                throw access.Failure(buffer, i, null, "the key is repeated; every row has its own");
        }

        Visit(buffer, rows.Length);
    }

    /// <summary>Collects what the subject's rows lead to.</summary>
    public void Walk(EntityAccess subject, RootRows rows)
    {
        if (plan.WaysFrom(subject.Mapping).Count > 0)
            Visit(rows.AsBuffer(subject), rows.Count);
    }

    /// <summary>The rows of each entity, in key order.</summary>
    public Dictionary<string, RootRows> Sort() =>
        _tables.ToDictionary(t => t.Key, t => t.Value.Sort(), StringComparer.Ordinal);

    private void Visit(RowBuffer rows, int count)
    {
        for (int start = 0; start < count; start += ChunkRows)
        {
            Follow(rows, start, Math.Min(count, start + ChunkRows));
            // A queue, so that a long chain of references does not exhaust the stack.
            while (_pending.TryDequeue(out RowBuffer? below))
                Follow(below, 0, below.Count);
        }
    }

    private void Follow(RowBuffer rows, int start, int end)
    {
        ct.ThrowIfCancellationRequested();
        foreach (RelationMapping way in plan.WaysFrom(rows.Access.Mapping))
        {
            var below = new RowBuffer(accesses[way.Target!], rows);
            rows.Access.Expand(way, rows, start, end, below);
            if (way.Relation is ReferenceRelation)
                below = KeepNew(below);
            if (below.Count > 0 && plan.WaysFrom(below.Access.Mapping).Count > 0)
                _pending.Enqueue(below);
        }
    }

    private RowBuffer KeepNew(RowBuffer rows)
    {
        EntityAccess access = rows.Access;
        var keys = new KeyBuffer(access.Mapping.Key!.Kind);
        access.AppendKeys(rows, 0, rows.Count, keys);
        Table table = TableOf(access.Mapping);
        // Without the row above, the whole way of every row that is kept would stay alive.
        var kept = new List<object>();
        for (int i = 0; i < rows.Count; i++)
        {
            if (table.TryAdd(keys, i, rows.Rows[i], access))
                kept.Add(rows.Rows[i]);
        }

        return new RowBuffer(access, [.. kept], kept.Count);
    }

    private Table TableOf(EntityMapping mapping)
    {
        string entity = mapping.Entity.Name;
        if (!_tables.TryGetValue(entity, out Table? table))
            _tables.Add(entity, table = new Table(mapping.Key!.Kind));
        return table;
    }

    private sealed class Table(KeyKind kind)
    {
        private readonly HashSet<SubjectKey> _known = [];
        private readonly List<object> _rows = [];
        private readonly List<EntityAccess> _accesses = [];
        private readonly KeyBuffer _keys = new(kind);

        public bool TryAdd(KeyBuffer keys, int index, object row, EntityAccess access)
        {
            if (!_known.Add(keys[index]))
                return false;
            _rows.Add(row);
            _accesses.Add(access);
            _keys.AppendFrom(keys, index);
            return true;
        }

        public RootRows Sort() => RootRows.Sort(
            _accesses.Distinct().Count() == 1 ? [_accesses[0]] : [.. _accesses], [.. _rows], _keys);
    }
}
