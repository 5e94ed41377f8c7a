namespace Segmentation.Sql;

/// <summary>What rows are selected from: a table or view, or a query of the host's.</summary>
internal sealed record RowOrigin(SqlName? Table, string? Query)
{
    /// <summary>As it stands behind FROM.</summary>
    public string Sql(SqlDialect dialect) => Table is null ? $"(\n{Query}\n)" : dialect.Quote(Table);

    /// <summary>As a message names it.</summary>
    public override string ToString() => Table is null ? "the query" : $"the table '{Table}'";
}
