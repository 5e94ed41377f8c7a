using System.Linq.Expressions;

namespace Segmentation;

/// <summary>
/// A map of one class, checked against a schema: what an adapter compiles or translates. Mappings of map classes that
/// lead back to themselves form cycles. Immutable and safe for concurrent use.
/// </summary>
public sealed class EntityMapping
{
    private readonly Dictionary<string, AttributeMapping> _attributes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RelationMapping> _relations = new(StringComparer.Ordinal);

    internal EntityMapping(SchemaEntity entity, Type type, string path)
    {
        Entity = entity;
        Type = type;
        Path = path;
    }

    /// <summary>The entity whose rows the objects are.</summary>
    public SchemaEntity Entity { get; }

    /// <summary>The host's class.</summary>
    public Type Type { get; }

    /// <summary>Where the map is declared, such as <c>ShopMap.orders</c>, as messages name it.</summary>
    public string Path { get; }

    /// <summary>The key of an object; null when none is declared.</summary>
    public KeyMapping? Key { get; internal set; }

    /// <summary>The attributes that are mapped.</summary>
    public IReadOnlyCollection<AttributeMapping> Attributes => _attributes.Values;

    /// <summary>The relations that are mapped.</summary>
    public IReadOnlyCollection<RelationMapping> Relations => _relations.Values;

    /// <summary>The mapped attribute of that name, or null. Constant time.</summary>
    public AttributeMapping? FindAttribute(string name) => _attributes.GetValueOrDefault(name);

    /// <summary>The mapped relation of that name, or null. Constant time.</summary>
    public RelationMapping? FindRelation(string name) => _relations.GetValueOrDefault(name);

    internal bool Add(AttributeMapping attribute) => _attributes.TryAdd(attribute.Attribute.Name, attribute);

    internal bool Add(RelationMapping relation) => _relations.TryAdd(relation.Relation.Name, relation);
}

/// <summary>A key in a host's class. Immutable.</summary>
public sealed class KeyMapping
{
    internal KeyMapping(KeyKind kind, LambdaExpression value)
    {
        Kind = kind;
        Value = value;
    }

    /// <summary>The kind of the key.</summary>
    public KeyKind Kind { get; }

    /// <summary>
    /// From the host's class to its key: an integer type that converts to long without loss, a GUID, a nullable one of
    /// these, or a string.
    /// </summary>
    public LambdaExpression Value { get; }
}

/// <summary>An attribute in a host's class. Immutable.</summary>
public sealed class AttributeMapping
{
    internal AttributeMapping(SchemaAttribute attribute, LambdaExpression value, LambdaExpression append)
    {
        Attribute = attribute;
        Value = value;
        Append = append;
    }

    /// <summary>The attribute.</summary>
    public SchemaAttribute Attribute { get; }

    /// <summary>From the host's class to the value as the host has it.</summary>
    public LambdaExpression Value { get; }

    /// <summary>
    /// From that value and a <see cref="ColumnBuilder"/> of the attribute's type to nothing: appends the value, converted
    /// as the map says, without boxing. Throws <see cref="FormatException"/> or <see cref="OverflowException"/> for a
    /// value that breaks a rule.
    /// </summary>
    public LambdaExpression Append { get; }

    /// <summary>What <see cref="Append"/> does beyond the types, for who translates the value instead of reading it.</summary>
    internal ValueSettings Settings { get; init; } = new();
}

/// <summary>A relation in a host's class. Immutable.</summary>
public sealed class RelationMapping
{
    internal RelationMapping(SchemaRelation relation, LambdaExpression? value, EntityMapping? target, KeyMapping? key)
    {
        Relation = relation;
        Value = value;
        Target = target;
        Key = key;
    }

    /// <summary>
    /// The relation: a <see cref="ManyRelation"/>, a <see cref="PartRelation"/>, a <see cref="ReferenceRelation"/>, or a
    /// <see cref="SelectedRelation"/> whose row the host's class has as a part.
    /// </summary>
    public SchemaRelation Relation { get; }

    /// <summary>From the host's class to the row, or to the sequence of rows; null for a reference by key alone.</summary>
    public LambdaExpression? Value { get; }

    /// <summary>How the rows it leads to are mapped; null for a reference by key alone.</summary>
    public EntityMapping? Target { get; }

    /// <summary>From the host's class to the key that is referred to, for a reference by key alone; else null.</summary>
    public KeyMapping? Key { get; }

    /// <summary>
    /// Where a to-many relation is not mapped itself, and the rows that are selected from it are parts of the host's class:
    /// those parts. Its rows are theirs, each part with the attributes that it is selected by as constants. <see cref="Value"/>
    /// and <see cref="Target"/> read them all in process; who translates expressions translates each part. Else empty.
    /// </summary>
    public IReadOnlyList<RelationMapping> Parts { get; internal init; } = [];
}
