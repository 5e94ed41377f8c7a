using System.Linq.Expressions;

namespace Segmentation.Matching;

/// <summary>
/// How a map turns a host's value into an attribute's: when it is missing, and what it is otherwise. Taken from the
/// expression that appends it to a column, so that there is one place that says it.
/// </summary>
internal sealed record HostValue(ParameterExpression Raw, Expression? Missing, Expression Present)
{
    public static HostValue Of(AttributeMapping attribute)
    {
        LambdaExpression append = attribute.Append;
        return append.Body is ConditionalExpression choice
            ? new HostValue(append.Parameters[0], choice.Test, ((MethodCallExpression)choice.IfFalse).Arguments[0])
            : new HostValue(append.Parameters[0], null, ((MethodCallExpression)append.Body).Arguments[0]);
    }
}
