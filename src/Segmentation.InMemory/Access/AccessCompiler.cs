using System.Linq.Expressions;

namespace Segmentation.InMemory;

/// <summary>
/// Compiles a map's expressions into loops over rows: one delegate call for a run of rows, and neither a boxed value
/// nor a nested lambda in it.
/// </summary>
internal static class AccessCompiler
{
    public static ColumnAppender Attribute(EntityMapping entity, AttributeMapping attribute) =>
        Loop<ColumnAppender>(entity.Type, typeof(ColumnBuilder), (row, _, column) =>
            Apply(attribute.Append, Apply(attribute.Value, row), column));

    public static KeyAppender Key(EntityMapping entity, KeyMapping key) =>
        Loop<KeyAppender>(entity.Type, typeof(KeyBuffer), (row, _, keys) => AppendKey(Apply(key.Value, row), keys));

    /// <summary>The keys of the rows that a reference leads to; missing where it leads to none.</summary>
    public static KeyAppender Reference(EntityMapping entity, RelationMapping reference)
    {
        if (reference.Key is { } key)
            return Key(entity, key);
        EntityMapping target = reference.Target!;
        return Loop<KeyAppender>(entity.Type, typeof(KeyBuffer), (row, _, keys) =>
        {
            ParameterExpression found = Expression.Variable(target.Type, "found");
            return Expression.Block(
                [found],
                Expression.Assign(found, Apply(reference.Value!, row)),
                Expression.IfThenElse(
                    Expression.ReferenceEqual(found, Expression.Constant(null)),
                    Expression.Call(keys, nameof(KeyBuffer.AppendMissing), null),
                    AppendKey(Apply(target.Key!.Value, found), keys)));
        });
    }

    public static RowExpander Relation(EntityMapping entity, RelationMapping relation) =>
        Loop<RowExpander>(entity.Type, typeof(RowBuffer), (row, index, into) => Expression.Block(
            Expression.Call(into, nameof(RowBuffer.Begin), null, index),
            relation.Relation.IsToMany
                ? Expression.Call(into, nameof(RowBuffer.AddMany), [relation.Target!.Type], Apply(relation.Value!, row))
                : Expression.Call(into, nameof(RowBuffer.AddOne), null, Apply(relation.Value!, row))));

    /// <summary>for (i = start; i != end; i++) body((T)rows[i], i, into)</summary>
    private static TDelegate Loop<TDelegate>(
        Type rowType, Type intoType, Func<ParameterExpression, ParameterExpression, ParameterExpression, Expression> body)
        where TDelegate : Delegate
    {
        ParameterExpression rows = Expression.Parameter(typeof(object[]), "rows");
        ParameterExpression start = Expression.Parameter(typeof(int), "start");
        ParameterExpression end = Expression.Parameter(typeof(int), "end");
        ParameterExpression into = Expression.Parameter(intoType, "into");
        ParameterExpression i = Expression.Variable(typeof(int), "i");
        ParameterExpression row = Expression.Variable(rowType, "row");
        LabelTarget done = Expression.Label("done");
        return Expression.Lambda<TDelegate>(
            Expression.Block(
                [i, row],
                Expression.Assign(i, start),
                Expression.Loop(
                    Expression.Block(
                        Expression.IfThen(Expression.Equal(i, end), Expression.Break(done)),
                        Expression.Assign(row, Expression.Convert(Expression.ArrayIndex(rows, i), rowType)),
                        body(row, i, into),
                        Expression.PreIncrementAssign(i)),
                    done)),
            rows, start, end, into).Compile();
    }

    private static Expression AppendKey(Expression key, ParameterExpression keys)
    {
        Type type = key.Type;
        if (type == typeof(string))
            return Expression.Call(keys, nameof(KeyBuffer.Append), null, key);
        Type inner = Nullable.GetUnderlyingType(type) ?? type;
        Type taken = inner == typeof(Guid) ? inner : typeof(long);
        if (inner == type)
            return Expression.Call(keys, nameof(KeyBuffer.Append), null, Expression.Convert(key, taken));
        ParameterExpression value = Expression.Variable(type, "key");
        return Expression.Block(
            [value],
            Expression.Assign(value, key),
            Expression.IfThenElse(
                Expression.Property(value, "HasValue"),
                Expression.Call(keys, nameof(KeyBuffer.Append), null, Expression.Convert(Expression.Property(value, "Value"), taken)),
                Expression.Call(keys, nameof(KeyBuffer.AppendMissing), null)));
    }

    /// <summary>The lambda's body with its parameters set; each argument is evaluated once.</summary>
    private static BlockExpression Apply(LambdaExpression lambda, params ReadOnlySpan<Expression> arguments)
    {
        var assigned = new Expression[arguments.Length + 1];
        for (int i = 0; i < arguments.Length; i++)
            assigned[i] = Expression.Assign(lambda.Parameters[i], arguments[i]);
        assigned[^1] = lambda.Body;
        // The parameters become local variables of the block.
        return Expression.Block(lambda.Parameters, assigned);
    }
}
