namespace Segmentation.Evaluation;

/// <summary>The rows of a domain in one block.</summary>
/// <param name="block">The rows of the table that they are among.</param>
/// <param name="count">How many there are.</param>
/// <param name="map">Which row of the block each one is; null when they are the same.</param>
/// <param name="runs">Where each parent row's rows begin; of a root, nothing.</param>
internal sealed class DomainRows(TableBlock block, int count, int[]? map, Runs runs)
{
    public TableBlock Block { get; } = block;

    public TableRows Table => Block.Table;

    public int Count { get; } = count;

    /// <summary>Whether the rows are all rows of the block in their order.</summary>
    public bool IsWhole => map is null;

    /// <summary>Which row of the block each row is; empty when they are the same.</summary>
    public ReadOnlySpan<int> Map => map is null ? default : map.AsSpan(0, Count);

    public Runs Runs { get; } = runs;

    /// <summary>Which row of the block a row is.</summary>
    public int BlockRow(int row) => map is null ? row : map[row];

    /// <summary>Which row of the table a row is.</summary>
    public int TableRow(int row) => Block.From + BlockRow(row);
}
