namespace Segmentation.Evaluation;

/// <summary>
/// Rows of one table by columns, grouped by the rows of its parent table: all of them, or those of one block. Safe for
/// concurrent reading.
/// </summary>
internal sealed class TableRows
{
    public required int Count { get; init; }

    /// <summary>Where each parent row's rows begin, and at the end where the last one's end; for a root each row for itself.</summary>
    public required int[] Offsets { get; init; }

    /// <summary>In the order of the read's attributes.</summary>
    public required Column[] Columns { get; init; }

    /// <summary>In the order of the read's references: rows of the shared table, negative where there is none.</summary>
    public required int[][] References { get; init; }

    /// <summary>The rows' own keys, where something needs them.</summary>
    public KeyList? Keys { get; init; }

    /// <summary>Where each row went from the order in which it was read; null when all stayed.</summary>
    public int[]? Moved { get; init; }

    /// <summary>Whether the numbers of a column are all there and ascend among the rows of each parent, as instants do in a log.</summary>
    public bool Ascends(int column) => Columns[column] is NumberColumn numbers && numbers.Ascends(Offsets);
}

/// <summary>The rows of a table that belong to a block of root rows: a stretch of them.</summary>
/// <param name="Table">The table.</param>
/// <param name="From">The first row.</param>
/// <param name="Count">The number of rows.</param>
/// <param name="ParentFrom">The first parent row.</param>
internal sealed record TableBlock(TableRows Table, int From, int Count, int ParentFrom)
{
    /// <summary>The rows behind some root rows, by table.</summary>
    /// <param name="tables">The tables of one root or of several; parents before children.</param>
    /// <param name="from">The first root row; 0 when there are several roots.</param>
    /// <param name="count">The number of root rows; null for all.</param>
    public static Dictionary<Predicates.TableId, TableBlock> Of(IReadOnlyDictionary<Predicates.TableId, TableRows> tables, int from = 0, int? count = null)
    {
        var blocks = new Dictionary<Predicates.TableId, TableBlock>(tables.Count);
        foreach ((Predicates.TableId id, TableRows table) in tables)
        {
            if (id.Parent is not { } path)
            {
                blocks.Add(id, new TableBlock(table, from, count ?? table.Count, from));
                continue;
            }

            TableBlock parent = blocks.Single(b => b.Key.Root == id.Root && b.Key.Path == path).Value;
            int first = table.Offsets[parent.From], end = table.Offsets[parent.From + parent.Count];
            blocks.Add(id, new TableBlock(table, first, end - first, parent.From));
        }

        return blocks;
    }
}
