using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Segmentation.EntityFrameworkCore;

/// <summary>
/// A value that a query takes as a parameter: EF sees a captured variable, so that one compiled query serves every literal
/// and every instant.
/// </summary>
internal sealed class Term<T>(T value)
{
    // The name becomes the parameter's.
#pragma warning disable IDE1006
    public readonly T term = value;
#pragma warning restore IDE1006
}

internal static class Term
{
    public static Expression Of<T>(T value) => Expression.Field(Expression.Constant(new Term<T>(value)), nameof(Term<>.term));

    /// <summary>A parameter of a type that is known when it runs.</summary>
    public static Expression Of(object value, Type type)
    {
        Type term = typeof(Term<>).MakeGenericType(type);
        return Expression.Field(Expression.Constant(Activator.CreateInstance(term, value)), nameof(Term<>.term));
    }

    /// <summary>A list as one parameter, however long it is.</summary>
    public static Expression List(Array values) => Expression.Call(
        typeof(EF), nameof(EF.Parameter), [values.GetType()], Of(values, values.GetType()));
}
