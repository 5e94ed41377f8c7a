using System.Linq.Expressions;

namespace Segmentation.EntityFrameworkCore;

/// <summary>
/// Any number of values as one <see cref="Tuple"/>, nested from the eighth on: a row without a boxed value, and a class, so
/// that rows of all shapes run the same compiled code.
/// </summary>
internal static class RowTuple
{
    private const int MostFlat = 7;

    private static readonly Type[] Definitions =
    [
        typeof(Tuple<>), typeof(Tuple<,>), typeof(Tuple<,,>), typeof(Tuple<,,,>), typeof(Tuple<,,,,>), typeof(Tuple<,,,,,>),
        typeof(Tuple<,,,,,,>), typeof(Tuple<,,,,,,,>),
    ];

    public static NewExpression New(ReadOnlySpan<Expression> values)
    {
        List<Expression> arguments = [.. values[..Math.Min(values.Length, MostFlat)]];
        if (values.Length > MostFlat)
            arguments.Add(New(values[MostFlat..]));
        Type type = Definitions[arguments.Count - 1].MakeGenericType([.. arguments.Select(a => a.Type)]);
        return Expression.New(type.GetConstructors()[0], arguments);
    }

    /// <summary>The value at an index.</summary>
    public static Expression Item(Expression row, int index)
    {
        for (; index >= MostFlat; index -= MostFlat)
            row = Expression.Property(row, "Rest");
        return Expression.Property(row, $"Item{index + 1}");
    }
}
