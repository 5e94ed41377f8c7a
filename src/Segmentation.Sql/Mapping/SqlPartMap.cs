namespace Segmentation.Sql;

/// <summary>Declares where a part's attributes and references are among the columns of the table it is in. Not safe for concurrent use.</summary>
public sealed class SqlPartMap
{
    internal SqlPartMap()
    {
    }

    internal TableDeclaration Declaration { get; } = new(null);

    /// <summary>Declares what the names of the part's columns begin with.</summary>
    /// <param name="prefix">Such as <c>ship_</c>; may be empty.</param>
    public SqlPartMap Prefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        Declaration.Prefix = prefix;
        return this;
    }

    /// <summary>Declares the column that has an attribute of the part.</summary>
    /// <param name="attribute">The attribute's name in the schema.</param>
    /// <param name="column">The column, with its prefix.</param>
    /// <param name="configure">How its values become the attribute's; null where the column's type says it.</param>
    public SqlPartMap Column(string attribute, string column, Action<SqlValueMap>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        Declaration.Attributes.Add(AttributeDeclaration.Create(attribute, new InColumn(column), configure));
        return this;
    }

    /// <summary>Declares the column with the key of a row that the part refers to.</summary>
    /// <param name="relation">The reference's name in the schema.</param>
    /// <param name="column">The column, with its prefix.</param>
    public SqlPartMap Reference(string relation, string column)
    {
        ArgumentException.ThrowIfNullOrEmpty(relation);
        ArgumentException.ThrowIfNullOrEmpty(column);
        Declaration.References.Add((relation, column));
        return this;
    }
}
