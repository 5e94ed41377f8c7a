using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace Segmentation.Matching;

/// <summary>
/// Reads values, keys and related rows from the objects of one map, by loops that are compiled when they are first needed
/// and kept over all versions of a matcher's set. Safe for concurrent use.
/// </summary>
internal sealed class MappedEntity(EntityMapping mapping)
{
    private readonly ConcurrentDictionary<AttributeMapping, Delegate> _attributes = new();
    private readonly ConcurrentDictionary<AttributeMapping, Delegate> _columns = new();
    private readonly ConcurrentDictionary<RelationMapping, Delegate> _relations = new();
    private readonly Lazy<Func<object, SubjectKey?>> _key = new(() => CompileKey(mapping.Type, mapping.Key!.Value));

    public EntityMapping Mapping { get; } = mapping;

    public RowReader<NumberCells> Numbers(AttributeMapping attribute) => Values<NumberCells>(attribute);

    public RowReader<TextCells> Texts(AttributeMapping attribute) => Values<TextCells>(attribute);

    public RowReader<SetCells> Sets(AttributeMapping attribute) => Values<SetCells>(attribute);

    /// <summary>Appends an attribute to a column.</summary>
    public RowReader<ColumnBuilder> Column(AttributeMapping attribute) =>
        (RowReader<ColumnBuilder>)_columns.GetOrAdd(attribute, static (a, type) => CompileValues<ColumnBuilder>(type, a), Mapping.Type);

    /// <summary>Adds the rows that a relation leads to.</summary>
    public RowReader<RowsState> Rows(RelationMapping relation) =>
        (RowReader<RowsState>)_relations.GetOrAdd(relation, static (r, type) => CompileRows(type, r), Mapping.Type);

    /// <summary>The key by which a row refers to another, of which the host has no object.</summary>
    public Func<object, SubjectKey?> ReferenceKey(RelationMapping reference) =>
        (Func<object, SubjectKey?>)_relations.GetOrAdd(reference, static (r, type) => CompileKey(type, r.Key!.Value), Mapping.Type);

    /// <summary>The row that a row refers to; null for none.</summary>
    public Func<object, object?> ReferredRow(RelationMapping reference) =>
        (Func<object, object?>)_relations.GetOrAdd(reference, static (r, type) => CompileReferred(type, r), Mapping.Type);

    /// <summary>The row's own key; null when it has none.</summary>
    /// <exception cref="SegmentDataException">The expression failed, or a text key breaks a rule.</exception>
    public SubjectKey? KeyOf(object row)
    {
        try
        {
            return _key.Value(row);
        }
        catch (Exception e) when (HostErrors.Reason(e) is { } reason)
        {
            throw new SegmentDataException(Mapping.Entity.Name, null, null, reason, e);
        }
    }

    /// <summary>A key for a message; null when the row has none that can be read.</summary>
    public string? KeyText(object row)
    {
        if (Mapping.Key is null)
            return null;
        try
        {
            return KeyOf(row)?.ToString();
        }
        catch (SegmentDataException)
        {
            return null;
        }
    }

    private RowReader<TCells> Values<TCells>(AttributeMapping attribute) =>
        (RowReader<TCells>)_attributes.GetOrAdd(attribute, static (a, type) => CompileValues<TCells>(type, a), Mapping.Type);

    private static RowReader<TCells> CompileValues<TCells>(Type type, AttributeMapping attribute) =>
        RowLoop.Compile<RowReader<TCells>>(type, typeof(TCells), (row, _, cells) =>
        {
            var append = (LambdaExpression)new Redirection(attribute.Append.Parameters[1], cells).Visit(attribute.Append);
            ParameterExpression value = attribute.Append.Parameters[0];
            return Expression.Block([value], Expression.Assign(value, RowLoop.Apply(attribute.Value, row)), append.Body);
        });

    private static RowReader<RowsState> CompileRows(Type type, RelationMapping relation) =>
        RowLoop.Compile<RowReader<RowsState>>(type, typeof(RowsState), (row, index, into) => Expression.Block(
            Expression.Call(into, nameof(RowsState.Begin), null, index),
            relation.Relation.IsToMany
                ? Expression.Call(into, nameof(RowsState.AddMany), [relation.Target!.Type], RowLoop.Apply(relation.Value!, row))
                : Expression.Call(into, nameof(RowsState.AddOne), null, RowLoop.Apply(relation.Value!, row))));

    private static Func<object, object?> CompileReferred(Type type, RelationMapping relation)
    {
        ParameterExpression row = Expression.Parameter(typeof(object), "row");
        return Expression.Lambda<Func<object, object?>>(RowLoop.Apply(relation.Value!, Expression.Convert(row, type)), row).Compile();
    }

    private static Func<object, SubjectKey?> CompileKey(Type type, LambdaExpression value)
    {
        ParameterExpression row = Expression.Parameter(typeof(object), "row");
        Expression key = RowLoop.Apply(value, Expression.Convert(row, type));
        Type inner = Nullable.GetUnderlyingType(key.Type) ?? key.Type;
        Type taken = inner == typeof(string) || inner == typeof(Guid) ? inner : typeof(long);
        Type passed = inner == key.Type ? taken : typeof(Nullable<>).MakeGenericType(taken);
        MethodInfo make = typeof(MatchKeys).GetMethod(nameof(MatchKeys.Of), [passed])!;
        return Expression.Lambda<Func<object, SubjectKey?>>(Expression.Call(make, Expression.Convert(key, passed)), row).Compile();
    }

    /// <summary>Makes an expression that appends to a column builder append to cells, which have methods of the same names.</summary>
    private sealed class Redirection(ParameterExpression column, ParameterExpression cells) : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Object != column)
                return base.VisitMethodCall(node);
            Type[] types = [.. node.Method.GetParameters().Select(p => p.ParameterType)];
            return Expression.Call(cells, cells.Type.GetMethod(node.Method.Name, types)!, node.Arguments);
        }
    }
}
