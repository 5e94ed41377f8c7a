using Segmentation.Binding;
using Segmentation.Predicates;

namespace Segmentation;

/// <summary>Declares a schema: the subject, the entities and the roles. Not safe for concurrent use.</summary>
public sealed partial class SchemaBuilder
{
    private readonly string _name;
    private readonly List<EntityBuilder> _entities = [];
    private string? _subject;
    private SchemaRoles _roles = new();

    internal SchemaBuilder(string name) => _name = name;

    internal SchemaBuilder(SegmentSchema schema)
        : this(schema.Name)
    {
        foreach (SchemaEntity entity in schema.Entities)
        {
            var builder = new EntityBuilder(entity.Name, entity.PluralName);
            builder.Attributes.AddRange(entity.Attributes);
            builder.Relations.AddRange(entity.Relations);
            _entities.Add(builder);
        }

        _subject = schema.Subject.Name;
        _roles = schema.Roles;
    }

    /// <summary>Declares the entity that segments are of; exactly one.</summary>
    /// <param name="name">The name of one row, such as <c>customer</c>.</param>
    /// <param name="pluralName">The name of many rows, such as <c>customers</c>.</param>
    /// <param name="configure">Declares its attributes and relations.</param>
    public SchemaBuilder Subject(string name, string pluralName, Action<EntityBuilder> configure)
    {
        _subject = name;
        return Entity(name, pluralName, configure);
    }

    /// <summary>Declares an entity.</summary>
    /// <param name="name">The name of one row.</param>
    /// <param name="pluralName">The name of many rows.</param>
    /// <param name="configure">Declares its attributes and relations.</param>
    public SchemaBuilder Entity(string name, string pluralName, Action<EntityBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(pluralName);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new EntityBuilder(name, pluralName);
        _entities.Add(builder);
        configure(builder);
        return this;
    }

    /// <summary>Adds to an entity that is already declared.</summary>
    /// <param name="name">The entity's name.</param>
    /// <param name="configure">Declares further attributes and relations.</param>
    /// <exception cref="ArgumentException">No entity of that name is declared.</exception>
    public SchemaBuilder Entity(string name, Action<EntityBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        EntityBuilder builder = _entities.Find(e => e.Name == name)
            ?? throw new ArgumentException($"The schema '{_name}' has no entity '{name}'; declare it with its plural name first.", nameof(name));
        configure(builder);
        return this;
    }

    /// <summary>Says which attributes of the subject a segment's own settings read.</summary>
    public SchemaBuilder Roles(SchemaRoles roles)
    {
        ArgumentNullException.ThrowIfNull(roles);
        _roles = roles;
        return this;
    }

    internal SegmentSchema Build()
    {
        List<SchemaEntity> entities = [];
        var problems = new List<Problem>();
        CheckNames(problems);
        if (problems.Count > 0)
            throw new SegmentDefinitionException(problems);
        foreach (EntityBuilder builder in _entities)
            entities.Add(new SchemaEntity(builder.Name, builder.PluralName, [.. builder.Attributes], [.. builder.Relations]));
        var schema = new SegmentSchema(_name, entities.Single(e => e.Name == _subject), entities, _roles);
        var binder = new Binder(schema, new NodeFactory(), new BindOptions());
        binder.CheckSchema();
        return binder.Problems.Count == 0 ? schema : throw new SegmentDefinitionException(binder.Problems);
    }
}
