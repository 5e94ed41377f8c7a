using Segmentation.Predicates;

namespace Segmentation.Sql;

internal sealed partial class SegmentTranslator
{
    protected override string TestAverage(AggregateNode aggregate, Question question, RowScope scope)
    {
        Total total = TotalOf(aggregate, scope);
        return question switch
        {
            Question.Present or Question.Between { Low: null, High: null } => total.IsThere,
            Question.Between range => Within(range),
            Question.OneOf list => Logic.Any([.. list.List.Select(v => total.Average(Comparison.Equal, v, _parameters))]),
            _ => throw new InvalidOperationException($"An average is not asked {question}."),
        };

        string Within(Question.Between range) => Logic.All(
            range.Low is { } low ? total.Average(range.LowIncluded ? Comparison.AtLeast : Comparison.Greater, low, _parameters) : null,
            range.High is { } high ? total.Average(range.HighIncluded ? Comparison.AtMost : Comparison.Less, high, _parameters) : null);
    }

    /// <summary>A figure as one expression.</summary>
    private Comparand Figure(AggregateNode aggregate, RowScope scope)
    {
        switch (aggregate.Function)
        {
            case AggregateFunction.Count:
                return new IntegerComparand($"(SELECT COUNT(*){Rows(aggregate, scope).Rows})", _dialect);
            case AggregateFunction.CountDistinct:
                return new IntegerComparand($"(SELECT COUNT(DISTINCT v) FROM ({Distinct(aggregate, scope)}) s)", _dialect);
            case AggregateFunction.Sum:
                return TotalOf(aggregate, scope).Sum;
            case AggregateFunction.Average:
                throw new Refusal("compose.quotient", "an average is compared with constants only; compare its sum and count");
            default:
                (Comparand of, string rows) = Values(aggregate, scope);
                return of.With($"(SELECT {(aggregate.Function == AggregateFunction.Max ? "MAX" : "MIN")}(v) FROM ({rows}) s)");
        }
    }

    private Total TotalOf(AggregateNode aggregate, RowScope scope)
    {
        (Comparand of, string rows) = Values(aggregate, scope);
        return _dialect.Sum(of, rows, NewAlias());
    }

    private string Distinct(AggregateNode aggregate, RowScope scope)
    {
        if (IsText(aggregate.Of!))
        {
            (RowPath rows, RowScope inner) = Rows(aggregate, scope);
            string text = Text(aggregate.Of!, inner);
            return $"SELECT {(aggregate.IsCaseSensitive ? text : _dialect.FoldAll(text, _parameters))} AS v{rows}";
        }

        (Comparand of, string values) = Values(aggregate, scope);
        return of.IsDistinct ? values : throw new Refusal("compose.distinct", "several local times may be one instant");
    }

    private static bool IsText(ValueNode value) => value switch
    {
        ColumnNode column => column.Attribute.Type is AttributeType.Text or AttributeType.Choice,
        OneValueNode one => IsText(one.Value),
        AncestorValueNode ancestor => IsText(ancestor.Value),
        ReferredValueNode referred => IsText(referred.Value),
        ChoiceOfNode choice => IsText(choice.Values[0]),
        JoinNode => true,
        _ => false,
    };

    /// <summary>
    /// What a figure is of, and a SELECT of it as <c>v</c>. The figure stands around that: SQL would take a figure of a row
    /// above alone for one of the statement around.
    /// </summary>
    private (Comparand Of, string Rows) Values(AggregateNode aggregate, RowScope scope)
    {
        (RowPath rows, RowScope inner) = Rows(aggregate, scope);
        Comparand of = Made(aggregate.Of!, inner);
        // A sum that is added up would have to be found in other rows; some forms are not.
        of = of.With(of.Sql);
        return (of, $"SELECT {(of is BooleanComparand ? $"({of.Sql})" : of.Sql)} AS v{rows}");
    }

    /// <summary>The rows that count for a figure, flattened over all relations on the way, with what each row can speak of.</summary>
    private (RowPath Rows, RowScope Scope) Rows(AggregateNode aggregate, RowScope scope)
    {
        var rows = new RowPath();
        RowScope inner = Follow(PathTo(aggregate.Rows, aggregate.Domain), scope, rows);
        if (aggregate.Where is not null)
            rows.Add(Translate(aggregate.Where, inner));
        return (rows, inner);
    }
}
