namespace Segmentation.Sql;

/// <summary>An index that a table has.</summary>
/// <param name="Columns">Its columns or, for those ordered otherwise than the dialect orders keys, texts that are no column's name.</param>
/// <param name="IsUnique">Whether no two rows of the whole table agree in all the columns.</param>
public sealed record SqlIndex(IReadOnlyList<string> Columns, bool IsUnique);
