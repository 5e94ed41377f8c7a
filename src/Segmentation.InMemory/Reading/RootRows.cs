namespace Segmentation.InMemory;

/// <summary>
/// All rows of the subject, or of an entity that others refer to, in key order. They may be objects of several classes,
/// each with its map. Immutable.
/// </summary>
internal sealed class RootRows
{
    private readonly object[] _rows;
    private readonly EntityAccess[] _accesses;

    private RootRows(object[] rows, EntityAccess[] accesses, KeyBuffer keys)
    {
        _rows = rows;
        _accesses = accesses;
        Keys = keys;
    }

    public int Count => _rows.Length;

    public KeyBuffer Keys { get; }

    /// <summary>The access of a row.</summary>
    public EntityAccess AccessOf(int row) => _accesses.Length == 1 ? _accesses[0] : _accesses[row];

    /// <summary>The end of the run of rows of one class that begins at a row, at most so many rows on.</summary>
    public int RunEnd(int start, int length)
    {
        int limit = Math.Min(Count, start + length);
        if (_accesses.Length == 1)
            return limit;
        int end = start + 1;
        while (end < limit && _accesses[end] == _accesses[start])
            end++;
        return end;
    }

    public RowBuffer AsBuffer(EntityAccess access) => new(access, _rows, _rows.Length);

    /// <summary>Reads the keys of all rows and puts these into key order.</summary>
    /// <exception cref="SegmentDataException">A key is missing or repeated.</exception>
    public static RootRows Sort(EntityAccess access, object[] rows)
    {
        var keys = new KeyBuffer(access.Mapping.Key!.Kind);
        access.AppendKeys(new RowBuffer(access, rows, rows.Length), 0, rows.Length, keys);
        return Sort([access], rows, keys);
    }

    /// <summary>Puts rows into key order.</summary>
    /// <param name="accesses">One for all rows, or one a row.</param>
    /// <param name="rows">The rows; not kept in order.</param>
    /// <param name="keys">A key a row.</param>
    /// <exception cref="SegmentDataException">A key is repeated.</exception>
    public static RootRows Sort(EntityAccess[] accesses, object[] rows, KeyBuffer keys)
    {
        if (keys.Order() is { } order)
        {
            var sortedKeys = new KeyBuffer(keys.Kind);
            foreach (int row in order)
                sortedKeys.AppendFrom(keys, row);
            keys = sortedKeys;
            rows = Array.ConvertAll(order, row => rows[row]);
            if (accesses.Length > 1)
                accesses = Array.ConvertAll(order, row => accesses[row]);
        }

        for (int i = 1; i < keys.Count; i++)
        {
            if (keys[i - 1] == keys[i])
            {
                throw new SegmentDataException(
                    accesses[0].Mapping.Entity.Name, null, keys[i].ToString(), "the key is repeated; every row has its own");
            }
        }

        return new RootRows(rows, accesses, keys);
    }
}
