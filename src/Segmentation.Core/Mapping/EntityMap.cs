using System.Linq.Expressions;

namespace Segmentation;

/// <summary>
/// Declares where one entity's attributes and relations are in a host's class. What it leaves out is not offered: a
/// condition on it is refused, never read as missing; but where nothing says who is a guest, nobody is. Mistakes are
/// reported when the map is built against a schema. Expressions must not depend on mutable state. Not safe for concurrent
/// use.
/// </summary>
/// <typeparam name="T">The host's class.</typeparam>
public sealed class EntityMap<T>
    where T : class
{
    private const int MaxDepth = 64;
    private readonly int _depth;

    internal EntityMap(int depth = 0) => _depth = depth;

    internal EntityDeclaration Declaration { get; } = new(typeof(T));

    /// <summary>Declares the key: an integer type up to long, a GUID or a string; never null, and no two rows have the same.</summary>
    /// <remarks>
    /// Required for the subject and for rows that others refer to. Rows of a to-many relation without one are numbered
    /// as they come; a part needs none.
    /// </remarks>
    /// <param name="key">The key of a row.</param>
    public EntityMap<T> Key<TKey>(Expression<Func<T, TKey>> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Declaration.Keys.Add(key);
        return this;
    }

    /// <summary>Declares an attribute that the host stores; null is missing.</summary>
    /// <param name="name">The attribute's name in the schema.</param>
    /// <param name="value">
    /// Its value in a row: string for text and choices; an integer type; decimal or an integer type; bool; DateOnly, or
    /// DateTime at midnight, for dates; DateTimeOffset, or DateTime in UTC, for instants; a sequence of strings for sets.
    /// </param>
    /// <param name="configure">How other types become such a value: choices, local times, binary numbers.</param>
    public EntityMap<T> Attribute<TValue>(string name, Expression<Func<T, TValue>> value, Action<ValueMap<TValue>>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        var map = new ValueMap<TValue>();
        configure?.Invoke(map);
        Declaration.Attributes.Add(new AttributeDeclaration(name, value, map.Settings));
        return this;
    }

    /// <summary>Declares a relation to at most one row: a part of this one, or one that many rows refer to.</summary>
    /// <remarks>
    /// A row that the schema selects from others by what an attribute equals, as a customer's shipping address is the one
    /// of kind <c>shipping</c>, can be a part, too. The relation it is selected from (<c>addresses</c>) then has the rows of
    /// such parts, and the attribute (<c>kind</c>) is known; neither is mapped.
    /// </remarks>
    /// <param name="relation">The relation's name in the schema.</param>
    /// <param name="value">The row, null when there is none. A part may be in this object itself: <c>o => o</c>.</param>
    /// <param name="configure">Declares the row's map; with a key where many rows refer to it.</param>
    public EntityMap<T> One<TTarget>(string relation, Expression<Func<T, TTarget?>> value, Action<EntityMap<TTarget>> configure)
        where TTarget : class => Relation(relation, isToMany: false, value, configure);

    /// <summary>Declares a relation to at most one row, whose map is a class of its own.</summary>
    /// <param name="relation">The relation's name in the schema.</param>
    /// <param name="value">The row, null when there is none.</param>
    /// <param name="map">The row's map; a map that leads back to itself passes <c>this</c>.</param>
    public EntityMap<T> One<TTarget>(string relation, Expression<Func<T, TTarget?>> value, SubjectMap<TTarget> map)
        where TTarget : class => Relation(relation, isToMany: false, value, map);

    /// <summary>Declares a relation to the rows that belong to this one.</summary>
    /// <param name="relation">The relation's name in the schema.</param>
    /// <param name="value">The rows; null when there are none.</param>
    /// <param name="configure">Declares the rows' map.</param>
    public EntityMap<T> Many<TTarget>(string relation, Expression<Func<T, IEnumerable<TTarget>?>> value, Action<EntityMap<TTarget>> configure)
        where TTarget : class => Relation(relation, isToMany: true, value, configure);

    /// <summary>Declares a relation to the rows that belong to this one, whose map is a class of its own.</summary>
    /// <param name="relation">The relation's name in the schema.</param>
    /// <param name="value">The rows; null when there are none.</param>
    /// <param name="map">The rows' map; a map that leads back to itself passes <c>this</c>.</param>
    public EntityMap<T> Many<TTarget>(string relation, Expression<Func<T, IEnumerable<TTarget>?>> value, SubjectMap<TTarget> map)
        where TTarget : class => Relation(relation, isToMany: true, value, map);

    /// <summary>Declares a reference of which this class has the key, and not the row; the rows are given to the source apart.</summary>
    /// <param name="relation">The relation's name in the schema.</param>
    /// <param name="key">The key of the row that is referred to: an integer type up to long, a GUID or a string; null for none.</param>
    public EntityMap<T> Reference<TKey>(string relation, Expression<Func<T, TKey>> key)
    {
        ArgumentException.ThrowIfNullOrEmpty(relation);
        ArgumentNullException.ThrowIfNull(key);
        Declaration.Relations.Add(new RelationDeclaration(relation, false, key, null, null));
        return this;
    }

    private EntityMap<T> Relation<TTarget>(string relation, bool isToMany, LambdaExpression value, Action<EntityMap<TTarget>> configure)
        where TTarget : class
    {
        ArgumentException.ThrowIfNullOrEmpty(relation);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(configure);
        var target = new EntityMap<TTarget>(_depth + 1);
        // A method that passes itself would never end; the builder reports it.
        if (_depth < MaxDepth)
            configure(target);
        else
            target.Declaration.IsTooDeep = true;
        Declaration.Relations.Add(new RelationDeclaration(relation, isToMany, value, target.Declaration, null));
        return this;
    }

    private EntityMap<T> Relation<TTarget>(string relation, bool isToMany, LambdaExpression value, SubjectMap<TTarget> map)
        where TTarget : class
    {
        ArgumentException.ThrowIfNullOrEmpty(relation);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(map);
        Declaration.Relations.Add(new RelationDeclaration(relation, isToMany, value, null, MapClass.Of(map)));
        return this;
    }
}
