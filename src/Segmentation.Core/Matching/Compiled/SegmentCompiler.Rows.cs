using System.Collections;
using System.Linq.Expressions;
using Segmentation.Predicates;

namespace Segmentation.Matching;

internal sealed partial class SegmentCompiler
{
    private RelationMapping Relation(RowScope scope, SchemaRelation relation)
    {
        // Rows that were given come before the object that a reference leads to: only the matcher looks them up.
        RelationMapping? mapping = scope.Mapping.FindRelation(relation.Name);
        return mapping?.Target is null || (relation is ReferenceRelation && sources.Known.ContainsKey(relation.Target))
            ? throw new NotCompiledException()
            : mapping;
    }

    /// <summary>Tests the row that a relation leads to; false where there is none.</summary>
    private static BlockExpression WithRow(RelationMapping relation, DomainNode domain, RowScope scope, Func<RowScope, Expression> test)
    {
        ParameterExpression row = Expression.Variable(relation.Target!.Type, domain.Entity.Name);
        Expression tested = test(new RowScope(domain, relation.Target, row, scope));
        return Expression.Block(
            [row],
            Expression.Assign(row, RowLoop.Apply(relation.Value!, scope.Row)),
            Expression.AndAlso(Expression.ReferenceNotEqual(row, Expression.Constant(null)), tested));
    }

    /// <summary>Tests the one row below a row; false where there is none.</summary>
    private Expression WithOne(DomainNode domain, RowScope scope, Func<RowScope, Expression> test) => domain switch
    {
        OwnedDomain { Relation: PartRelation } part => WithRow(Relation(scope, part.Relation), domain, scope, test),
        ReferredDomain referred => WithRow(Relation(scope, referred.Relation), domain, scope, test),
        AncestorDomain ancestor => test((scope.Find(ancestor.Target) ?? throw new NotCompiledException()) with { Domain = domain, Above = scope }),
        _ => throw new NotCompiledException(),
    };

    /// <summary>Whether all (or any) of some conditions hold that ask for rows of one domain, or for none, in one walk that ends once that is settled.</summary>
    private BlockExpression Some(IReadOnlyList<PredicateNode> conditions, bool all, RowScope scope)
    {
        LabelTarget done = Expression.Label("done");
        (ExistsNode Asked, bool IsNegative, ParameterExpression Found)[] parts =
        [
            .. conditions.Select(c => (c as ExistsNode ?? (ExistsNode)((NotNode)c).Predicate, c is NotNode, Expression.Variable(typeof(bool), "found"))),
        ];
        Expression loop = Each(parts[0].Asked.Rows, scope, row => Expression.Block(parts.Select(part => Hit(part.Asked, part.IsNegative, part.Found, row))));
        Expression[] results = [.. parts.Select(p => p.IsNegative ? (Expression)Expression.Not(p.Found) : p.Found)];
        return Expression.Block(
            parts.Select(p => p.Found),
            [
                .. parts.Select(p => Expression.Assign(p.Found, Expression.Constant(false))),
                loop,
                Expression.Label(done),
                results.Aggregate(all ? Expression.AndAlso : Expression.OrElse),
            ]);

        Expression Hit(ExistsNode asked, bool isNegative, ParameterExpression found, RowScope row)
        {
            // One that is settled settles all when it is what the others cannot outweigh.
            bool settles = parts.Length == 1 || isNegative == all;
            Expression hit = settles
                ? Expression.Block(Expression.Assign(found, Expression.Constant(true)), Expression.Goto(done))
                : Expression.Assign(found, Expression.Constant(true));
            Expression? test = asked.Where is null ? null : Test(asked.Where, row);
            if (!settles)
                test = test is null ? Expression.Not(found) : Expression.AndAlso(Expression.Not(found), test);
            return test is null ? hit : Expression.IfThen(test, hit);
        }
    }

    /// <summary>Whether a figure over the rows below a row lies in a range.</summary>
    private BlockExpression Figure(AggregateNode node, BoundRange range, RowScope scope)
    {
        if (node.Function == AggregateFunction.CountDistinct)
            throw new NotCompiledException();
        // A figure that is summed or counted is no instant, so that its bounds are numbers.
        var constants = new FigureRange(cuts.RangeOf(range));
        ParameterExpression figure = Expression.Variable(typeof(ExactFigure), "figure");
        Expression loop = Each(node.Rows, scope, row => Where(node.Where, row, node.Of is null
            ? Expression.Call(figure, nameof(ExactFigure.Add), null, Expression.Constant(1L))
            : WithValue(node.Of, row, value => Expression.Block(
                Expression.Call(figure, nameof(ExactFigure.Add), null, Unchecked(value)), Expression.Constant(true)))));
        bool isMean = node.Function == AggregateFunction.Average;
        Expression holds = Expression.Call(
            figure, nameof(ExactFigure.IsIn), null, Expression.Constant(constants), Expression.Constant(isMean));
        return Expression.Block(
            [figure],
            Expression.Assign(figure, Expression.Default(typeof(ExactFigure))),
            loop,
            isMean ? Expression.AndAlso(Expression.Not(Expression.Property(figure, nameof(ExactFigure.IsEmpty))), holds) : holds);
    }

    /// <summary>Tests the least or the greatest number of the rows below a row; false where there is none.</summary>
    private BlockExpression WithExtreme(AggregateNode node, RowScope scope, Func<Expression, Expression> test)
    {
        bool greatest = node.Function == AggregateFunction.Max;
        ParameterExpression? best = null;
        ParameterExpression found = Expression.Variable(typeof(bool), "found");
        Expression loop = Each(node.Rows, scope, row => Where(node.Where, row, WithValue(node.Of!, row, value => WithVariable(value, number =>
        {
            best ??= Expression.Variable(number.Type, "best");
            Expression better = greatest ? Expression.GreaterThan(number, best) : Expression.LessThan(number, best);
            return Expression.Block(
                Expression.IfThen(Expression.OrElse(Expression.Not(found), better), Expression.Assign(best, number)),
                Expression.Assign(found, Expression.Constant(true)));
        }))));
        return Expression.Block(
            [found, best!],
            Expression.Assign(found, Expression.Constant(false)),
            Expression.Assign(best!, Expression.Default(best!.Type)),
            loop,
            Expression.AndAlso(found, test(best!)));
    }

    private Expression Where(PredicateNode? where, RowScope row, Expression then) =>
        where is null ? then : Expression.IfThen(Test(where, row), then);

    // A sum checks its numbers itself.
    private static Expression Unchecked(Expression value) =>
        value is MethodCallExpression { Method.Name: nameof(CompiledTests.Required) } call ? call.Arguments[0] : value;

    /// <summary>Does something for every row of a domain below a row.</summary>
    private Expression Each(DomainNode domain, RowScope scope, Func<RowScope, Expression> body)
    {
        if (domain.Parent != scope.Domain)
            return Each(domain.Parent ?? throw new NotCompiledException(), scope, row => Each(domain, row, body));
        if (domain is not OwnedDomain { Relation: ManyRelation many })
            return WithOne(domain, scope, row => Expression.Block(body(row), Expression.Constant(true)));
        RelationMapping relation = Relation(scope, many);
        ParameterExpression row = Expression.Variable(relation.Target!.Type, domain.Entity.Name);
        Expression done = body(new RowScope(domain, relation.Target, row, scope));
        return Loop(Typed(RowLoop.Apply(relation.Value!, scope.Row)), row, done);
    }

    // The map's lambda gives a sequence; what the host's member is says how to walk it.
    private static BlockExpression Typed(BlockExpression rows)
    {
        if (rows.Result is not UnaryExpression { NodeType: ExpressionType.Convert } conversion || conversion.Operand.Type.IsValueType)
            return rows;
        return Expression.Block(rows.Variables, [.. rows.Expressions.SkipLast(1), conversion.Operand]);
    }

    private static BlockExpression Loop(Expression rows, ParameterExpression row, Expression body)
    {
        Type indexed = typeof(IReadOnlyList<>).MakeGenericType(row.Type);
        bool isArray = rows.Type.IsArray, isList = rows.Type == typeof(List<>).MakeGenericType(row.Type);
        if (isArray || isList || indexed.IsAssignableFrom(rows.Type))
        {
            ParameterExpression list = Expression.Variable(isArray || isList ? rows.Type : indexed, "rows");
            Expression count = isArray ? Expression.ArrayLength(list)
                : isList ? Expression.Property(list, "Count")
                : Expression.Property(list, typeof(IReadOnlyCollection<>).MakeGenericType(row.Type).GetProperty("Count")!);
            ParameterExpression i = Expression.Variable(typeof(int), "i");
            Expression at = isArray ? Expression.ArrayIndex(list, i) : Expression.Property(list, "Item", i);
            return Walk(
                [list, i, row],
                Expression.Block(Expression.Assign(list, rows), Expression.Assign(i, Expression.Constant(0))),
                list,
                Expression.LessThan(i, count),
                Expression.Block(Expression.Assign(row, Required(at)), body, Expression.PreIncrementAssign(i)));
        }

        Type sequence = typeof(IEnumerable<>).MakeGenericType(row.Type);
        ParameterExpression walked = Expression.Variable(sequence, "rows"), walk = Expression.Variable(typeof(IEnumerator<>).MakeGenericType(row.Type), "walk");
        Expression start = Expression.Assign(walked, rows);
        Expression all = Walk(
            [row],
            Expression.Empty(),
            walk,
            Expression.Call(walk, typeof(IEnumerator).GetMethod(nameof(IEnumerator.MoveNext))!),
            Expression.Block(Expression.Assign(row, Required(Expression.Property(walk, "Current"))), body));
        return Expression.Block(
            [walked, walk],
            start,
            Expression.IfThen(
                Expression.ReferenceNotEqual(walked, Expression.Constant(null)),
                Expression.Block(
                    Expression.Assign(walk, Expression.Call(walked, sequence.GetMethod("GetEnumerator")!)),
                    Expression.TryFinally(all, Expression.Call(walk, typeof(IDisposable).GetMethod(nameof(IDisposable.Dispose))!)))));
    }

    private static BlockExpression Walk(
        ParameterExpression[] variables, Expression start, ParameterExpression rows, Expression goesOn, Expression body)
    {
        LabelTarget end = Expression.Label("end");
        return Expression.Block(
            variables,
            start,
            Expression.IfThen(
                Expression.ReferenceNotEqual(rows, Expression.Constant(null)),
                Expression.Loop(Expression.IfThenElse(goesOn, body, Expression.Break(end)), end)));
    }

    private static BinaryExpression Required(Expression row) => Expression.Coalesce(
        row, Expression.Throw(Expression.Constant(new FormatException("one of the rows is null")), row.Type));

    private static bool IsInstant(ValueNode node) => node switch
    {
        ColumnNode column => column.Attribute.Type == AttributeType.Instant,
        OneValueNode one => IsInstant(one.Value),
        ReferredValueNode referred => IsInstant(referred.Value),
        AncestorValueNode ancestor => IsInstant(ancestor.Value),
        NotAfterAsOfNode => true,
        AggregateNode { Of: { } of } => IsInstant(of),
        _ => false,
    };
}
