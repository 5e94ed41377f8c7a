using System.Linq.Expressions;

namespace Segmentation.EntityFrameworkCore;

/// <summary>A row that a map gives under a condition: <c>o => o.Country == null ? null : o</c>.</summary>
internal static class OptionalRow
{
    /// <summary>The condition, null for none, and the row itself.</summary>
    public static (Expression? Test, Expression Row) Split(Expression row) => row switch
    {
        ConditionalExpression choice when ModelPaths.IsNull(choice.IfFalse) => And(choice.Test, Split(choice.IfTrue)),
        ConditionalExpression choice when ModelPaths.IsNull(choice.IfTrue) => And(Expression.Not(choice.Test), Split(choice.IfFalse)),
        _ => (null, row),
    };

    private static (Expression? Test, Expression Row) And(Expression test, (Expression? Test, Expression Row) inner) =>
        (inner.Test is null ? test : Expression.AndAlso(test, inner.Test), inner.Row);
}
