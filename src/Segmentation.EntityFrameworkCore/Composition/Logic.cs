using System.Linq.Expressions;

namespace Segmentation.EntityFrameworkCore;

/// <summary>Truth values of queries: neither unbalanced nor with a constant where none is needed, and no null among them.</summary>
internal static class Logic
{
    public static readonly ConstantExpression True = Expression.Constant(true);

    public static readonly ConstantExpression False = Expression.Constant(false);

    public static Expression Constant(bool value) => value ? True : False;

    /// <summary>All of the parts; a null is true.</summary>
    public static Expression All(params ReadOnlySpan<Expression?> parts) => Combine(parts, all: true);

    /// <summary>Any of the parts.</summary>
    public static Expression Any(params ReadOnlySpan<Expression?> parts) => Combine(parts, all: false);

    public static Expression Not(Expression of) => of == True ? False : of == False ? True : Expression.Not(of);

    /// <summary>Whether a value is there; null where its type says that it always is.</summary>
    public static Expression? IsPresent(Expression value) =>
        IsNullable(value.Type) ? Expression.NotEqual(value, Expression.Constant(null, value.Type)) : null;

    public static bool IsNullable(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    /// <summary>The value as one that may be null.</summary>
    public static Expression Lift(Expression value) =>
        IsNullable(value.Type) ? value : Expression.Convert(value, typeof(Nullable<>).MakeGenericType(value.Type));

    public static Expression Compare(ExpressionType comparison, Expression value, Expression with) =>
        Expression.MakeBinary(comparison, value, value.Type == with.Type ? with : Expression.Convert(with, value.Type));

    private static Expression Combine(ReadOnlySpan<Expression?> parts, bool all)
    {
        var kept = new List<Expression>(parts.Length);
        foreach (Expression? part in parts)
        {
            if (part is null || part == (all ? True : False))
                continue;
            if (part == (all ? False : True))
                return part;
            kept.Add(part);
        }

        return kept.Count == 0 ? Constant(all) : Balanced(kept, 0, kept.Count, all);
    }

    // A chain of a thousand would be a thousand levels deep, which databases refuse.
    private static Expression Balanced(List<Expression> parts, int from, int to, bool all)
    {
        if (to - from == 1)
            return parts[from];
        int middle = (from + to) / 2;
        Expression left = Balanced(parts, from, middle, all), right = Balanced(parts, middle, to, all);
        return all ? Expression.AndAlso(left, right) : Expression.OrElse(left, right);
    }
}
