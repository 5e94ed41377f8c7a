using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace Segmentation.EntityFrameworkCore;

/// <summary>A query that follows relations from all rows of a root, level by level, and still sees the rows above.</summary>
internal sealed class RowQuery
{
    private readonly ModelMap _map;
    private readonly List<(EntityMapping Mapping, ITypeBase Type, Expression Row)> _levels = [];
    private Expression _query;
    private ParameterExpression _row;

    public RowQuery(ModelMap map, MappedRoot root)
    {
        _map = map;
        _row = Expression.Parameter(root.Type.ClrType, "row");
        _query = Expression.Call(
            typeof(EntityFrameworkQueryableExtensions), nameof(EntityFrameworkQueryableExtensions.AsNoTracking), [root.Type.ClrType],
            new EntityQueryRootExpression(root.Type));
        _levels.Add((root.Mapping, root.Type, _row));
    }

    public EntityMapping Mapping => _levels[^1].Mapping;

    public ITypeBase Type => _levels[^1].Type;

    /// <summary>The number of relations that were followed.</summary>
    public int Depth => _levels.Count - 1;

    /// <summary>The mapping of the rows of a level and what they are in the model; the root is level 0.</summary>
    public (EntityMapping Mapping, ITypeBase Type) At(int level) => (_levels[level].Mapping, _levels[level].Type);

    /// <summary>The row of a level, in terms of the query's row.</summary>
    public Expression Row(int level) => _levels[level].Row;

    /// <exception cref="UnmappedException">The model does not have what the relation leads to.</exception>
    public void Follow(RelationMapping relation)
    {
        (EntityMapping _, ITypeBase type, Expression above) = _levels[^1];
        ITypeBase target = _map.TargetOf(relation, type)
            ?? throw new UnmappedException($"'{relation.Value!.Body}' leads to nothing that the model has");
        Expression rows = Substitution.Apply(relation.Value!, above);
        if (relation.Relation.IsToMany)
            Join(relation.Target!, target, rows);
        else
            Step(relation.Target!, target, rows, above);
    }

    /// <summary>Adds an order by a value over the query's row.</summary>
    public void OrderBy(Expression value) => _query = Expression.Call(
        typeof(Queryable), nameof(Queryable.OrderBy), [_row.Type, value.Type], _query, Quote(value));

    /// <summary>The whole query, with what is selected of each row.</summary>
    public Expression Select(Expression value) => Expression.Call(
        typeof(Queryable), nameof(Queryable.Select), [_row.Type, value.Type], _query, Quote(value));

    private UnaryExpression Quote(Expression body) => Expression.Quote(Expression.Lambda(body, _row));

    private void Join(EntityMapping mapping, ITypeBase type, Expression rows)
    {
        Type inner = mapping.Type, joined = typeof(Joined<,>).MakeGenericType(_row.Type, inner);
        ParameterExpression below = Expression.Parameter(inner, "below"), next = Expression.Parameter(joined, "row");
        Expression pair = Expression.New(
            joined.GetConstructors()[0], [_row, below], joined.GetProperty("Outer")!, joined.GetProperty("Inner")!);
        Type sequence = typeof(IEnumerable<>).MakeGenericType(inner);
        _query = Expression.Call(
            typeof(Queryable), nameof(Queryable.SelectMany), [_row.Type, inner, joined],
            _query,
            Expression.Quote(Expression.Lambda(typeof(Func<,>).MakeGenericType(_row.Type, sequence), rows, _row)),
            Expression.Quote(Expression.Lambda(pair, _row, below)));
        Expression outer = Expression.Property(next, "Outer");
        for (int i = 0; i < _levels.Count; i++)
            _levels[i] = _levels[i] with { Row = Substitution.Replace(_levels[i].Row, _row, outer) };
        _levels.Add((mapping, type, Expression.Property(next, "Inner")));
        _row = next;
    }

    private void Step(EntityMapping mapping, ITypeBase type, Expression row, Expression above)
    {
        (Expression? test, row) = OptionalRow.Split(row);
        if (row != above)
        {
            Expression isThere = Expression.NotEqual(row, Expression.Constant(null, row.Type));
            test = test is null ? isThere : Expression.AndAlso(test, isThere);
        }

        if (test is not null)
            _query = Expression.Call(typeof(Queryable), nameof(Queryable.Where), [_row.Type], _query, Quote(test));
        _levels.Add((mapping, type, row));
    }
}
