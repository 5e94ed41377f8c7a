namespace Segmentation.Sql;

/// <summary>
/// Declares where one entity's attributes and relations are in a table, view or query. Names of columns are taken as they
/// are, case included. Not safe for concurrent use.
/// </summary>
public sealed class SqlTableMap
{
    internal SqlTableMap(RowOrigin origin) => Declaration = new TableDeclaration(origin);

    internal TableDeclaration Declaration { get; }

    /// <summary>Declares the column that has the rows' keys; by default <c>id</c>.</summary>
    /// <param name="column">The column: no two rows have the same value, and none lacks one.</param>
    /// <param name="kind">The kind of the keys; null for the one that the column's type says.</param>
    public SqlTableMap Key(string column, KeyKind? kind = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        Declaration.Keys.Add((column, kind));
        return this;
    }

    /// <summary>Declares the column that has an attribute.</summary>
    /// <param name="attribute">The attribute's name in the schema.</param>
    /// <param name="column">The column.</param>
    /// <param name="configure">How its values become the attribute's; null where the column's type says it.</param>
    public SqlTableMap Column(string attribute, string column, Action<SqlValueMap>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        return Attribute(attribute, new InColumn(column), configure);
    }

    /// <summary>Declares an attribute that is inside the JSON documents of a column; what is not there is missing.</summary>
    /// <param name="attribute">The attribute's name in the schema.</param>
    /// <param name="column">The column with the documents, of a type for JSON or of texts.</param>
    /// <param name="pointer">Where in the document, as a JSON Pointer: <c>/preferences/colour</c>.</param>
    /// <param name="configure">How the values become the attribute's; null where they are so already.</param>
    public SqlTableMap Json(string attribute, string column, string pointer, Action<SqlValueMap>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        ArgumentNullException.ThrowIfNull(pointer);
        return Attribute(attribute, new InJson(column, pointer), configure);
    }

    /// <summary>Declares a set whose values are rows of another table, one a row.</summary>
    /// <param name="attribute">The attribute's name in the schema.</param>
    /// <param name="table">The table.</param>
    /// <param name="ownerColumn">Its column with the key of the row that has the set.</param>
    /// <param name="valueColumn">Its column with one value of the set.</param>
    /// <param name="configure">How the values become the set's; null where they are texts.</param>
    public SqlTableMap Set(string attribute, SqlName table, string ownerColumn, string valueColumn, Action<SqlValueMap>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentException.ThrowIfNullOrEmpty(ownerColumn);
        ArgumentException.ThrowIfNullOrEmpty(valueColumn);
        return Attribute(attribute, new InRows(new SideTable(new RowOrigin(table, null), ownerColumn, null, valueColumn), null), configure);
    }

    /// <summary>Declares attributes that are rows of another table, one a row, by their names (entity-attribute-value).</summary>
    /// <param name="table">The table.</param>
    /// <param name="ownerColumn">Its column with the key of the row that has the attributes.</param>
    /// <param name="nameColumn">Its column with the attribute's name, a text.</param>
    /// <param name="valueColumn">Its column with the value.</param>
    /// <param name="configure">Declares which attributes are there.</param>
    public SqlTableMap AttributeTable(
        SqlName table, string ownerColumn, string nameColumn, string valueColumn, Action<SqlAttributeTableMap> configure)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentException.ThrowIfNullOrEmpty(ownerColumn);
        ArgumentException.ThrowIfNullOrEmpty(nameColumn);
        ArgumentException.ThrowIfNullOrEmpty(valueColumn);
        ArgumentNullException.ThrowIfNull(configure);
        var map = new SqlAttributeTableMap(new SideTable(new RowOrigin(table, null), ownerColumn, nameColumn, valueColumn));
        configure(map);
        Declaration.Attributes.AddRange(map.Attributes);
        return this;
    }

    /// <summary>Declares the column with the key of the row that this one belongs to; by default <c>customer_id</c> for customers.</summary>
    /// <param name="entity">The entity whose to-many relation leads here.</param>
    /// <param name="column">The column; null in a row that belongs to nobody.</param>
    public SqlTableMap Parent(string entity, string column)
    {
        ArgumentException.ThrowIfNullOrEmpty(entity);
        ArgumentException.ThrowIfNullOrEmpty(column);
        Declaration.Parents.Add(new ParentDeclaration(entity, column, null));
        return this;
    }

    /// <summary>Declares that a table of pairs says which rows these belong to; a row may belong to several.</summary>
    /// <param name="entity">The entity whose to-many relation leads here.</param>
    /// <param name="table">The table of pairs.</param>
    /// <param name="parentColumn">Its column with the key of the row that others belong to.</param>
    /// <param name="rowColumn">Its column with the key of a row of this table.</param>
    public SqlTableMap ParentThrough(string entity, SqlName table, string parentColumn, string rowColumn)
    {
        ArgumentException.ThrowIfNullOrEmpty(entity);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentException.ThrowIfNullOrEmpty(parentColumn);
        ArgumentException.ThrowIfNullOrEmpty(rowColumn);
        Declaration.Parents.Add(new ParentDeclaration(entity, parentColumn, new LinkTable(new RowOrigin(table, null), rowColumn)));
        return this;
    }

    /// <summary>Declares the column with the key of a row that this one refers to; by default <c>product_id</c> for <c>product</c>.</summary>
    /// <param name="relation">The reference's name in the schema.</param>
    /// <param name="column">The column.</param>
    public SqlTableMap Reference(string relation, string column)
    {
        ArgumentException.ThrowIfNullOrEmpty(relation);
        ArgumentException.ThrowIfNullOrEmpty(column);
        Declaration.References.Add((relation, column));
        return this;
    }

    /// <summary>
    /// Declares a part that is in columns of this table. It is there in a row in which one of its columns has a value. By
    /// default they are those that begin with its name, for <c>billing_address</c> of an address <c>billing_</c>.
    /// </summary>
    /// <param name="relation">The part's name in the schema.</param>
    /// <param name="configure">Declares the prefix or the columns.</param>
    public SqlTableMap Part(string relation, Action<SqlPartMap> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(relation);
        ArgumentNullException.ThrowIfNull(configure);
        var map = new SqlPartMap();
        configure(map);
        Declaration.Parts.Add((relation, map.Declaration, null));
        return this;
    }

    /// <summary>Declares a part that is a row of another table; at most one for each row of this one.</summary>
    /// <param name="relation">The part's name in the schema.</param>
    /// <param name="table">The table.</param>
    /// <param name="ownerColumn">Its column with the key of the row of this table.</param>
    /// <param name="configure">Declares its columns, and which of its rows count; null for the defaults.</param>
    public SqlTableMap PartTable(string relation, SqlName table, string ownerColumn, Action<SqlTableMap>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(relation);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentException.ThrowIfNullOrEmpty(ownerColumn);
        var map = new SqlTableMap(new RowOrigin(table, null));
        configure?.Invoke(map);
        Declaration.Parts.Add((relation, map.Declaration, ownerColumn));
        return this;
    }

    /// <summary>
    /// Declares that only rows count in which a column has a value, such as those that are not deleted:
    /// <c>Where("deleted_at", null)</c>.
    /// </summary>
    /// <param name="column">The column.</param>
    /// <param name="value">The value, sent as a parameter: of a type that the column compares with; null for rows in which the column has none.</param>
    public SqlTableMap Where(string column, object? value) => Filter(column, value, isNegated: false);

    /// <summary>Declares that only rows count in which a column has another value or none: <c>WhereNot("is_deleted", true)</c>.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">The value, sent as a parameter; null for rows in which the column has one.</param>
    public SqlTableMap WhereNot(string column, object? value) => Filter(column, value, isNegated: true);

    /// <summary>Declares that attributes, references or parts are not offered, although there are columns of their names.</summary>
    /// <param name="names">Their names in the schema.</param>
    public SqlTableMap Without(params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        Declaration.LeftOut.UnionWith(names);
        return this;
    }

    private SqlTableMap Filter(string column, object? value, bool isNegated)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        Declaration.Filters.Add(new RowFilter(column, value, isNegated));
        return this;
    }

    private SqlTableMap Attribute(string attribute, ValuePlace place, Action<SqlValueMap>? configure)
    {
        Declaration.Attributes.Add(AttributeDeclaration.Create(attribute, place, configure));
        return this;
    }
}
