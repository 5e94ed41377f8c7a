namespace Segmentation;

/// <summary>An attribute that a segment reads.</summary>
/// <param name="Entity">The entity that has it.</param>
/// <param name="Attribute">The attribute.</param>
public readonly record struct AttributeRead(SchemaEntity Entity, SchemaAttribute Attribute)
{
    /// <summary>Entity and attribute, such as <c>order.grand_total</c>.</summary>
    public override string ToString() => $"{Entity.Name}.{Attribute.Name}";
}

/// <summary>A relation that a segment follows.</summary>
/// <param name="Entity">The entity that it leads from.</param>
/// <param name="Relation">The relation.</param>
public readonly record struct RelationRead(SchemaEntity Entity, SchemaRelation Relation)
{
    /// <summary>Entity and relation, such as <c>customer.orders</c>.</summary>
    public override string ToString() => $"{Entity.Name}.{Relation.Name}";
}
