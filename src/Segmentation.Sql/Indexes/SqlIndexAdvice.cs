namespace Segmentation.Sql;

/// <summary>An index that reading the rows of segments wants.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column that it begins with.</param>
/// <param name="Reason">What it is for.</param>
/// <param name="Statement">The statement that makes it.</param>
/// <param name="IsThere">Whether the table has such an index; false also where the database is not asked about indexes.</param>
public sealed record SqlIndexAdvice(string Table, string Column, string Reason, string Statement, bool IsThere);
