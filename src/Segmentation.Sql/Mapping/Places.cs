namespace Segmentation.Sql;

/// <summary>Where an attribute's values are.</summary>
internal abstract record ValuePlace;

/// <summary>In a column of the entity's own table.</summary>
internal sealed record InColumn(string Column) : ValuePlace;

/// <summary>Inside the JSON documents of a column.</summary>
internal sealed record InJson(string Column, string Pointer) : ValuePlace;

/// <summary>In rows of another table, by the attribute's name there; null when the table has the values of one set only.</summary>
internal sealed record InRows(SideTable Table, string? Name) : ValuePlace;

/// <summary>A table with values of another table's rows.</summary>
internal sealed record SideTable(RowOrigin Origin, string OwnerColumn, string? NameColumn, string ValueColumn);

/// <summary>A table of pairs; the other column is that of the <see cref="MappedParent"/>.</summary>
internal sealed record LinkTable(RowOrigin Origin, string RowColumn);

/// <summary>A condition that rows must satisfy to count.</summary>
internal sealed record RowFilter(string Column, object? Value, bool IsNegated);
