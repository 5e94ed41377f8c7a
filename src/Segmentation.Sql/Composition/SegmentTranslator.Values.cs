using Segmentation.Predicates;

namespace Segmentation.Sql;

internal sealed partial class SegmentTranslator
{
    private Question.Between UpToAsOf => new(null, false, new Rational(_frame.LastMicrosecond), true);

    /// <summary>Whether a value satisfies a question. What the value is made of is asked, rather than the value made, so that columns are compared as they are.</summary>
    private string Test(ValueNode value, Question question, RowScope scope)
    {
        switch (value)
        {
            case ColumnNode column:
                return TestColumn(column, question, scope);
            case OneValueNode one:
                return Exists([one.Value.Domain], scope, inner => Test(one.Value, question, inner));
            case AncestorValueNode ancestor:
                return Test(ancestor.Value, question, scope);
            case ReferredValueNode referred:
                return OnReferred(referred.Domain, referred.Relation, referred.Value.Domain, scope, inner => Test(referred.Value, question, inner));
            case NotAfterAsOfNode past:
                return Logic.All(Test(past.Value, UpToAsOf, scope), question is Question.Present ? null : Test(past.Value, question, scope));
            case ChoiceOfNode { Greatest: false } first:
                return TestFirst(first, question, scope);
            case ChoiceOfNode greatest:
                return TestGreatest(greatest, question, scope);
            case TruthNode truth:
                return TestTruth(truth, question, scope);
            case JoinNode:
                return TestText(Text(value, scope), question);
            case AnniversaryNode { CompletedYears: false } birthday:
                return TestBirthday(birthday, question, scope);
            case AggregateNode aggregate:
                return TestAggregate(aggregate, question, scope);
            case AnniversaryNode or ArithmeticNode:
                return TestNumber(Made(value, scope), question);
            case MeanDaysNode:
                throw new Refusal("compose.mean", "the mean time between rows is a quotient of an interval, which databases round");
            default:
                throw new InvalidOperationException($"The value {value.GetType().Name} is unknown.");
        }
    }

    private string TestNumber(Comparand value, Question question) => question switch
    {
        Question.Present => value.IsPresent,
        Question.Between { Low: null, High: null } => value.IsPresent,
        Question.Between range => Logic.All(
            range.Low is { } low ? value.From(low, range.LowIncluded, _parameters) : null,
            range.High is { } high ? value.To(high, range.HighIncluded, _parameters) : null),
        Question.OneOf list => value.In(list.List, _parameters),
        _ => throw new InvalidOperationException($"An ordered value is not asked {question}."),
    };

    /// <summary>The first present value satisfies: each is asked where those before it are missing.</summary>
    private string TestFirst(ChoiceOfNode first, Question question, RowScope scope)
    {
        var tests = new List<string>();
        var missing = new List<string>();
        foreach (ValueNode value in first.Values)
        {
            tests.Add(Logic.All([.. missing, Test(value, question, scope)]));
            missing.Add(Logic.Not(Test(value, new Question.Present(), scope)));
        }

        return Logic.Any([.. tests]);
    }

    /// <summary>The greatest present value satisfies: one reaches the lower bound, and none is beyond the upper one.</summary>
    private string TestGreatest(ChoiceOfNode greatest, Question question, RowScope scope)
    {
        if (question is Question.OneOf list)
            return Logic.Any([.. list.List.Select(v => TestGreatest(greatest, new Question.Between(v, true, v, true), scope))]);
        if (question is not Question.Between range)
            return Logic.Any([.. greatest.Values.Select(v => Test(v, question, scope))]);
        var reaching = new Question.Between(range.Low, range.LowIncluded, null, false);
        string reached = Logic.Any([.. greatest.Values.Select(v => Test(v, range.Low is null ? new Question.Present() : reaching, scope))]);
        if (range.High is not { } high)
            return reached;
        var beyond = new Question.Between(high, !range.HighIncluded, null, false);
        return Logic.All(reached, Logic.Not(Logic.Any([.. greatest.Values.Select(v => Test(v, beyond, scope))])));
    }

    private string TestTruth(TruthNode truth, Question question, RowScope scope) =>
        (question.IsSatisfiedBy(new Rational(0)), question.IsSatisfiedBy(new Rational(1))) switch
        {
            (true, true) => Logic.True,
            (false, true) => Translate(truth.Predicate, scope),
            (true, false) => Logic.Not(Translate(truth.Predicate, scope)),
            _ => Logic.False,
        };

    /// <summary>Who has how many days until a birthday has one of a few days of birth.</summary>
    private string TestBirthday(AnniversaryNode node, Question question, RowScope scope)
    {
        Comparand date = Made(node.Date, scope);
        int[] days = [.. Birthdays.DaysOfYear(_frame.DayOf(node.Today), node.LeapDay, question)];
        return Logic.All(NotAfterToday(node, date), _dialect.IsAmong(_dialect.DayOfYear(date), Array.ConvertAll(days, d => (long)d), _parameters));
    }

    private string NotAfterToday(AnniversaryNode node, Comparand date) => date.To(_frame.ValueOf(node.Today), isIncluded: true, _parameters);

    /// <summary>The years completed today: those between the years, less one before the anniversary; missing for a future date.</summary>
    private IntegerComparand CompletedYears(AnniversaryNode node, RowScope scope)
    {
        var today = DateOnly.FromDayNumber(_frame.DayOf(node.Today));
        Comparand date = Made(node.Date, scope);
        string year = _parameters.Add((long)today.Year), last = _parameters.Add((long)Birthdays.LastDayOfYear(today, node.LeapDay));
        return new IntegerComparand(
            $"(CASE WHEN {NotAfterToday(node, date)} THEN {year} - {_dialect.Year(date)} - CASE WHEN {_dialect.DayOfYear(date)} > {last} THEN 1 ELSE 0 END END)", _dialect);
    }

    /// <summary>A value as one expression over the row, null where it is missing: what is compared with another value, or counted.</summary>
    private Comparand Made(ValueNode value, RowScope scope)
    {
        switch (value)
        {
            case ColumnNode column:
                return Ordered(column, scope);
            case OneValueNode one:
                var rows = new RowPath();
                RowScope inner = Follow([one.Value.Domain], scope, rows);
                Comparand found = Made(one.Value, inner);
                return found.With(rows.IsWithinRow ? $"(CASE WHEN {rows.Condition} THEN {found.Sql} END)" : $"(SELECT {found.Sql}{rows})");
            case AncestorValueNode ancestor:
                return Made(ancestor.Value, scope);
            case ReferredValueNode referred:
                var lookup = new RowPath();
                Comparand target = Made(referred.Value, scope.With(referred.Value.Domain, Refer(scope[referred.Domain], referred.Relation, lookup)));
                return target.With($"(SELECT {target.Sql}{lookup})");
            case NotAfterAsOfNode past:
                Comparand instant = Made(past.Value, scope);
                return instant.With($"(CASE WHEN {TestNumber(instant, UpToAsOf)} THEN {instant.Sql} END)");
            case ChoiceOfNode choice:
                return Choice(choice, scope);
            case AggregateNode aggregate:
                return Figure(aggregate, scope);
            case ArithmeticNode arithmetic:
                return _dialect.Calculate(arithmetic.Operation, Made(arithmetic.Left, scope), Made(arithmetic.Right, scope), NewAlias);
            case TruthNode truth:
                return new BooleanComparand($"(({Translate(truth.Predicate, scope)}) IS TRUE)");
            case AnniversaryNode { CompletedYears: true } years:
                return CompletedYears(years, scope);
            case AnniversaryNode:
                throw new Refusal("compose.birthday", "the days until a birthday are compared with constants only");
            case MeanDaysNode:
                throw new Refusal("compose.mean", "the mean time between rows is a quotient of an interval, which databases round");
            default:
                throw new Refusal("compose.value", "texts and sets are compared with constants only");
        }
    }

    private Comparand Choice(ChoiceOfNode choice, RowScope scope)
    {
        Comparand[] values = _dialect.Common([.. choice.Values.Select(v => Made(v, scope))]);
        return values.Aggregate((left, right) => left.With(choice.Greatest
            ? $"(CASE WHEN {right.Sql} IS NULL OR {left.Sql} >= {right.Sql} THEN {left.Sql} ELSE {right.Sql} END)"
            : $"COALESCE({left.Sql}, {right.Sql})"));
    }

    private string Compare(CompareNode compare, RowScope scope)
    {
        if (IsQuotient(compare.Value) || IsQuotient(compare.Other))
            throw new Refusal("compose.quotient", "an average is compared with constants only; compare its sum and count");
        return _dialect.Compare(Made(compare.Value, scope), compare.Comparison, Made(compare.Other, scope), compare.Times, NewAlias, _parameters);
    }

    private static bool IsQuotient(ValueNode value) => value switch
    {
        AggregateNode { Function: AggregateFunction.Average } or MeanDaysNode => true,
        OneValueNode one => IsQuotient(one.Value),
        AncestorValueNode ancestor => IsQuotient(ancestor.Value),
        ReferredValueNode referred => IsQuotient(referred.Value),
        _ => false,
    };
}
