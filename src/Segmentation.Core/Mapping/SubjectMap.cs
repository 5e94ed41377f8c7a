namespace Segmentation;

/// <summary>
/// Says where a schema's attributes and relations are in a host's classes, once for memory, matching and Entity
/// Framework Core. Derive from it for the subject, and for a class that several relations lead to.
/// </summary>
/// <typeparam name="T">The host's class.</typeparam>
public abstract class SubjectMap<T>
    where T : class
{
    /// <summary>Declares the map. Called once for every <see cref="Build(SegmentSchema)"/>; it must declare the same each time.</summary>
    /// <param name="map">Takes the declarations.</param>
    public abstract void Configure(EntityMap<T> map);

    /// <summary>Checks the map of a schema's subject.</summary>
    /// <param name="schema">The schema whose names the map uses.</param>
    /// <exception cref="SegmentDefinitionException">The map does not fit the schema; every problem is listed.</exception>
    public EntityMapping Build(SegmentSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return Build(schema, schema.Subject.Name);
    }

    /// <summary>Checks the map of any entity that has rows of its own.</summary>
    /// <param name="schema">The schema whose names the map uses.</param>
    /// <param name="entity">The entity's name.</param>
    /// <exception cref="SegmentDefinitionException">The map does not fit the schema; every problem is listed.</exception>
    public EntityMapping Build(SegmentSchema schema, string entity)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(entity);
        return new MappingBuilder(schema).Build(MapClass.Of(this), entity);
    }
}
