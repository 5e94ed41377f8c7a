namespace Segmentation.InMemory;

/// <summary>Reads the rows of one read into batches.</summary>
internal sealed class BatchReader
{
    private const int BatchRows = 8192;

    // Few roots at a time, so that the rows behind them are read while they are in the processor's caches.
    private const int ChunkRoots = 1024;

    private readonly EntityRead _read;
    private readonly RootRows _roots;
    private readonly Dictionary<EntityAccess, ReadPlan> _plans;
    private readonly ColumnBuilder[] _columns;
    private readonly KeyBuffer _rootKeys;
    private readonly KeyBuffer? _parentKeys;
    private readonly KeyBuffer? _keys;
    private readonly KeyBuffer[] _references;

    public BatchReader(EntityRead read, RootRows roots, Dictionary<EntityAccess, ReadPlan> plans)
    {
        _read = read;
        _roots = roots;
        _plans = plans;
        ReadPlan plan = plans[roots.AccessOf(0)];
        int last = plan.Steps.Length;
        _columns = [.. read.Attributes.Select(a => new ColumnBuilder(a.Type, a.Scale ?? 0))];
        _rootKeys = new KeyBuffer(roots.Keys.Kind);
        _parentKeys = last > 1 ? new KeyBuffer(plan.KindAt(last - 1)) : null;
        _keys = last > 0 && plan.Steps[last - 1].Relation is ManyRelation ? new KeyBuffer(plan.KindAt(last)) : null;
        _references = [.. plan.References.Select(r => new KeyBuffer((r.Key ?? r.Target!.Key!).Kind))];
    }

    public IEnumerable<ColumnBatch> Read()
    {
        var walk = new RowWalk(_roots, _plans[_roots.AccessOf(0)]);
        int start = 0;
        while (start < _roots.Count)
        {
            int end = _roots.RunEnd(start, ChunkRoots);
            ReadPlan plan = _plans[_roots.AccessOf(start)];
            walk.Expand(plan, start, end);
            int row = _read.IsRoot ? start : 0;
            int rows = _read.IsRoot ? end : walk.Rows.Count;
            while (row < rows)
            {
                int next = Math.Min(rows, row + BatchRows - _rootKeys.Count);
                Append(plan, walk, row, next);
                row = next;
                if (_rootKeys.Count == BatchRows)
                    yield return Take();
            }

            start = end;
        }

        if (_rootKeys.Count > 0)
            yield return Take();
    }

    private void Append(ReadPlan plan, RowWalk walk, int start, int end)
    {
        EntityAccess access = plan.Levels[^1];
        RowBuffer rows = walk.Rows;
        for (int row = start; row < end; row++)
        {
            _rootKeys.AppendFrom(_roots.Keys, walk.RootOf(row));
            _parentKeys?.AppendFrom(walk.ParentKeys!, rows.Parents[row]);
            _keys?.AppendFrom(walk.Keys!, row);
        }

        for (int i = 0; i < _columns.Length; i++)
            access.AppendAttribute(plan.Attributes[i], rows, start, end, _columns[i]);
        for (int i = 0; i < _references.Length; i++)
            access.AppendReference(plan.References[i], rows, start, end, _references[i]);
    }

    private ColumnBatch Take()
    {
        int count = _rootKeys.Count;
        return new ColumnBatch
        {
            Count = count,
            RootKeys = _rootKeys.Take(),
            ParentKeys = _parentKeys?.Take(),
            Keys = _keys?.Take(),
            Columns = Array.ConvertAll(_columns, c => c.Take()),
            References = Array.ConvertAll(_references, r => r.Take()),
        };
    }
}
