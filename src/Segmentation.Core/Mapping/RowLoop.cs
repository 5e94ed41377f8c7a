using System.Linq.Expressions;

namespace Segmentation;

/// <summary>
/// Builds what reads a host's objects by a map's expressions: one delegate call for a run of rows, and neither a boxed
/// value nor a nested lambda in it.
/// </summary>
internal static class RowLoop
{
    /// <summary>for (i = start; i != end; i++) body((T)rows[i], i, into)</summary>
    public static TDelegate Compile<TDelegate>(
        Type rowType, Type intoType, Func<ParameterExpression, ParameterExpression, ParameterExpression, Expression> body)
        where TDelegate : Delegate
    {
        ParameterExpression rows = Expression.Parameter(typeof(object[]), "rows");
        ParameterExpression start = Expression.Parameter(typeof(int), "start");
        ParameterExpression end = Expression.Parameter(typeof(int), "end");
        ParameterExpression into = Expression.Parameter(intoType, "into");
        ParameterExpression i = Expression.Variable(typeof(int), "i");
        ParameterExpression row = Expression.Variable(rowType, "row");
        LabelTarget done = Expression.Label("done");
        return Expression.Lambda<TDelegate>(
            Expression.Block(
                [i, row],
                Expression.Assign(i, start),
                Expression.Loop(
                    Expression.Block(
                        Expression.IfThen(Expression.Equal(i, end), Expression.Break(done)),
                        Expression.Assign(row, Expression.Convert(Expression.ArrayIndex(rows, i), rowType)),
                        body(row, i, into),
                        Expression.PreIncrementAssign(i)),
                    done)),
            rows, start, end, into).Compile();
    }

    /// <summary>The lambda's body with its parameters set; each argument is evaluated once.</summary>
    public static BlockExpression Apply(LambdaExpression lambda, params ReadOnlySpan<Expression> arguments)
    {
        var assigned = new Expression[arguments.Length + 1];
        for (int i = 0; i < arguments.Length; i++)
            assigned[i] = Expression.Assign(lambda.Parameters[i], arguments[i]);
        assigned[^1] = lambda.Body;
        // The parameters become local variables of the block.
        return Expression.Block(lambda.Parameters, assigned);
    }
}
