using System.Runtime.CompilerServices;

namespace Segmentation.Files;

/// <summary>Streams the rows of one read in the order of their roots' keys.</summary>
internal sealed class PathReader(ReadPlan plan, bool withKeys)
{
    // Small enough that a batch's arrays stay out of the large object heap.
    private const int BatchRows = 8192;

    private readonly List<int> _roots = [];
    private readonly List<int> _parents = [];
    private readonly List<int> _rows = [];

    /// <summary>The batches; each is built when it is asked for.</summary>
    public IEnumerable<ColumnBatch> Read(CancellationToken ct)
    {
        int[]? order = plan.Root.Keys.Order;
        for (int i = 0; i < plan.Root.Count; i++)
        {
            int root = order?[i] ?? i;
            Expand(root, root, root, 0);
            if (_rows.Count < BatchRows)
                continue;
            int start = 0;
            for (; _rows.Count - start >= BatchRows; start += BatchRows)
            {
                ct.ThrowIfCancellationRequested();
                yield return Gather(start, BatchRows);
            }

            Forget(start);
        }

        if (_rows.Count > 0)
            yield return Gather(0, _rows.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Expand(int root, int parent, int row, int depth)
    {
        if (depth < plan.Steps.Count)
        {
            if (plan.Steps[depth].Groups is not { } groups)
                return;
            foreach (int child in groups[row])
                Expand(root, row, child, depth + 1);
        }
        else if (!plan.EndsWithPart)
        {
            Add(root, parent, row);
        }
        else if (plan.Part is not null && plan.Part.IsThere(row))
        {
            Add(root, row, row);
        }
    }

    private void Add(int root, int parent, int row)
    {
        _roots.Add(root);
        if (plan.Read.IsNested)
            _parents.Add(parent);
        _rows.Add(row);
    }

    private void Forget(int count)
    {
        _roots.RemoveRange(0, count);
        if (plan.Read.IsNested)
            _parents.RemoveRange(0, count);
        _rows.RemoveRange(0, count);
    }

    private ColumnBatch Gather(int start, int count)
    {
        ReadOnlySpan<int> rows = RangeOf(_rows, start, count);
        KeyColumn roots = plan.Root.Keys.Gather(RangeOf(_roots, start, count));
        var columns = new Column[plan.Attributes.Count];
        for (int i = 0; i < columns.Length; i++)
            columns[i] = plan.Attributes[i].Gather(rows);
        var references = new KeyColumn[plan.References.Count];
        for (int i = 0; i < references.Length; i++)
            references[i] = Follow(plan.References[i].Target, plan.References[i].Link, rows);

        return new ColumnBatch
        {
            Count = count,
            RootKeys = roots,
            ParentKeys = plan.Read.IsNested ? plan.Parent.Keys.Gather(RangeOf(_parents, start, count)) : null,
            Keys = plan.Read.IsRoot ? roots : withKeys && !plan.EndsWithPart ? plan.Last.Keys.Gather(rows) : null,
            Columns = columns,
            References = references,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static KeyColumn Follow(Table target, KeyLink? link, ReadOnlySpan<int> rows)
    {
        var targets = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            targets[i] = link is null ? -1 : link.Rows[rows[i]];
        return target.Keys.Gather(targets);
    }

    private static ReadOnlySpan<int> RangeOf(List<int> list, int start, int count) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list).Slice(start, count);
}
