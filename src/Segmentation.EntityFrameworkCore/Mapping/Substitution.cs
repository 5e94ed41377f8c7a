using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;

namespace Segmentation.EntityFrameworkCore;

/// <summary>Puts expressions into the places of others.</summary>
internal sealed class Substitution(IReadOnlyDictionary<Expression, Expression> replacements) : ExpressionVisitor
{
    /// <summary>The lambda's body with the parameter set to a row.</summary>
    public static Expression Apply(LambdaExpression lambda, Expression row) =>
        Replace(lambda.Body, lambda.Parameters[0], row);

    public static Expression Replace(Expression within, Expression what, Expression by) =>
        new Substitution(new Dictionary<Expression, Expression> { [what] = by }).Visit(within);

    [return: NotNullIfNotNull(nameof(node))]
    public override Expression? Visit(Expression? node) =>
        node is not null && replacements.TryGetValue(node, out Expression? replacement) ? replacement : base.Visit(node);
}
