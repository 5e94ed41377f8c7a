namespace Segmentation.Sql;

/// <summary>
/// Where one entity's rows and values are, checked against the schema but not yet against a database. What is there by
/// default alone may turn out not to be there. Immutable once built.
/// </summary>
/// <param name="Entity">The entity.</param>
/// <param name="Path">How messages name it, such as <c>order</c> or <c>order.billing_address</c>.</param>
/// <param name="Origin">What rows are selected from; for a part in columns its owner's.</param>
/// <param name="IsDeclared">Whether the map says so, and not only the default.</param>
internal sealed record MappedTable(SchemaEntity Entity, string Path, RowOrigin Origin, bool IsDeclared)
{
    /// <summary>The column with the rows' keys; for a part that is a row of another table, its owner's key.</summary>
    public required MappedColumn Key { get; init; }

    public required KeyKind? KeyKind { get; init; }

    public required IReadOnlyDictionary<string, MappedAttribute> Attributes { get; init; }

    public required IReadOnlyDictionary<string, MappedColumn> References { get; init; }

    /// <summary>By the entity whose to-many relation leads here.</summary>
    public required IReadOnlyDictionary<string, MappedParent> Parents { get; init; }

    public required IReadOnlyDictionary<string, MappedPart> Parts { get; init; }

    public required IReadOnlyList<RowFilter> Filters { get; init; }
}

/// <summary>A column, and whether the map names it.</summary>
internal sealed record MappedColumn(string Name, bool IsDeclared);

/// <summary>An attribute, where it is, and how its values are read.</summary>
internal sealed record MappedAttribute(SchemaAttribute Attribute, ValuePlace Place, ValueForm Form, bool IsDeclared);

/// <summary>The column with the key of the row that rows belong to, in their own table or in a table of pairs.</summary>
internal sealed record MappedParent(string Entity, MappedColumn Column, LinkTable? Link);

/// <summary>A part: in columns of its owner's table, or in rows of its own.</summary>
internal sealed record MappedPart(PartRelation Relation, MappedTable Table, bool IsInRows);
