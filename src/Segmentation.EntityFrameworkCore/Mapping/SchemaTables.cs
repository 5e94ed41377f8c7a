namespace Segmentation.EntityFrameworkCore;

/// <summary>The tables that a schema is in where there are no classes for it.</summary>
internal sealed class SchemaTables
{
    public SchemaTables(SegmentSchema schema)
    {
        HashSet<string> own = new(StringComparer.Ordinal) { schema.Subject.Name };
        foreach (SchemaEntity entity in schema.Entities)
        {
            own.UnionWith(entity.Relations.Where(r => r is ManyRelation or ReferenceRelation).Select(r => r.Target));
            own.UnionWith(entity.Attributes.Select(a => a.Hierarchy).OfType<string>());
        }

        All = [.. schema.Entities.Where(e => own.Contains(e.Name)).Select(e => new SchemaTable(e, [.. Columns(schema, e)]))];
    }

    public IReadOnlyList<SchemaTable> All { get; }

    private static IEnumerable<SchemaColumn> Columns(SegmentSchema schema, SchemaEntity entity)
    {
        foreach (SchemaEntity owner in schema.Entities.Where(e => e.Relations.Any(r => r is ManyRelation && r.Target == entity.Name)))
            yield return new SchemaColumn($"{owner.Name}_id") { Refers = owner.Name, IsOwner = true };
        foreach (SchemaColumn column in Columns(schema, entity, "", null))
            yield return column;
    }

    private static IEnumerable<SchemaColumn> Columns(SegmentSchema schema, SchemaEntity entity, string prefix, string? part)
    {
        foreach (SchemaAttribute attribute in entity.Attributes.Where(a => a.Computation is null))
            yield return new SchemaColumn(prefix + attribute.Name) { Attribute = attribute, Part = part };
        foreach (ReferenceRelation reference in entity.Relations.OfType<ReferenceRelation>())
            yield return new SchemaColumn($"{prefix}{reference.Name}_id") { Refers = reference.Target, Reference = reference.Name, Part = part };
        // Parts have no parts of their own.
        foreach (PartRelation owned in part is not null ? [] : entity.Relations.OfType<PartRelation>())
        {
            foreach (SchemaColumn column in Columns(schema, schema.FindEntity(owned.Target)!, $"{prefix}{owned.Name}_", owned.Name))
                yield return column;
        }
    }
}

/// <summary>The table of an entity, named in the plural.</summary>
internal sealed record SchemaTable(SchemaEntity Entity, IReadOnlyList<SchemaColumn> Columns)
{
    public const string Key = "id";

    public string Name => Entity.PluralName;
}

/// <summary>A column of a table: an attribute, or the key of another entity.</summary>
internal sealed record SchemaColumn(string Name)
{
    public SchemaAttribute? Attribute { get; init; }

    /// <summary>The entity whose key it is; null for an attribute.</summary>
    public string? Refers { get; init; }

    /// <summary>The name of the reference whose key it is; null for others.</summary>
    public string? Reference { get; init; }

    /// <summary>The relation of the part that it belongs to; null for the row itself.</summary>
    public string? Part { get; init; }

    /// <summary>Whether it is the key of the row that this one belongs to.</summary>
    public bool IsOwner { get; init; }

    public Type Type => Attribute!.Type switch
    {
        AttributeType.Integer => typeof(long?),
        AttributeType.Decimal => typeof(decimal?),
        AttributeType.Boolean => typeof(bool?),
        AttributeType.Date => typeof(DateOnly?),
        AttributeType.Instant => typeof(DateTimeOffset?),
        AttributeType.Set => typeof(List<string>),
        _ => typeof(string),
    };
}
