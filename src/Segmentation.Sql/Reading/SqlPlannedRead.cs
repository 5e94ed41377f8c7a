namespace Segmentation.Sql;

/// <summary>One statement that evaluating segments sends, and why. Immutable.</summary>
public sealed record SqlPlannedRead
{
    /// <summary>The schema's entities whose rows it reads, by name.</summary>
    public required IReadOnlyList<string> Entities { get; init; }

    /// <summary>The tables that it reads, those that are only joined for their keys last.</summary>
    public required IReadOnlyList<string> Tables { get; init; }

    /// <summary>The columns with values that segments ask for; keys are read besides.</summary>
    public required IReadOnlyList<SqlPlannedColumn> Columns { get; init; }

    /// <summary>The statement, with the values of its parameters.</summary>
    public required SqlStatement Statement { get; init; }

    /// <summary>What it is for, and in which order rows come: a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Which rows are left out, a sentence each; empty when all are read.</summary>
    public required IReadOnlyList<string> Restrictions { get; init; }
}

/// <summary>A column that a statement reads, and what it is in the schema.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Attribute">Entity and attribute, such as <c>order.grand_total</c>; for the key of a row that is referred to, entity and relation.</param>
public sealed record SqlPlannedColumn(string Table, string Column, string Attribute);
