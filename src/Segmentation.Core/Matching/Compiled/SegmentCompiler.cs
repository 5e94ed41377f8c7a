using System.Linq.Expressions;
using Segmentation.Predicates;

namespace Segmentation.Matching;

/// <summary>
/// Writes one membership as an expression over a host's classes, as a careful hand would: loops without a delegate, nothing
/// computed that does not matter. What it has no expression for is left to the matcher. Used by one thread.
/// </summary>
internal sealed partial class SegmentCompiler(MatchSources sources, Cuts cuts, Instants instants)
{
    /// <summary>The body of a test of a customer; null when something of it has no expression.</summary>
    /// <param name="membership">The membership.</param>
    /// <param name="customer">The customer, of the host's class.</param>
    public Expression? TryCompile(PredicateNode membership, ParameterExpression customer)
    {
        try
        {
            return Test(membership, new RowScope(membership.Domain, sources.Subject.Mapping, customer, null));
        }
        catch (NotCompiledException)
        {
            return null;
        }
    }

    private Expression Test(PredicateNode predicate, RowScope scope) => predicate switch
    {
        ConstantNode constant => Expression.Constant(constant.Value),
        DatesNode dates => Expression.NotEqual(Expression.Constant(0L), instants.Value(moment =>
            (dates.StartsAt is null || dates.StartsAt <= moment.AsOf) && (dates.ExpiresAt is null || moment.AsOf < dates.ExpiresAt) ? 1 : 0)),
        NotNode not => Expression.Not(Test(not.Predicate, scope)),
        GroupNode group => Group(group, scope),
        PresentNode present => WithValue(present.Value, scope, IsThere),
        RangeNode { Value: AggregateNode { Function: not (AggregateFunction.Min or AggregateFunction.Max) } aggregate } range => Figure(aggregate, range.Range, scope),
        RangeNode range => WithValue(range.Value, scope, value => InRange(value, range.Range, IsInstant(range.Value))),
        TextNode text => WithValue(text.Value, scope, value => HasText(value, text)),
        SetNode { Hierarchy: null } set when !set.All || set.Literals.Count == 1 => WithValue(set.Value, scope, value => Expression.Call(
            typeof(CompiledTests), nameof(CompiledTests.HasAny), null, value, Expression.Constant(new MemberTable(set.Literals, set.IsCaseSensitive, null)))),
        ExistsNode => Some([predicate], true, scope),
        ReferredNode referred => WithRow(
            Relation(scope, referred.Relation), referred.Predicate.Domain, scope, row => Test(referred.Predicate, row)),
        AncestorNode ancestor => Test(ancestor.Predicate, scope.Find(ancestor.Predicate.Domain) ?? throw new NotCompiledException()),
        _ => throw new NotCompiledException(),
    };

    /// <summary>What reads the row itself comes before what walks over others.</summary>
    private static int CostOf(PredicateNode predicate) => predicate switch
    {
        RangeNode { Value: ColumnNode } or PresentNode => 0,
        TextNode { Test: TextTest.In } => 1,
        TextNode => 2,
        NotNode not => CostOf(not.Predicate),
        GroupNode group => group.Children.Max(CostOf),
        AncestorNode ancestor => CostOf(ancestor.Predicate),
        _ => 3,
    };

    private Expression Group(GroupNode group, RowScope scope)
    {
        IEnumerable<Expression> tests = group.Children
            .GroupBy(c => RowsOf(c) is { } rows ? (object)rows : c)
            .OrderBy(g => g.Max(CostOf))
            .Select(g => g.Count() > 1 ? Some([.. g], group.All, scope) : Test(g.First(), scope));
        return tests.Aggregate(group.All ? Expression.AndAlso : Expression.OrElse);
    }

    /// <summary>The rows below that a condition walks over: conditions on the same rows are tested in one walk.</summary>
    private static DomainNode? RowsOf(PredicateNode predicate) => predicate switch
    {
        ExistsNode exists => exists.Rows,
        NotNode { Predicate: ExistsNode exists } => exists.Rows,
        _ => null,
    };

    /// <summary>Tests a value of a row; false where it is missing.</summary>
    private Expression WithValue(ValueNode node, RowScope scope, Func<Expression, Expression> test) => node switch
    {
        ColumnNode column => WithColumn(column, scope, test),
        OneValueNode one => WithOne(one.Value.Domain, scope, row => WithValue(one.Value, row, test)),
        ReferredValueNode referred => WithRow(
            Relation(scope, referred.Relation), referred.Value.Domain, scope, row => WithValue(referred.Value, row, test)),
        AncestorValueNode ancestor => WithValue(
            ancestor.Value, scope.Find(ancestor.Value.Domain) ?? throw new NotCompiledException(), test),
        AggregateNode { Function: AggregateFunction.Min or AggregateFunction.Max } aggregate => WithExtreme(aggregate, scope, test),
        // A later instant than as-of has not happened.
        NotAfterAsOfNode past => WithValue(past.Value, scope, value => Expression.AndAlso(
            Expression.LessThan(value, instants.Value(static moment => (moment.LastMicrosecond + 1) * TimeSpan.TicksPerMicrosecond)), test(value))),
        AnniversaryNode anniversary => WithValue(anniversary.Date, scope, date => WithVariable(
            Expression.Call(
                typeof(CompiledTests),
                anniversary.CompletedYears ? nameof(CompiledTests.CompletedYears) : nameof(CompiledTests.DaysUntilNext),
                null,
                Expression.Convert(date, typeof(int)),
                Expression.Convert(instants.Value(TermOf(anniversary.Today)), typeof(int)),
                Expression.Constant(anniversary.LeapDay)),
            found => Expression.AndAlso(
                Expression.GreaterThanOrEqual(found, Expression.Constant(0)), test(Expression.Convert(found, typeof(long)))))),
        TruthNode truth => test(Expression.Condition(Test(truth.Predicate, scope), Expression.Constant(1L), Expression.Constant(0L))),
        _ => throw new NotCompiledException(),
    };

    private Func<Moment, long> TermOf(TimeTerm term)
    {
        int place = cuts.TermOf(term);
        return moment => moment.ValueOf(place);
    }

    private static BlockExpression WithColumn(ColumnNode column, RowScope scope, Func<Expression, Expression> test)
    {
        AttributeMapping mapping = scope.Mapping.FindAttribute(column.Attribute.Name) ?? throw new NotCompiledException();
        HostValue value = HostValue.Of(mapping);
        Expression tested = test(Plain(value.Present));
        return Expression.Block(
            [value.Raw],
            Expression.Assign(value.Raw, RowLoop.Apply(mapping.Value, scope.Row)),
            value.Missing is null ? tested : Expression.AndAlso(Expression.Not(value.Missing), tested));
    }

    /// <summary>Numbers but decimals as longs: instants in ticks since 1970, days, truth values as 0 and 1.</summary>
    private static Expression Plain(Expression value)
    {
        if (value.Type == typeof(DateTimeOffset))
        {
            return Expression.Subtract(
                Expression.Property(value, nameof(DateTimeOffset.UtcTicks)), Expression.Constant(DateTime.UnixEpoch.Ticks));
        }

        if (value.Type == typeof(DateOnly))
            return Expression.Convert(Expression.Property(value, nameof(DateOnly.DayNumber)), typeof(long));
        if (value.Type == typeof(bool))
            return Expression.Condition(value, Expression.Constant(1L), Expression.Constant(0L));
        return value.Type == typeof(decimal) ? Expression.Call(typeof(CompiledTests), nameof(CompiledTests.Required), null, value) : value;
    }

    /// <summary>A set is there when it is not empty, and so long as its members are texts.</summary>
    private static Expression IsThere(Expression value) => value.Type == typeof(IEnumerable<string>)
        ? Expression.Call(typeof(CompiledTests), nameof(CompiledTests.IsNotEmpty), null, value)
        : value.Type == typeof(string) ? Expression.Not(Expression.Call(typeof(CompiledTests), nameof(CompiledTests.IsRefused), null, value))
        : value.Type == typeof(decimal) ? Expression.Block(value, Expression.Constant(true))
        : Expression.Constant(true);

    private static Expression HasText(Expression text, TextNode node)
    {
        StringComparison comparison = node.IsCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        if (node.Test == TextTest.In && node.Literals.Count > 1)
        {
            return Expression.Call(
                typeof(CompiledTests), nameof(CompiledTests.IsOneOf), null, text, Expression.Constant(new TextTable(node.Literals, node.IsCaseSensitive)));
        }

        Expression literal = Expression.Constant(node.Literals[0]), how = Expression.Constant(comparison);
        string name = node.Test switch
        {
            TextTest.Contains => nameof(string.Contains),
            TextTest.BeginsWith => nameof(string.StartsWith),
            TextTest.EndsWith => nameof(string.EndsWith),
            _ => nameof(string.Equals),
        };
        return WithVariable(text, found =>
        {
            Expression refused = Expression.Call(typeof(CompiledTests), nameof(CompiledTests.IsRefused), null, found);
            // A text that equals a literal breaks no rule, as the literal does not.
            return node.Test == TextTest.In
                ? Expression.OrElse(Expression.Call(typeof(string), name, null, found, literal, how), refused)
                : Expression.AndAlso(Expression.Not(refused), Expression.Call(found, name, null, literal, how));
        });
    }

    private static Expression WithVariable(Expression value, Func<Expression, Expression> test)
    {
        if (value is ParameterExpression)
            return test(value);
        ParameterExpression variable = Expression.Variable(value.Type);
        return Expression.Block([variable], Expression.Assign(variable, value), test(variable));
    }
}

/// <summary>Something has no expression.</summary>
internal sealed class NotCompiledException : Exception;
