using System.Linq.Expressions;

namespace Segmentation.EntityFrameworkCore;

/// <summary>Operators over sequences of rows inside a query.</summary>
internal static class Sequences
{
    public static Expression Where(Expression rows, ParameterExpression row, Expression test) =>
        test == Logic.True ? rows : Call(nameof(Enumerable.Where), rows, [row.Type], Expression.Lambda(test, row));

    public static Expression Any(Expression rows, ParameterExpression row, Expression test) => test == Logic.False ? test
        : test == Logic.True ? Call(nameof(Enumerable.Any), rows, [row.Type])
        : Call(nameof(Enumerable.Any), rows, [row.Type], Expression.Lambda(test, row));

    public static Expression All(Expression rows, ParameterExpression row, Expression test) =>
        Call(nameof(Enumerable.All), rows, [row.Type], Expression.Lambda(test, row));

    public static Expression Select(Expression rows, ParameterExpression row, Expression value) =>
        Call(nameof(Enumerable.Select), rows, [row.Type, value.Type], Expression.Lambda(value, row));

    public static Expression SelectMany(Expression rows, ParameterExpression row, Expression inner, ParameterExpression below, Expression pair) => Call(
        nameof(Enumerable.SelectMany), rows, [row.Type, below.Type, pair.Type],
        Expression.Lambda(typeof(Func<,>).MakeGenericType(row.Type, typeof(IEnumerable<>).MakeGenericType(below.Type)), inner, row),
        Expression.Lambda(pair, row, below));

    public static Expression OrderBy(Expression rows, ParameterExpression row, Expression value, bool isFirst, bool isDescending) => Call(
        (isFirst, isDescending) switch
        {
            (true, false) => nameof(Enumerable.OrderBy),
            (true, true) => nameof(Enumerable.OrderByDescending),
            (false, false) => nameof(Enumerable.ThenBy),
            _ => nameof(Enumerable.ThenByDescending),
        },
        rows, [row.Type, value.Type], Expression.Lambda(value, row));

    public static Expression First(Expression rows, Type row) => Call(nameof(Enumerable.Take), rows, [row], Expression.Constant(1));

    public static Expression FirstOrDefault(Expression values, Type value) => Call(nameof(Enumerable.FirstOrDefault), values, [value]);

    public static Expression Count(Expression rows, Type row) => Call(nameof(Enumerable.LongCount), rows, [row]);

    public static Expression Distinct(Expression values, Type value) => Call(nameof(Enumerable.Distinct), values, [value]);

    public static Expression Extreme(Expression rows, ParameterExpression row, Expression value, bool greatest) => Call(
        greatest ? nameof(Enumerable.Max) : nameof(Enumerable.Min), rows, [row.Type, value.Type], Expression.Lambda(value, row));

    /// <summary>The sum of long? or decimal?, 0 over nothing.</summary>
    public static Expression Sum(Expression rows, ParameterExpression row, Expression value) =>
        Call(nameof(Enumerable.Sum), rows, [row.Type], Expression.Lambda(value, row));

    /// <summary>Whether a parameter's list has a value.</summary>
    public static Expression Contains(Expression list, Expression value)
    {
        Type element = list.Type.GetElementType()!;
        Expression plain = Nullable.GetUnderlyingType(value.Type) is null ? value : Expression.Property(value, "Value");
        return Call(nameof(Enumerable.Contains), list, [element], plain);
    }

    /// <summary>Whether an expression has a subquery within.</summary>
    public static bool HasOne(Expression expression)
    {
        var finder = new Finder();
        finder.Visit(expression);
        return finder.IsFound;
    }

    private sealed class Finder : ExpressionVisitor
    {
        public bool IsFound { get; private set; }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            IsFound |= node.Method.DeclaringType == typeof(Enumerable) && node.Method.Name != nameof(Enumerable.Contains);
            return IsFound ? node : base.VisitMethodCall(node);
        }
    }

    private static MethodCallExpression Call(string name, Expression source, Type[] types, params Expression[] arguments)
    {
        // IQueryable is IEnumerable, too; EF knows the enumerable operators inside of queries as well as its own.
        Type element = types[0], sequence = typeof(IEnumerable<>).MakeGenericType(element);
        if (name is nameof(Enumerable.ThenBy) or nameof(Enumerable.ThenByDescending))
            sequence = typeof(IOrderedEnumerable<>).MakeGenericType(element);
        Expression typed = sequence.IsAssignableFrom(source.Type) ? source : Expression.Convert(source, sequence);
        return Expression.Call(typeof(Enumerable), name, types, [typed, .. arguments]);
    }
}
