namespace Segmentation;

/// <summary>What an adapter is given when it makes a source or a store for a host. Immutable.</summary>
public sealed class SegmentationContext
{
    private readonly object? _map;
    private readonly Lazy<EntityMapping>? _mapping;

    internal SegmentationContext(
        IServiceProvider services, string? name, SegmentSchema schema, BindOptions bind, object? map, Func<SegmentSchema, EntityMapping>? build, TimeProvider time)
    {
        Bind = bind;
        Services = services;
        Name = name;
        Schema = schema;
        Time = time;
        _map = map;
        _mapping = build is null ? null : new Lazy<EntityMapping>(() => build(schema));
    }

    /// <summary>The host's services.</summary>
    public IServiceProvider Services { get; }

    /// <summary>The name under which the host registered it; null for the one without.</summary>
    public string? Name { get; }

    /// <summary>The schema that segments are bound to.</summary>
    public SegmentSchema Schema { get; }

    /// <summary>The limits, the default time zone and the language that segments are bound with.</summary>
    public BindOptions Bind { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>The map of the subject's class, checked against the schema; null when the host has declared none. Built once.</summary>
    /// <exception cref="SegmentDefinitionException">The map does not fit the schema; every problem is listed.</exception>
    public EntityMapping? Mapping => _mapping?.Value;

    /// <summary>The map that the host has declared for a class; null when it has declared none, or one for another class.</summary>
    /// <typeparam name="T">The host's class of the subject.</typeparam>
    public SubjectMap<T>? FindMap<T>()
        where T : class => _map as SubjectMap<T>;
}
