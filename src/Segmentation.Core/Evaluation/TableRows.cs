namespace Segmentation.Evaluation;

/// <summary>The rows of one table that belong to a block (or, of a shared table, all of them), by columns.</summary>
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
}
