using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Segmentation.EntityFrameworkCore;

/// <summary>
/// Which of a map's expressions every database computes as C# does: constants, mapped values, choices among them by truth
/// values, numbers and nulls; and sequences of mapped values over relations.
/// </summary>
internal static class ExactExpression
{
    public static bool Is(LambdaExpression lambda, ITypeBase row, ModelMap map)
    {
        var paths = ModelPaths.From(map.Model, lambda, row);
        return IsValue(lambda.Body, paths) || IsSequence(lambda.Body, paths);
    }

    private static bool IsValue(Expression expression, ModelPaths paths) => expression switch
    {
        ConstantExpression or DefaultExpression => true,
        ConditionalExpression choice => IsTest(choice.Test, paths) && IsValue(choice.IfTrue, paths) && IsValue(choice.IfFalse, paths),
        UnaryExpression { NodeType: ExpressionType.Convert } convert when IsLifted(convert) => IsValue(convert.Operand, paths),
        _ => paths.Resolve(expression) is ModelPath.Value,
    };

    private static bool IsTest(Expression expression, ModelPaths paths) => expression switch
    {
        _ when paths.RowTestedForNull(expression) is not null => true,
        UnaryExpression { NodeType: ExpressionType.Not } not => IsTest(not.Operand, paths),
        BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.OrElse } both => IsTest(both.Left, paths) && IsTest(both.Right, paths),
        BinaryExpression { NodeType: ExpressionType.Equal or ExpressionType.NotEqual } same =>
            ModelPaths.IsNull(same.Left) && IsValue(same.Right, paths) || ModelPaths.IsNull(same.Right) && IsValue(same.Left, paths)
            || IsComparable(same.Left.Type) && IsValue(same.Left, paths) && IsValue(same.Right, paths),
        _ => expression.Type == typeof(bool) && IsValue(expression, paths),
    };

    private static bool IsLifted(UnaryExpression convert) => (Nullable.GetUnderlyingType(convert.Type) ?? convert.Type) == (Nullable.GetUnderlyingType(convert.Operand.Type) ?? convert.Operand.Type);

    // Texts, decimals and times are not equal in databases just when they are in C#.
    private static bool IsComparable(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain == typeof(bool) || plain.IsEnum || ValueAppend.IsInteger(plain));

    private static bool IsSequence(Expression expression, ModelPaths paths) =>
        expression is MethodCallExpression { Method.Name: nameof(Enumerable.Select) or nameof(Enumerable.ToList) or nameof(Enumerable.ToArray) } call
        && ModelPaths.IsSequenceMethod(call) && (paths.Resolve(call.Arguments[0]) is ModelPath.Rows || IsSequence(call.Arguments[0], paths));
}
