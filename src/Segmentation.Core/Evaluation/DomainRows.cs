namespace Segmentation.Evaluation;

/// <summary>The rows of a domain in one block.</summary>
internal sealed class DomainRows(TableRows table, int count, int[]? map, int[]? offsets)
{
    private int[]? _parents;

    public TableRows Table { get; } = table;

    public int Count { get; } = count;

    /// <summary>Which row of the table each row is; null when they are the same.</summary>
    public int[]? Map { get; } = map;

    /// <summary>Where each parent row's rows begin, and at the end where the last one's end; null for a root.</summary>
    public int[]? Offsets { get; } = offsets;

    /// <summary>The parent row of each row.</summary>
    public int[] Parents => _parents ??= ExpandOffsets();

    public int TableRow(int row) => Map is null ? row : Map[row];

    private int[] ExpandOffsets()
    {
        var parents = new int[Count];
        for (int parent = 0; parent < Offsets!.Length - 1; parent++)
            parents.AsSpan(Offsets[parent]..Offsets[parent + 1]).Fill(parent);
        return parents;
    }
}
