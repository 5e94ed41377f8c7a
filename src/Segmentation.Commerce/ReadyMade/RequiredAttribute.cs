namespace Segmentation;

/// <summary>A custom attribute that a ready-made segment reads and the commerce vocabulary does not have by itself.</summary>
/// <param name="Entity">The entity it is on, such as <c>product</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its values: text, boolean or set.</param>
public sealed record RequiredAttribute(string Entity, string Name, AttributeType Type)
{
    /// <summary>Adds the attribute to a schema: <c>CommerceSchema.Create(extend: attribute.Declare)</c>.</summary>
    /// <param name="schema">The schema being built; it has the entity.</param>
    /// <exception cref="ArgumentException">The schema has no such entity.</exception>
    /// <exception cref="InvalidOperationException">No ready-made segment reads attributes of the type.</exception>
    public void Declare(SchemaBuilder schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        schema.Entity(Entity, entity => _ = Type switch
        {
            AttributeType.Text => entity.Text(Name),
            AttributeType.Boolean => entity.Boolean(Name),
            AttributeType.Set => entity.Set(Name),
            _ => throw new InvalidOperationException($"{nameof(Type)} must be text, boolean or set, but is {Type}."),
        });
    }
}
