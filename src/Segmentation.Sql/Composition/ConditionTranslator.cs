using Segmentation.Predicates;
using Segmentation.Time;

namespace Segmentation.Sql;

/// <summary>
/// Takes a predicate apart into what a query can ask, for one instant: the same for statements and for expressions, which
/// say how it is asked. What the database would not answer exactly is refused; the rest is translated all the same, so that
/// every refusal is reported. For one translation at a time.
/// </summary>
/// <typeparam name="TCondition">A condition of the query.</typeparam>
/// <typeparam name="TScope">The rows that a condition can speak of.</typeparam>
internal abstract class ConditionTranslator<TCondition, TScope>(Frame frame, int limit)
    where TCondition : class
{
    private readonly List<(object Node, Refusal Refusal)> _refusals = [];
    private int _nodes;

    protected Frame Frame { get; } = frame;

    protected static Question.Between NoBounds { get; } = new(null, false, null, false);

    protected Question.Between UpToAsOf => new(null, false, new Rational(Frame.LastMicrosecond), true);

    /// <summary>Whether a row of the subject is a member of a segment.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="scope">The row.</param>
    /// <param name="database">The database's name, for messages.</param>
    /// <exception cref="CompositionRefusedException">The database would not answer it exactly; every condition that is at fault is listed.</exception>
    protected TCondition Membership(BoundSegment segment, TScope scope, string database) => Whole(segment.Membership, scope)
        ?? throw new CompositionRefusedException(segment.Definition.Id, RefusedConditions.Of(segment, _refusals, database));

    /// <summary>A predicate by itself; null where the database would not answer it exactly.</summary>
    protected TCondition? Whole(PredicateNode predicate, TScope scope)
    {
        _refusals.Clear();
        _nodes = 0;
        TCondition condition = Translate(predicate, scope);
        return _refusals.Count == 0 ? condition : null;
    }

    protected TCondition Translate(PredicateNode predicate, TScope scope)
    {
        if (++_nodes == limit + 1)
        {
            _refusals.Add((predicate, new Refusal("compose.size",
                $"the segment, with those that it refers to, has more than {limit} conditions; refer to fewer, or raise the limit MaxComposedNodes")));
        }

        if (_nodes > limit)
            return Constant(false);
        try
        {
            return predicate switch
            {
                ConstantNode constant => Constant(constant.Value),
                DatesNode dates => Given(IsWithin(dates)),
                ListedNode listed => IsListed(listed, scope),
                PresentNode present => Test(present.Value, new Question.Present(), scope),
                RangeNode range => Test(range.Value, Ranged(range.Range), scope),
                NumberInNode list => Test(list.Value, new Question.OneOf(list.List), scope),
                TextNode text => Test(text.Value, new Question.Text(text.Test, text.Literals, text.IsCaseSensitive), scope),
                SetNode set => Test(set.Value, Asked(set), scope),
                CompareNode compare => Compare(compare, scope),
                ReferredNode referred => OnReferred(referred.Domain, referred.Relation, referred.Predicate.Domain, scope, inner => Translate(referred.Predicate, inner)),
                AncestorNode ancestor => Translate(ancestor.Predicate, scope),
                ExistsNode exists => OnPath(PathTo(exists.Rows, exists.Domain), scope, inner => exists.Where is null ? Constant(true) : Translate(exists.Where, inner)),
                NotNode not => Not(Translate(not.Predicate, scope)),
                GroupNode group => Combine(group, scope),
                OperatorNode operation => throw new Refusal("compose.operator", $"the operator '{operation.Operator.Name}' runs the host's own code"),
                ExternalNode external => throw new Refusal("compose.external", $"'{external.Name}' is answered by the host"),
                _ => throw new InvalidOperationException($"The predicate {predicate.GetType().Name} is unknown."),
            };
        }
        catch (Refusal refusal)
        {
            _refusals.Add((predicate, refusal));
            return Constant(false);
        }
    }

    /// <summary>Whether a value satisfies a question. What the value is made of is asked, rather than the value made, so that columns are compared as they are.</summary>
    protected TCondition Test(ValueNode value, Question question, TScope scope)
    {
        switch (value)
        {
            case ColumnNode column:
                return TestColumn(column, question, scope);
            case OneValueNode one:
                return OnPath([one.Value.Domain], scope, inner => Test(one.Value, question, inner));
            case AncestorValueNode ancestor:
                return Test(ancestor.Value, question, scope);
            case ReferredValueNode referred:
                return OnReferred(referred.Domain, referred.Relation, referred.Value.Domain, scope, inner => Test(referred.Value, question, inner));
            case NotAfterAsOfNode past:
                return All(Test(past.Value, UpToAsOf, scope), question is Question.Present ? null : Test(past.Value, question, scope));
            case ChoiceOfNode { Greatest: false } first:
                return TestFirst(first, question, scope);
            case ChoiceOfNode greatest:
                return TestGreatest(greatest, question, scope);
            case TruthNode truth:
                return TestTruth(truth, question, scope);
            case JoinNode join:
                return TestJoined(join, question, scope);
            case AnniversaryNode { CompletedYears: false } birthday:
                return TestBirthday(birthday, question, scope);
            case AggregateNode { Function: AggregateFunction.Min or AggregateFunction.Max } extreme when question is Question.Present or Question.Between:
                return TestExtreme(extreme, question as Question.Between ?? NoBounds, scope);
            case AggregateNode { Function: AggregateFunction.Average } average:
                return TestAverage(average, question, scope);
            case AggregateNode or AnniversaryNode or ArithmeticNode:
                return TestMade(value, question, scope);
            case MeanDaysNode:
                throw new Refusal("compose.mean", "the mean time between rows is a quotient of an interval, which databases round");
            default:
                throw new InvalidOperationException($"The value {value.GetType().Name} is unknown.");
        }
    }

    /// <summary>The domains below one, down to another.</summary>
    protected static DomainNode[] PathTo(DomainNode rows, DomainNode above)
    {
        var path = new Stack<DomainNode>();
        for (DomainNode domain = rows; domain != above; domain = domain.Parent!)
            path.Push(domain);
        return [.. path];
    }

    /// <summary>A condition that holds for every row, or for none.</summary>
    protected abstract TCondition Constant(bool value);

    /// <summary>What is known before the query runs and may be otherwise at another instant: a parameter.</summary>
    protected abstract TCondition Given(bool value);

    /// <summary>All of the conditions; a null is none.</summary>
    protected abstract TCondition All(params TCondition?[] conditions);

    /// <summary>Any of the conditions.</summary>
    protected abstract TCondition Any(params TCondition[] conditions);

    protected abstract TCondition Not(TCondition condition);

    protected abstract TCondition IsListed(ListedNode listed, TScope scope);

    protected abstract TCondition Compare(CompareNode compare, TScope scope);

    /// <summary>What is asked of a set.</summary>
    protected abstract Question.Has Asked(SetNode set);

    /// <summary>Whether a row at a path's end satisfies what is asked of it.</summary>
    protected abstract TCondition OnPath(DomainNode[] path, TScope scope, Func<TScope, TCondition> ask);

    /// <summary>Whether the row that a row refers to satisfies what is asked of it; not where there is none.</summary>
    protected abstract TCondition OnReferred(DomainNode from, ReferenceRelation relation, DomainNode to, TScope scope, Func<TScope, TCondition> ask);

    protected abstract TCondition TestColumn(ColumnNode column, Question question, TScope scope);

    protected abstract TCondition TestJoined(JoinNode join, Question question, TScope scope);

    /// <summary>Who has how many days until a birthday has one of a few days of birth.</summary>
    protected abstract TCondition TestBirthday(AnniversaryNode node, Question question, TScope scope);

    /// <summary>The average is never made: its sum is compared with each bound times the number of values.</summary>
    protected abstract TCondition TestAverage(AggregateNode aggregate, Question question, TScope scope);

    /// <summary>A value that the database has to make before it can be asked.</summary>
    protected abstract TCondition TestMade(ValueNode value, Question question, TScope scope);

    private TCondition Combine(GroupNode group, TScope scope)
    {
        TCondition[] parts = [.. group.Children.Select(child => Translate(child, scope))];
        return group.All ? All(parts) : Any(parts);
    }

    private bool IsWithin(DatesNode dates) =>
        (dates.StartsAt is null || dates.StartsAt <= Frame.AsOf) && (dates.ExpiresAt is null || Frame.AsOf < dates.ExpiresAt);

    private Question.Between Ranged(BoundRange range) => new(
        range.Low is { } low ? Frame.ValueOf(low) : null, range.LowIncluded,
        range.High is { } high ? Frame.ValueOf(high) : null, range.HighIncluded);

    /// <summary>The first present value satisfies: each is asked where those before it are missing.</summary>
    private TCondition TestFirst(ChoiceOfNode first, Question question, TScope scope)
    {
        var tests = new List<TCondition>();
        var missing = new List<TCondition>();
        foreach (ValueNode value in first.Values)
        {
            tests.Add(All([.. missing, Test(value, question, scope)]));
            missing.Add(Not(Test(value, new Question.Present(), scope)));
        }

        return Any([.. tests]);
    }

    /// <summary>The greatest present value satisfies: one reaches the lower bound, and none is beyond the upper one.</summary>
    private TCondition TestGreatest(ChoiceOfNode greatest, Question question, TScope scope)
    {
        if (question is Question.OneOf list)
            return Any([.. list.List.Select(v => TestGreatest(greatest, new Question.Between(v, true, v, true), scope))]);
        if (question is not Question.Between range)
            return Any([.. greatest.Values.Select(v => Test(v, question, scope))]);
        var reaching = new Question.Between(range.Low, range.LowIncluded, null, false);
        TCondition reached = Any([.. greatest.Values.Select(v => Test(v, range.Low is null ? new Question.Present() : reaching, scope))]);
        if (range.High is not { } high)
            return reached;
        var beyond = new Question.Between(high, !range.HighIncluded, null, false);
        return All(reached, Not(Any([.. greatest.Values.Select(v => Test(v, beyond, scope))])));
    }

    private TCondition TestTruth(TruthNode truth, Question question, TScope scope) =>
        (question.IsSatisfiedBy(new Rational(0)), question.IsSatisfiedBy(new Rational(1))) switch
        {
            (true, true) => Constant(true),
            (false, true) => Translate(truth.Predicate, scope),
            (true, false) => Not(Translate(truth.Predicate, scope)),
            _ => Constant(false),
        };

    /// <summary>The greatest value lies in a range: one reaches its lower end, and none is beyond the upper one. The least the other way round.</summary>
    private TCondition TestExtreme(AggregateNode aggregate, Question.Between range, TScope scope)
    {
        bool greatest = aggregate.Function == AggregateFunction.Max;
        Question reaching = greatest
            ? range with { High = null }
            : range with { Low = null };
        if (reaching is Question.Between { Low: null, High: null })
            reaching = new Question.Present();
        Question.Between? beyond = greatest
            ? range.High is { } high ? new Question.Between(high, !range.HighIncluded, null, false) : null
            : range.Low is { } low ? new Question.Between(null, false, low, !range.LowIncluded) : null;
        DomainNode[] path = PathTo(aggregate.Rows, aggregate.Domain);
        TCondition reached = Some(reaching);
        return beyond is null ? reached : All(reached, Not(Some(beyond)));

        TCondition Some(Question asked) => OnPath(path, scope, inner => All(
            aggregate.Where is null ? null : Translate(aggregate.Where, inner), Test(aggregate.Of!, asked, inner)));
    }
}
