namespace Segmentation;

/// <summary>
/// What conditions can speak of: a subject (a customer, a company), the entities behind it, their attributes and
/// relations. Knows nothing of classes or tables. Immutable and safe for concurrent use; a host may have several.
/// </summary>
public sealed class SegmentSchema
{
    private readonly Dictionary<string, SchemaEntity> _entities;

    internal SegmentSchema(string name, SchemaEntity subject, IReadOnlyList<SchemaEntity> entities, SchemaRoles roles)
    {
        Name = name;
        Subject = subject;
        Entities = entities;
        Roles = roles;
        _entities = entities.ToDictionary(e => e.Name, StringComparer.Ordinal);
    }

    /// <summary>The schema's own name, such as <c>commerce</c>.</summary>
    public string Name { get; }

    /// <summary>The entity that segments are of.</summary>
    public SchemaEntity Subject { get; }

    /// <summary>All entities, the subject included, in the order they were declared.</summary>
    public IReadOnlyList<SchemaEntity> Entities { get; }

    /// <summary>Which attributes of the subject a segment's own settings read.</summary>
    public SchemaRoles Roles { get; }

    /// <summary>The entity of that name, or null. Names are case-sensitive. Constant time.</summary>
    public SchemaEntity? FindEntity(string name) => _entities.GetValueOrDefault(name);

    /// <summary>Builds a schema.</summary>
    /// <param name="name">The schema's own name.</param>
    /// <param name="configure">Declares the subject and the entities.</param>
    /// <exception cref="SegmentDefinitionException">What was declared does not hold together; every problem is listed.</exception>
    public static SegmentSchema Create(string name, Action<SchemaBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new SchemaBuilder(name);
        configure(builder);
        return builder.Build();
    }

    /// <summary>A schema with everything of this one and what is added; this one stays as it is.</summary>
    /// <param name="configure">Adds entities, or attributes and relations to those there are.</param>
    /// <exception cref="SegmentDefinitionException">What was declared does not hold together; every problem is listed.</exception>
    public SegmentSchema Extend(Action<SchemaBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new SchemaBuilder(this);
        configure(builder);
        return builder.Build();
    }
}
