namespace Segmentation.Files;

/// <summary>Rows with the columns of an entity.</summary>
internal abstract class RowSet(SchemaEntity entity)
{
    /// <summary>The entity, as the schema that the directory was loaded with has it.</summary>
    public SchemaEntity Entity { get; } = entity;

    /// <summary>The stored values, by attribute.</summary>
    public Dictionary<string, AttributeStore> Attributes { get; } = new(StringComparer.Ordinal);

    /// <summary>The rows referred to, by relation.</summary>
    public Dictionary<string, KeyLink> References { get; } = new(StringComparer.Ordinal);
}
