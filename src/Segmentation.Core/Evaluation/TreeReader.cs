using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>
/// Reads the tables below one root side by side, a block of root rows at a time, with every row that belongs to them.
/// Memory is bounded by the block and one batch a table.
/// </summary>
internal sealed class TreeReader : IAsyncDisposable
{
    // Beyond this many sibling rows a parent is found by hash, not by looking along them.
    private const int ManyRows = 32;

    private readonly IReadOnlyList<TableNeeds> _tables;
    private readonly ReadCursor[] _cursors;
    private readonly TableAssembler[] _assemblers;
    private readonly int[] _parentTables;
    private readonly SubjectKey?[] _lastKeys;

    /// <param name="snapshot">Where rows come from.</param>
    /// <param name="tables">The tables of one root, the root's own first, parents before children.</param>
    /// <param name="ct">Cancels the reading.</param>
    public TreeReader(ISourceSnapshot snapshot, IReadOnlyList<TableNeeds> tables, CancellationToken ct)
    {
        _tables = tables;
        _cursors = [.. tables.Select(t => new ReadCursor(snapshot.ReadAsync(t.Read, ct), t.Read, ct))];
        _assemblers = [.. tables.Select(t => new TableAssembler(t))];
        _parentTables = [.. tables.Select(ParentOf)];
        _lastKeys = new SubjectKey?[tables.Count];
    }

    public IEnumerable<(string Read, long Rows)> RowsRead => _cursors.Select(c => (c.Read.ToString(), c.RowsRead));

    /// <summary>The root's keys so far in this block, for indexing shared tables.</summary>
    public KeyList RootKeys => _assemblers[0].Keys;

    private int ParentOf(TableNeeds table)
    {
        string path = table.Id.Path;
        if (path.Length == 0)
            return -1;
        int dot = path.LastIndexOf('.');
        string parent = dot < 0 ? "" : path[..dot];
        for (int i = 0; i < _tables.Count; i++)
        {
            if (_tables[i].Id.Path == parent)
                return i;
        }

        throw new InvalidOperationException($"The plan has no table for '{parent}'.");
    }

    /// <summary>Reads the next block; false when there are no more root rows.</summary>
    public async ValueTask<bool> ReadAsync(int rows)
    {
        bool isLast = await ReadRootAsync(rows).ConfigureAwait(false);
        if (_assemblers[0].Count == 0)
            return false;
        // Where each root row's rows of a table begin, for finding the parents of that table's children.
        var roots = new int[_tables.Count][];
        for (int i = 1; i < _tables.Count; i++)
            roots[i] = await ReadChildrenAsync(i, roots[_parentTables[i]], isLast).ConfigureAwait(false);
        return true;
    }

    /// <summary>The block that was read, by table.</summary>
    public Dictionary<TableId, TableRows> Take(IReadOnlyDictionary<string, SharedIndex> shared)
    {
        var block = new Dictionary<TableId, TableRows>(_tables.Count);
        for (int i = 0; i < _tables.Count; i++)
        {
            TableRows? parent = i == 0 ? null : block[_tables[_parentTables[i]].Id];
            block.Add(_tables[i].Id, _assemblers[i].Take(parent?.Count ?? _assemblers[i].Count, parent?.Moved, shared));
        }

        return block;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ReadCursor cursor in _cursors)
            await cursor.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<bool> ReadRootAsync(int rows)
    {
        ReadCursor cursor = _cursors[0];
        TableAssembler assembler = _assemblers[0];
        while (assembler.Count < rows)
        {
            if (!await cursor.MoveToRowAsync().ConfigureAwait(false))
                return true;
            int count = Math.Min(rows - assembler.Count, cursor.Batch.Count - cursor.Position);
            CheckRootOrder(cursor, count);
            var parents = new int[count];
            for (int i = 0; i < count; i++)
                parents[i] = assembler.Count + i;
            assembler.Append(cursor.Batch, cursor.Position, parents);
            cursor.Position += count;
        }

        return false;
    }

    private void CheckRootOrder(ReadCursor cursor, int count)
    {
        KeyColumn keys = cursor.Batch.RootKeys;
        for (int i = cursor.Position; i < cursor.Position + count; i++)
        {
            if (keys.IsMissing(i))
                throw new SegmentDataException(cursor.Read.Root.Name, null, null, "a row has no key");
            SubjectKey key = keys[i];
            if (_lastKeys[0] is { } last && last.CompareTo(key) is var order && order >= 0)
            {
                throw order == 0
                    ? new SegmentDataException(cursor.Read.Root.Name, null, key.ToString(), "the key occurs twice")
                    : new SegmentSourceException($"The source gave '{cursor.Read}' out of key order: '{key}' after '{last}'.");
            }

            _lastKeys[0] = key;
        }
    }

    /// <summary>Reads a table's rows of this block; gives where each root row's rows begin, in the order they were read.</summary>
    private async ValueTask<int[]> ReadChildrenAsync(int table, int[]? parentRoots, bool isLast)
    {
        ReadCursor cursor = _cursors[table];
        TableAssembler assembler = _assemblers[table];
        KeyList rootKeys = _assemblers[0].Keys;
        var finder = new ParentFinder(_parentTables[table] == 0 ? null : _assemblers[_parentTables[table]].Keys, parentRoots);
        var roots = new int[rootKeys.Count + 1];
        var parents = new List<int>();
        int root = 0;
        bool isDone = false;
        while (!isDone && await cursor.MoveToRowAsync().ConfigureAwait(false))
        {
            ColumnBatch batch = cursor.Batch;
            int run = cursor.Position, row = run;
            for (; row < batch.Count; row++)
            {
                SubjectKey key = NextKey(cursor, table, row);
                int order;
                while ((order = rootKeys[root].CompareTo(key)) < 0 && root < rootKeys.Count - 1)
                    roots[++root] = assembler.Count + parents.Count;
                isDone = order < 0 && !isLast;
                if (isDone)
                    break;
                int parent = order == 0 ? finder.Find(root, batch.ParentKeys, row) : -1;
                if (parent >= 0)
                {
                    parents.Add(parent);
                    continue;
                }

                // A row of no parent belongs to nobody in this snapshot.
                Flush(row);
                run = row + 1;
            }

            Flush(row);
            cursor.Position = row;

            void Flush(int end)
            {
                if (end > run)
                    assembler.Append(batch, run, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(parents));
                parents.Clear();
            }
        }

        while (root < rootKeys.Count)
            roots[++root] = assembler.Count;
        return roots;
    }

    private SubjectKey NextKey(ReadCursor cursor, int table, int row)
    {
        KeyColumn keys = cursor.Batch.RootKeys;
        if (keys.IsMissing(row))
            throw new SegmentSourceException($"The source gave a row of '{cursor.Read}' without the key of the row it belongs to.");
        SubjectKey key = keys[row];
        if (_lastKeys[table] is { } last && last.CompareTo(key) > 0)
            throw new SegmentSourceException($"The source gave '{cursor.Read}' out of key order: '{key}' after '{last}'.");
        _lastKeys[table] = key;
        return key;
    }

    /// <summary>Finds the parent row of a child among the rows of one root row.</summary>
    private sealed class ParentFinder(KeyList? parentKeys, int[]? parentRoots)
    {
        private readonly Dictionary<SubjectKey, int> _rows = [];
        private int _indexed = -1;
        private int _hint;

        public int Find(int root, KeyColumn? keys, int row)
        {
            if (parentKeys is null)
                return root;
            if (keys!.IsMissing(row))
                return -1;
            SubjectKey key = keys[row];
            int from = parentRoots![root], to = parentRoots[root + 1];
            // Children mostly come in their parents' order.
            for (int i = 0; i < 2; i++)
            {
                if (_hint + i >= from && _hint + i < to && parentKeys[_hint + i].Equals(key))
                    return _hint += i;
            }

            return to - from > ManyRows ? FindIndexed(root, from, to, key) : FindAlong(from, to, key);
        }

        private int FindAlong(int from, int to, SubjectKey key)
        {
            for (int i = from; i < to; i++)
            {
                if (parentKeys![i].Equals(key))
                    return _hint = i;
            }

            return -1;
        }

        private int FindIndexed(int root, int from, int to, SubjectKey key)
        {
            if (_indexed != root)
            {
                _rows.Clear();
                for (int i = from; i < to; i++)
                    _rows.TryAdd(parentKeys![i], i);
                _indexed = root;
            }

            return _rows.TryGetValue(key, out int found) ? _hint = found : -1;
        }
    }
}
