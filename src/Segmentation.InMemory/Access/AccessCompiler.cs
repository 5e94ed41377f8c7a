using System.Linq.Expressions;

namespace Segmentation.InMemory;

/// <summary>Compiles a map's expressions into loops that append what they read to columns, keys and buffers of rows.</summary>
internal static class AccessCompiler
{
    public static ColumnAppender Attribute(EntityMapping entity, AttributeMapping attribute) =>
        RowLoop.Compile<ColumnAppender>(entity.Type, typeof(ColumnBuilder), (row, _, column) =>
            RowLoop.Apply(attribute.Append, RowLoop.Apply(attribute.Value, row), column));

    public static KeyAppender Key(EntityMapping entity, KeyMapping key) =>
        RowLoop.Compile<KeyAppender>(entity.Type, typeof(KeyBuffer), (row, _, keys) => AppendKey(RowLoop.Apply(key.Value, row), keys));

    /// <summary>The keys of the rows that a reference leads to; missing where it leads to none.</summary>
    public static KeyAppender Reference(EntityMapping entity, RelationMapping reference)
    {
        if (reference.Key is { } key)
            return Key(entity, key);
        EntityMapping target = reference.Target!;
        return RowLoop.Compile<KeyAppender>(entity.Type, typeof(KeyBuffer), (row, _, keys) =>
        {
            ParameterExpression found = Expression.Variable(target.Type, "found");
            return Expression.Block(
                [found],
                Expression.Assign(found, RowLoop.Apply(reference.Value!, row)),
                Expression.IfThenElse(
                    Expression.ReferenceEqual(found, Expression.Constant(null)),
                    Expression.Call(keys, nameof(KeyBuffer.AppendMissing), null),
                    AppendKey(RowLoop.Apply(target.Key!.Value, found), keys)));
        });
    }

    public static RowExpander Relation(EntityMapping entity, RelationMapping relation) =>
        RowLoop.Compile<RowExpander>(entity.Type, typeof(RowBuffer), (row, index, into) => Expression.Block(
            Expression.Call(into, nameof(RowBuffer.Begin), null, index),
            relation.Relation.IsToMany
                ? Expression.Call(into, nameof(RowBuffer.AddMany), [relation.Target!.Type], RowLoop.Apply(relation.Value!, row))
                : Expression.Call(into, nameof(RowBuffer.AddOne), null, RowLoop.Apply(relation.Value!, row))));

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
}
