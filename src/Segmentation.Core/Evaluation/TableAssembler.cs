using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>Puts the rows of one table together: columns, keys, references, and to which parent row each belongs.</summary>
internal sealed class TableAssembler
{
    private readonly TableNeeds _needs;
    private readonly ColumnAccumulator[] _columns;
    private readonly List<(KeyColumn Keys, int From, int Count)>[] _references;
    private readonly List<int> _parents = [];
    private KeyList _keys;
    private bool _isOrdered = true;

    public TableAssembler(TableNeeds needs)
    {
        _needs = needs;
        _columns = [.. needs.Read.Attributes.Select(ColumnAccumulator.For)];
        _references = [.. needs.Read.References.Select(_ => new List<(KeyColumn, int, int)>())];
        _keys = new KeyList(needs.Id.ToString());
    }

    public int Count => _parents.Count;

    /// <summary>The rows' own keys so far; empty where nothing needs them.</summary>
    public KeyList Keys => _keys;

    /// <summary>Appends consecutive rows of a batch, of which each belongs to a parent row.</summary>
    public void Append(ColumnBatch batch, int from, ReadOnlySpan<int> parents)
    {
        int count = parents.Length;
        for (int i = 0; i < _columns.Length; i++)
            _columns[i].Append(batch.Columns[i], from, count);
        for (int i = 0; i < _references.Length; i++)
            _references[i].Add((batch.References[i], from, count));
        if (_needs.NeedsKeys || _needs.Read.IsRoot)
            _keys.Append(KeysOf(batch), from, count);
        else if (_needs.WantsKeys)
            AppendKnownKeys(batch, from, count);

        int last = _parents.Count == 0 ? -1 : _parents[^1];
        foreach (int parent in parents)
        {
            _isOrdered &= parent >= last;
            last = parent;
            _parents.Add(parent);
        }
    }

    /// <summary>The rows put together, grouped by parent row; the assembler starts anew.</summary>
    /// <param name="parentCount">How many parent rows there are.</param>
    /// <param name="moved">Where each parent row went when the parents were grouped; null when they stayed.</param>
    /// <param name="shared">The rows of the shared tables by key, by entity name.</param>
    public TableRows Take(int parentCount, int[]? moved, IReadOnlyDictionary<string, SharedIndex> shared)
    {
        if (moved is not null)
            Follow(moved);
        int[] offsets = Offsets(parentCount);
        int[]? order = _isOrdered ? null : Order(offsets);
        var rows = new TableRows
        {
            Count = _parents.Count,
            Offsets = offsets,
            Columns = Array.ConvertAll(_columns, c => c.Take(order)),
            References = [.. _needs.Read.References.Select((relation, i) => Resolve(_references[i], shared[relation.Target], order))],
            // Rows whose keys nothing needs have none to put into order.
            Keys = order is null || _keys.Count < order.Length ? _keys : _keys.Reordered(order),
            Moved = order is null ? null : Inverse(order),
        };
        _parents.Clear();
        _keys = new KeyList(_needs.Id.ToString());
        _isOrdered = true;
        foreach (List<(KeyColumn, int, int)> references in _references)
            references.Clear();
        return rows;
    }

    private KeyColumn KeysOf(ColumnBatch batch)
    {
        if (_needs.Read.IsRoot)
            return batch.RootKeys;
        if (_needs.IsPart)
            return batch.ParentKeys ?? batch.RootKeys;
        return batch.Keys ?? throw new SegmentSourceException($"The source answered the read of '{_needs.Read}' without the rows' own keys.");
    }

    /// <summary>Keeps keys that nothing is found by; when a row lacks one, the table has fewer keys than rows, and none is used.</summary>
    private void AppendKnownKeys(ColumnBatch batch, int from, int count)
    {
        KeyColumn? keys = _needs.IsPart ? batch.ParentKeys ?? batch.RootKeys : batch.Keys;
        for (int row = from; keys is not null && row < from + count; row++)
        {
            if (!keys.IsMissing(row))
                _keys.Append(keys[row]);
        }
    }

    private void Follow(int[] moved)
    {
        _isOrdered = true;
        for (int row = 0; row < _parents.Count; row++)
        {
            _parents[row] = moved[_parents[row]];
            _isOrdered &= row == 0 || _parents[row] >= _parents[row - 1];
        }
    }

    private static int[] Inverse(int[] order)
    {
        var inverse = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
            inverse[order[i]] = i;
        return inverse;
    }

    private int[] Offsets(int parentCount)
    {
        var offsets = new int[parentCount + 1];
        foreach (int parent in _parents)
            offsets[parent + 1]++;
        for (int i = 0; i < parentCount; i++)
            offsets[i + 1] += offsets[i];
        return offsets;
    }

    // A counting sort: stable, so that rows of one parent keep the source's order.
    private int[] Order(int[] offsets)
    {
        int[] next = [.. offsets];
        var order = new int[_parents.Count];
        for (int row = 0; row < order.Length; row++)
            order[next[_parents[row]]++] = row;
        return order;
    }

    private int[] Resolve(List<(KeyColumn Keys, int From, int Count)> references, SharedIndex index, int[]? order)
    {
        var rows = new int[_parents.Count];
        int at = 0;
        foreach ((KeyColumn keys, int from, int count) in references)
        {
            for (int i = 0; i < count; i++)
                rows[at++] = index.Find(keys, from + i);
        }

        return order is null ? rows : Array.ConvertAll(order, row => rows[row]);
    }
}
