using Segmentation.Predicates;

namespace Segmentation.Sql;

internal sealed partial class SegmentTranslator
{
    protected override string TestJoined(JoinNode join, Question question, RowScope scope) => TestText(Text(join, scope), question);

    protected override string TestMade(ValueNode value, Question question, RowScope scope) => TestNumber(Made(value, scope), question);

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

    protected override string TestBirthday(AnniversaryNode node, Question question, RowScope scope)
    {
        Comparand date = Made(node.Date, scope);
        int[] days = [.. Birthdays.DaysOfYear(Frame.DayOf(node.Today), node.LeapDay, question)];
        return Logic.All(NotAfterToday(node, date), _dialect.IsAmong(_dialect.DayOfYear(date), Array.ConvertAll(days, d => (long)d), _parameters));
    }

    private string NotAfterToday(AnniversaryNode node, Comparand date) => date.To(Frame.ValueOf(node.Today), isIncluded: true, _parameters);

    /// <summary>The years completed today: those between the years, less one before the anniversary; missing for a future date.</summary>
    private IntegerComparand CompletedYears(AnniversaryNode node, RowScope scope)
    {
        var today = DateOnly.FromDayNumber(Frame.DayOf(node.Today));
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

    protected override string Compare(CompareNode compare, RowScope scope)
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
