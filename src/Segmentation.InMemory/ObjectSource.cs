namespace Segmentation.InMemory;

/// <summary>
/// Segments over a host's own objects. Opening a snapshot takes the list of objects and sorts it by key; reading walks
/// the objects with compiled accessors. The objects behind the list are not copied: a host does not change them while an
/// evaluation runs. Safe for concurrent use as far as the host's objects are.
/// </summary>
/// <remarks>
/// Rows that others refer to, such as products, are collected from all rows that lead to them, distinct by key; of
/// several objects with one key the first counts, in the order of customers, and those given by
/// <see cref="With{TRow}"/> before all others.
/// </remarks>
/// <typeparam name="T">The host's class of the subject.</typeparam>
public sealed class ObjectSource<T> : ISegmentSource
    where T : class
{
    private readonly SegmentSchema _schema;
    private readonly EntityMapping _mapping;
    private readonly Func<IEnumerable<T>> _subjects;
    private readonly IReadOnlyList<GivenRows> _given;
    private readonly EntityAccesses _accesses;

    /// <summary>A source of objects that are held in a collection; every snapshot enumerates it once.</summary>
    /// <param name="schema">The schema that segments are bound to.</param>
    /// <param name="map">Where the schema's attributes and relations are in the objects.</param>
    /// <param name="subjects">The subjects, in any order; none is null and no key repeats.</param>
    /// <exception cref="SegmentDefinitionException">The map does not fit the schema; every problem is listed.</exception>
    public ObjectSource(SegmentSchema schema, SubjectMap<T> map, IEnumerable<T> subjects)
        : this(schema, map, Constant(subjects))
    {
    }

    /// <summary>A source of objects that are asked for anew by every snapshot.</summary>
    /// <param name="schema">The schema that segments are bound to.</param>
    /// <param name="map">Where the schema's attributes and relations are in the objects.</param>
    /// <param name="subjects">Gives the subjects, in any order; may be called concurrently.</param>
    /// <exception cref="SegmentDefinitionException">The map does not fit the schema; every problem is listed.</exception>
    public ObjectSource(SegmentSchema schema, SubjectMap<T> map, Func<IEnumerable<T>> subjects)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(subjects);
        _schema = schema;
        _mapping = map.Build(schema);
        _subjects = subjects;
        _given = [];
        _accesses = new EntityAccesses();
    }

    private ObjectSource(ObjectSource<T> source, IReadOnlyList<GivenRows> given)
    {
        _schema = source._schema;
        _mapping = source._mapping;
        _subjects = source._subjects;
        _accesses = source._accesses;
        _given = given;
    }

    /// <summary>
    /// A source with all rows of an entity that others refer to, for references by key alone and for the tree over a
    /// set's values; this source stays as it is.
    /// </summary>
    /// <param name="entity">The entity's name, such as <c>category</c>.</param>
    /// <param name="map">Where the entity's attributes and relations are in the rows; with a key.</param>
    /// <param name="rows">The rows, in any order; none is null and no key repeats. Every snapshot enumerates them once.</param>
    /// <exception cref="SegmentDefinitionException">The map does not fit the schema; every problem is listed.</exception>
    /// <exception cref="ArgumentException">The entity is the subject, or its rows are given already.</exception>
    public ObjectSource<T> With<TRow>(string entity, SubjectMap<TRow> map, IEnumerable<TRow> rows)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(rows);
        if (entity == _schema.Subject.Name || _given.Any(g => g.Mapping.Entity.Name == entity))
            throw new ArgumentException($"The rows of '{entity}' are given already.", nameof(entity));
        EntityMapping mapping = map.Build(_schema, entity);
        KeyKinds.RequireOne([_mapping, .. _given.Select(g => g.Mapping), mapping]);
        return new ObjectSource<T>(this, [.. _given, new GivenRows(mapping, rows)]);
    }

    /// <inheritdoc/>
    /// <exception cref="SegmentDataException">A key is missing or repeated, or a row is null.</exception>
    public ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(needs);
        ct.ThrowIfCancellationRequested();
        var plan = new RequestPlan(needs, _mapping, [.. _given.Select(g => g.Mapping)], _accesses);
        EntityAccess access = _accesses[_mapping];
        RootRows subjects = RootRows.Sort(access, Materialise(_mapping.Entity, _subjects(), ct));
        var shared = new SharedRows(plan, _accesses, ct);
        foreach (GivenRows given in _given.Where(g => plan.Asks(g.Mapping.Entity.Name)))
            shared.Add(given.Mapping, Materialise(given.Mapping.Entity, given.Rows, ct));
        shared.Walk(access, subjects);

        Dictionary<string, RootRows> roots = shared.Sort();
        roots.Add(_mapping.Entity.Name, subjects);
        return ValueTask.FromResult<ISourceSnapshot>(new ObjectSnapshot(plan, roots));
    }

    private static Func<IEnumerable<T>> Constant(IEnumerable<T> subjects)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        return () => subjects;
    }

    private static object[] Materialise(SchemaEntity entity, IEnumerable<object?> rows, CancellationToken ct)
    {
        var list = new List<object>(rows.TryGetNonEnumeratedCount(out int count) ? count : 0);
        foreach (object? row in rows)
        {
            ct.ThrowIfCancellationRequested();
            list.Add(row ?? throw new SegmentDataException(entity.Name, null, null, $"row {list.Count + 1} as given is null"));
        }

        return [.. list];
    }

    private sealed record GivenRows(EntityMapping Mapping, IEnumerable<object> Rows);
}
