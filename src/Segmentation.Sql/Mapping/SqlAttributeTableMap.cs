namespace Segmentation.Sql;

/// <summary>Declares which attributes are rows of a table of names and values. Not safe for concurrent use.</summary>
public sealed class SqlAttributeTableMap
{
    private readonly SideTable _table;

    internal SqlAttributeTableMap(SideTable table) => _table = table;

    internal List<AttributeDeclaration> Attributes { get; } = [];

    /// <summary>Declares an attribute. One that is no set has at most one row for each key; each row of a set has one value.</summary>
    /// <param name="attribute">The attribute's name in the schema.</param>
    /// <param name="name">Its name in the table; null for the same.</param>
    /// <param name="configure">How the values become the attribute's; null where the column's type says it.</param>
    public SqlAttributeTableMap Attribute(string attribute, string? name = null, Action<SqlValueMap>? configure = null)
    {
        Attributes.Add(AttributeDeclaration.Create(attribute, new InRows(_table, name ?? attribute), configure));
        return this;
    }
}
