using System.Runtime.InteropServices;

namespace Segmentation.Matching;

/// <summary>
/// The rows of a domain behind one customer: the host's objects, in the order of the rows above. Reused from match to match.
/// </summary>
internal sealed class RowsState
{
    private object[] _rows = new object[4];
    private int[] _parents = new int[4];
    private byte[] _sources = new byte[4];
    private int[] _offsets = new int[2];
    private int _parent;
    private byte _source;

    public int Count { get; private set; }

    public object[] Rows => _rows;

    public object this[int row] => _rows[row];

    /// <summary>The row above.</summary>
    public int ParentOf(int row) => _parents[row];

    /// <summary>Which of the maps the row is of.</summary>
    public int SourceOf(int row) => _sources[row];

    /// <summary>Where the rows below a row above begin; at the count of the rows above, the count of these.</summary>
    public int OffsetOf(int parent) => _offsets[parent];

    /// <summary>The end of the run of rows of one map that begins at a row.</summary>
    public int RunEnd(int start, bool isOfOneMap)
    {
        if (isOfOneMap)
            return Count;
        int end = start + 1;
        while (end < Count && _sources[end] == _sources[start])
            end++;
        return end;
    }

    /// <summary>A number that tells how many rows each row above has and which maps they are of.</summary>
    public long Fingerprint(int parents)
    {
        long print = Count;
        for (int parent = 0; parent <= parents; parent++)
            print = print * 31 + _offsets[parent];
        for (int row = 0; row < Count; row++)
            print = print * 31 + _sources[row];
        return print;
    }

    public void Clear()
    {
        Array.Clear(_rows, 0, Count);
        Count = 0;
        _source = 0;
        _parent = -1;
    }

    /// <summary>Says which of the maps the rows to come are of.</summary>
    public void From(int source) => _source = (byte)source;

    /// <summary>Says which row above the rows to come belong to; every one is named, in order.</summary>
    public void Begin(int parent)
    {
        _parent = parent;
        if (parent >= _offsets.Length)
            Array.Resize(ref _offsets, parent * 2);
        _offsets[parent] = Count;
    }

    /// <summary>Closes the last of so many rows above.</summary>
    public void End(int parents) => Begin(parents);

    /// <summary>The row above whose rows are being added.</summary>
    public int Parent => _parent;

    public void AddOne(object? row)
    {
        if (row is not null)
            Add(row);
    }

    /// <summary>Adds a host's rows. An array or a list is walked without an enumerator.</summary>
    /// <exception cref="FormatException">One of the rows is null.</exception>
    public void AddMany<TRow>(IEnumerable<TRow>? rows)
        where TRow : class
    {
        switch (rows)
        {
            case null:
                break;
            case TRow[] array:
                AddAll<TRow>(array);
                break;
            case List<TRow> list:
                AddAll<TRow>(CollectionsMarshal.AsSpan(list));
                break;
            default:
                foreach (TRow row in rows)
                    AddPresent(row);
                break;
        }
    }

    private void AddAll<TRow>(ReadOnlySpan<TRow> rows)
        where TRow : class
    {
        foreach (TRow row in rows)
            AddPresent(row);
    }

    private void AddPresent(object? row) => Add(row ?? throw new FormatException("one of the rows is null"));

    private void Add(object row)
    {
        if (Count == _rows.Length)
            Grow();
        _rows[Count] = row;
        _parents[Count] = _parent;
        _sources[Count++] = _source;
    }

    private void Grow()
    {
        Array.Resize(ref _rows, Count * 2);
        Array.Resize(ref _parents, Count * 2);
        Array.Resize(ref _sources, Count * 2);
    }
}
