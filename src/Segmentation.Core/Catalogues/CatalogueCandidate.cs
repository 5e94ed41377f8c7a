namespace Segmentation;

/// <summary>An attribute or a relation that a catalogue could list; one of the two is null.</summary>
/// <param name="Entity">The entity that has it.</param>
/// <param name="Attribute">The attribute; null for a relation.</param>
/// <param name="Relation">The relation; null for an attribute.</param>
public readonly record struct CatalogueCandidate(SchemaEntity Entity, SchemaAttribute? Attribute, SchemaRelation? Relation)
{
    /// <summary>The entity's name and its own, such as <c>customer.email</c>.</summary>
    public string Path => $"{Entity.Name}.{Attribute?.Name ?? Relation?.Name}";
}
