namespace Segmentation.Sql;

/// <summary>How far a loading is.</summary>
/// <param name="Table">The table that is filled.</param>
/// <param name="Rows">The rows that were written to it.</param>
public readonly record struct SqlLoadProgress(string Table, long Rows);
