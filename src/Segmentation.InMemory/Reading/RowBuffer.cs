using System.Runtime.InteropServices;

namespace Segmentation.InMemory;

/// <summary>Rows of one entity, and for each the index of the row above that it belongs to. Reused from chunk to chunk.</summary>
internal sealed class RowBuffer
{
    /// <summary>An empty buffer for rows below others.</summary>
    public RowBuffer(EntityAccess access, RowBuffer above)
    {
        Access = access;
        Above = above;
        (Rows, Parents) = ([], []);
    }

    /// <summary>Rows with none above; the array is not copied.</summary>
    public RowBuffer(EntityAccess access, object[] rows, int count)
    {
        Access = access;
        Rows = rows;
        Parents = [];
        Count = count;
    }

    public EntityAccess Access { get; }

    public RowBuffer? Above { get; set; }

    public object[] Rows { get; private set; }

    /// <summary>Indices in <see cref="Above"/>.</summary>
    public int[] Parents { get; private set; }

    public int Count { get; private set; }

    /// <summary>The row above whose rows are being added.</summary>
    public int Parent { get; private set; }

    public void Clear() => Count = 0;

    public void Begin(int parent) => Parent = parent;

    public void AddOne(object? row)
    {
        if (row is not null)
            Add(row);
    }

    public void AddMany<TRow>(IEnumerable<TRow>? rows)
        where TRow : class
    {
        switch (rows)
        {
            case null:
                break;
            case TRow[] array:
                AddSpan<TRow>(array);
                break;
            case List<TRow> list:
                AddSpan<TRow>(CollectionsMarshal.AsSpan(list));
                break;
            default:
                foreach (TRow row in rows)
                    AddPresent(row);
                break;
        }
    }

    private void AddSpan<TRow>(ReadOnlySpan<TRow> rows)
        where TRow : class
    {
        foreach (TRow row in rows)
            AddPresent(row);
    }

    private void AddPresent(object? row) => Add(row ?? throw new FormatException("one of the rows is null"));

    private void Add(object row)
    {
        if (Count == Rows.Length)
            Grow();
        Rows[Count] = row;
        Parents[Count++] = Parent;
    }

    private void Grow()
    {
        int capacity = Math.Max(64, Rows.Length * 2);
        object[] rows = Rows;
        int[] parents = Parents;
        Array.Resize(ref rows, capacity);
        Array.Resize(ref parents, capacity);
        (Rows, Parents) = (rows, parents);
    }
}
