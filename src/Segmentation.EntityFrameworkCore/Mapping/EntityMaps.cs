using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Segmentation.EntityFrameworkCore;

/// <summary>
/// Where a schema's attributes and relations are in a host's entity classes: the maps of <see cref="SubjectMap{T}"/> that
/// objects and matching use, too. What has no map is found by name in the context's model: <c>grand_total</c> is a property
/// <c>GrandTotal</c> or <c>grand_total</c>. Immutable and safe for concurrent use; keep one for the host's life.
/// </summary>
public sealed class EntityMaps
{
    private readonly IReadOnlyDictionary<string, EntityMapping> _mappings;
    private readonly ConditionalWeakTable<IModel, ModelMap> _models = [];

    private EntityMaps(SegmentSchema schema, IReadOnlyDictionary<string, EntityMapping> mappings)
    {
        Schema = schema;
        _mappings = mappings;
    }

    /// <summary>Maps by name alone.</summary>
    /// <param name="schema">The schema that segments are bound to.</param>
    public EntityMaps(SegmentSchema schema)
        : this(schema ?? throw new ArgumentNullException(nameof(schema)), new Dictionary<string, EntityMapping>(StringComparer.Ordinal))
    {
    }

    /// <summary>The schema whose names the maps use.</summary>
    public SegmentSchema Schema { get; }

    /// <summary>A copy in which the subject is where a map says; what the map leaves out is not offered.</summary>
    /// <param name="map">The subject's map.</param>
    /// <exception cref="SegmentDefinitionException">The map does not fit the schema; every problem is listed.</exception>
    public EntityMaps Map<T>(SubjectMap<T> map)
        where T : class => Map(Schema.Subject.Name, map);

    /// <summary>
    /// A copy with the map of an entity that has rows of its own: one that others refer to by key alone, or whose values
    /// form a tree. Rows that a mapped relation leads to need no map of their own.
    /// </summary>
    /// <param name="entity">The entity's name, such as <c>category</c>.</param>
    /// <param name="map">The entity's map.</param>
    /// <exception cref="SegmentDefinitionException">The map does not fit the schema; every problem is listed.</exception>
    public EntityMaps Map<T>(string entity, SubjectMap<T> map)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(map);
        return new EntityMaps(Schema, new Dictionary<string, EntityMapping>(_mappings, StringComparer.Ordinal) { [entity] = map.Build(Schema, entity) });
    }

    /// <summary>
    /// Tries everything that the maps declare against a context's model, without connecting: what a host does when it starts,
    /// and what its tests do. Takes some milliseconds an attribute.
    /// </summary>
    /// <param name="context">A context.</param>
    /// <exception cref="SegmentDefinitionException">Something does not fit; every problem is listed, with the place in the map.</exception>
    public void Check(DbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IReadOnlyList<Problem> problems = new ModelCheck(On(context.Model, context.Database.ProviderName), context).Find();
        if (problems.Count > 0)
            throw new SegmentDefinitionException(problems);
    }

    /// <summary>A copy in which an entity is where a checked map says.</summary>
    internal EntityMaps With(EntityMapping mapping) =>
        new(Schema, new Dictionary<string, EntityMapping>(_mappings, StringComparer.Ordinal) { [mapping.Entity.Name] = mapping });

    /// <summary>The maps laid on a model; made once a model.</summary>
    internal ModelMap On(IModel model, string? provider) => _models.GetValue(model, m => ModelMap.Create(Schema, _mappings, m, provider));
}
