using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Segmentation.EntityFrameworkCore;

/// <summary>
/// A value of a map, taken apart: what the database gives of a row, and what is then done to it in process. The host's
/// own code runs as C#, as it does for objects: no database computes it in its own way.
/// </summary>
internal sealed class HostValue
{
    private readonly LambdaExpression _lambda;

    private HostValue(LambdaExpression lambda, Expression remainder, List<Leaf> leaves)
    {
        _lambda = lambda;
        Remainder = remainder;
        Leaves = leaves;
    }

    /// <summary>What the database gives, in terms of the lambda's row.</summary>
    public IReadOnlyList<Leaf> Leaves { get; }

    /// <summary>The value, in terms of the leaves' <see cref="Leaf.Slot"/>s.</summary>
    public Expression Remainder { get; }

    /// <summary>The one mapped value that this is; null when it is computed from several, or not stored.</summary>
    public IProperty? Stored => Leaves is [{ Property: { } property }] && IsPlain(Remainder) ? property : null;

    /// <summary>A leaf over a row.</summary>
    public Expression Of(Leaf leaf, Expression row) => Substitution.Replace(leaf.Expression, _lambda.Parameters[0], row);

    /// <summary>Takes a map's value apart.</summary>
    /// <param name="model">The model.</param>
    /// <param name="lambda">From the row to the value.</param>
    /// <param name="row">What the row is in the model.</param>
    /// <exception cref="UnmappedException">It reads something that the model does not map.</exception>
    public static HostValue Of(IModel model, LambdaExpression lambda, ITypeBase row)
    {
        var splitter = new Splitter(ModelPaths.From(model, lambda, row), lambda.Parameters[0]);
        Expression remainder = splitter.Visit(lambda.Body);
        return new HostValue(lambda, remainder, splitter.Leaves);
    }

    private static bool IsPlain(Expression remainder) => remainder switch
    {
        ParameterExpression => true,
        UnaryExpression { NodeType: ExpressionType.Convert } convert => KeepsValue(convert) && IsPlain(convert.Operand),
        MemberExpression { Member.Name: "Value", Expression: { } of } when Nullable.GetUnderlyingType(of.Type) is not null => IsPlain(of),
        _ => false,
    };

    private static bool KeepsValue(UnaryExpression convert)
    {
        Type from = Nullable.GetUnderlyingType(convert.Operand.Type) ?? convert.Operand.Type;
        Type to = Nullable.GetUnderlyingType(convert.Type) ?? convert.Type;
        return from == to || ValueAppend.IsInteger(from) && (to == typeof(long) || to == typeof(decimal));
    }

    /// <summary>A part of a value that the database gives.</summary>
    /// <param name="Expression">In terms of the row, of the slot's type.</param>
    /// <param name="Slot">Stands for it in the remainder.</param>
    /// <param name="Property">The property that it is; null for anything else.</param>
    internal sealed record Leaf(Expression Expression, ParameterExpression Slot, IProperty? Property);

    private sealed class Splitter(ModelPaths paths, ParameterExpression row) : ExpressionVisitor
    {
        public List<Leaf> Leaves { get; } = [];

        [return: NotNullIfNotNull(nameof(node))]
        public override Expression? Visit(Expression? node)
        {
            if (node is null or LambdaExpression)
                return base.Visit(node);
            switch (paths.Resolve(node))
            {
                case ModelPath.Value value when !IsConversion(node):
                    return Stored(node, value);
                case ModelPath.Unmapped unmapped:
                    throw new UnmappedException($"'{unmapped.Type.DisplayName()}.{unmapped.Member}' is not mapped by the model");
                case ModelPath.Row when node == row || node is not UnaryExpression:
                    throw new UnmappedException($"'{node}' is a whole row, of which the database gives values only");
            }

            if (paths.RowTestedForNull(node) is { } tested)
                return tested == row ? Expression.Constant(node.NodeType == ExpressionType.NotEqual) : Slot(node, null);
            if (node is MethodCallExpression call && ModelPaths.IsSequenceMethod(call) && IsOverRows(call))
                return Slot(Listed(node), null);
            return base.Visit(node);
        }

        // Conversions are the host's code: (int)x.State of a state that is stored as text is no matter of the database.
        private static bool IsConversion(Expression node) => node switch
        {
            UnaryExpression => true,
            MemberExpression { Member.Name: "Value", Expression: { } of } => Nullable.GetUnderlyingType(of.Type) is not null,
            _ => false,
        };

        private Expression Stored(Expression node, ModelPath.Value value)
        {
            // Behind a row that may not be there the database has a null, whatever the type says.
            if (!value.IsOptional || !node.Type.IsValueType || Nullable.GetUnderlyingType(node.Type) is not null)
                return Slot(node, value.Property);
            Expression slot = Slot(Expression.Convert(node, typeof(Nullable<>).MakeGenericType(node.Type)), value.Property);
            return Expression.Property(slot, "Value");
        }

        private bool IsOverRows(MethodCallExpression call) =>
            paths.Resolve(call.Arguments[0]) is ModelPath.Rows
            || call.Arguments[0] is MethodCallExpression inner && ModelPaths.IsSequenceMethod(inner) && IsOverRows(inner);

        private static Expression Listed(Expression sequence)
        {
            Type type = sequence.Type;
            if (!type.IsGenericType || type.GetGenericTypeDefinition() is var definition && definition != typeof(IEnumerable<>) && definition != typeof(IQueryable<>))
                return sequence;
            return Expression.Call(typeof(Enumerable), nameof(Enumerable.ToList), type.GetGenericArguments(), sequence);
        }

        private ParameterExpression Slot(Expression expression, IProperty? property)
        {
            if (Leaves.Find(l => l.Property is not null && l.Property == property && l.Expression.ToString() == expression.ToString()) is { } known)
                return known.Slot;
            ParameterExpression slot = Expression.Parameter(expression.Type, $"value{Leaves.Count}");
            Leaves.Add(new Leaf(expression, slot, property));
            return slot;
        }
    }
}

/// <summary>A map reads something that the model does not have; the message says what.</summary>
internal sealed class UnmappedException(string message) : Exception(message);
