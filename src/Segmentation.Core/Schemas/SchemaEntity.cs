namespace Segmentation;

/// <summary>A kind of row: its attributes, and its relations to other entities. Immutable.</summary>
public sealed class SchemaEntity
{
    private readonly Dictionary<string, SchemaAttribute> _attributes;
    private readonly Dictionary<string, SchemaRelation> _relations;

    internal SchemaEntity(string name, string pluralName, IReadOnlyList<SchemaAttribute> attributes, IReadOnlyList<SchemaRelation> relations)
    {
        Name = name;
        PluralName = pluralName;
        Attributes = attributes;
        Relations = relations;
        _attributes = attributes.ToDictionary(a => a.Name, StringComparer.Ordinal);
        _relations = relations.ToDictionary(r => r.Name, StringComparer.Ordinal);
    }

    /// <summary>The name of one row, such as <c>order</c>.</summary>
    public string Name { get; }

    /// <summary>The name of many rows, such as <c>orders</c>: the file and, by default, the table.</summary>
    public string PluralName { get; }

    /// <summary>The attributes, in the order they were declared.</summary>
    public IReadOnlyList<SchemaAttribute> Attributes { get; }

    /// <summary>The relations, in the order they were declared.</summary>
    public IReadOnlyList<SchemaRelation> Relations { get; }

    /// <summary>The attribute of that name, or null. Names are case-sensitive. Constant time.</summary>
    public SchemaAttribute? FindAttribute(string name) => _attributes.GetValueOrDefault(name);

    /// <summary>The relation of that name, or null. Names are case-sensitive. Constant time.</summary>
    public SchemaRelation? FindRelation(string name) => _relations.GetValueOrDefault(name);
}
