using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Segmentation.EntityFrameworkCore;

/// <summary>A schema's maps laid on one model of one provider. Immutable but for what it keeps; safe for concurrent use.</summary>
internal sealed class ModelMap
{
    private readonly Dictionary<string, MappedRoot> _roots = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(LambdaExpression Lambda, ITypeBase Row), HostValue> _values = new();
    private readonly ConcurrentDictionary<IEntityType, KeyMapping?> _keys = new();
    private readonly List<Problem> _problems = [];

    private ModelMap(SegmentSchema schema, IModel model, string? provider)
    {
        Schema = schema;
        Model = model;
        Provider = Providers.Of(provider);
    }

    public SegmentSchema Schema { get; }

    public IModel Model { get; }

    public Provider Provider { get; }

    /// <summary>What was found wrong with maps by name, and with the classes that roots are.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>Reads that were planned, by what they read.</summary>
    public ConcurrentDictionary<string, ReadPlan> Plans { get; } = new(StringComparer.Ordinal);

    /// <summary>Every entity whose rows are found by themselves: the subject, and those that others refer to.</summary>
    public IReadOnlyDictionary<string, MappedRoot> Roots => _roots;

    public static ModelMap Create(SegmentSchema schema, IReadOnlyDictionary<string, EntityMapping> mappings, IModel model, string? provider)
    {
        var map = new ModelMap(schema, model, provider);
        var byName = new MapByName(schema, model, map.Provider, map._problems);
        string subject = schema.Subject.Name;
        foreach ((string entity, EntityMapping mapping) in mappings.OrderBy(m => m.Key != subject))
            map.AddRoot(entity, mapping);
        if (!mappings.ContainsKey(subject))
            map.AddRoot(schema.Subject, byName, isRequired: true);
        map.FollowReferences();
        IEnumerable<string> referred = schema.Entities.SelectMany(e => e.Relations).OfType<ReferenceRelation>().Select(r => r.Target)
            .Concat(schema.Entities.SelectMany(e => e.Attributes).Select(a => a.Hierarchy).OfType<string>());
        // What a host's own maps do not lead to may have a class by its name all the same; if that does not fit, nobody asked for it.
        var others = mappings.ContainsKey(subject) ? new MapByName(schema, model, map.Provider, []) : byName;
        foreach (string entity in referred.Distinct(StringComparer.Ordinal).Where(e => !map._roots.ContainsKey(e)).ToArray())
            map.AddRoot(schema.FindEntity(entity)!, others, isRequired: false);
        return map;
    }

    /// <summary>What the rows that a relation leads to are in the model; null when it cannot be told.</summary>
    public ITypeBase? TargetOf(RelationMapping relation, ITypeBase row) =>
        ModelPaths.From(Model, relation.Value!, row).Resolve(relation.Value!.Body) switch
        {
            ModelPath.Row one => one.Type,
            ModelPath.Rows many => many.Type,
            _ => relation.Target is { } target ? Model.FindEntityType(target.Type) : null,
        };

    /// <summary>The key that a map declares, else the primary key when it is one value of a type that keys have; null for neither.</summary>
    public KeyMapping? KeyOf(EntityMapping mapping, ITypeBase type) =>
        mapping.Key ?? (type as IEntityType is { } entity ? _keys.GetOrAdd(entity, MapByName.PrimaryKey) : null);

    /// <summary>A map's value taken apart.</summary>
    /// <exception cref="UnmappedException">It reads something that the model does not map.</exception>
    public HostValue ValueOf(LambdaExpression lambda, ITypeBase row) =>
        _values.GetOrAdd((lambda, row), static (key, model) => HostValue.Of(model, key.Lambda, key.Row), Model);

    private void AddRoot(string entity, EntityMapping mapping)
    {
        if (Model.FindEntityType(mapping.Type) is { } type && !type.IsOwned())
            _roots.Add(entity, new MappedRoot(mapping, type));
        else
            _problems.Add(new Problem(mapping.Path, "ef.entity", $"{mapping.Type.Name} is no entity class of the context; add it to the model, or map the class that is."));
    }

    private void AddRoot(SchemaEntity entity, MapByName byName, bool isRequired)
    {
        if (byName.Root(entity, isRequired) is { } root)
            _roots.Add(entity.Name, root);
    }

    /// <summary>Rows that others refer to are found where the maps' references lead.</summary>
    private void FollowReferences()
    {
        var visited = new HashSet<EntityMapping>();
        var pending = new Queue<(EntityMapping Mapping, ITypeBase Type)>(_roots.Values.Select(r => (r.Mapping, (ITypeBase)r.Type)));
        while (pending.TryDequeue(out (EntityMapping Mapping, ITypeBase Type) next))
        {
            if (!visited.Add(next.Mapping))
                continue;
            foreach (RelationMapping relation in next.Mapping.Relations)
            {
                if (relation.Parts.Count > 0 || relation.Target is not { } target || TargetOf(relation, next.Type) is not { } type)
                    continue;
                pending.Enqueue((target, type));
                if (relation.Relation is ReferenceRelation && type is IEntityType entity && !entity.IsOwned())
                    _roots.TryAdd(target.Entity.Name, new MappedRoot(target, entity));
            }
        }
    }
}

/// <summary>The rows of an entity that are found by themselves.</summary>
internal sealed record MappedRoot(EntityMapping Mapping, IEntityType Type);
