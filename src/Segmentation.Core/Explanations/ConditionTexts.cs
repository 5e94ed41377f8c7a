using System.Globalization;
using Segmentation.Binding;
using Segmentation.Evaluation;
using Segmentation.Predicates;
using Segmentation.Subjects;

namespace Segmentation.Explanations;

/// <summary>Conditions as people read them, close to how they are written.</summary>
internal static class ConditionTexts
{
    private const int MostItems = 8;

    public static string Of(Condition condition) => condition switch
    {
        CombinationCondition group => Of(group.Match, group.Are),
        AttributeCondition attribute => Compared(attribute.Attribute, attribute.Operator, attribute.Value),
        RelatedCondition related => $"{related.Relation}: {Of(related.Quantifier)}{(related.Where is null ? "" : related.Quantifier == Quantifier.Every ? " satisfies" : " that satisfies")}",
        AggregateCondition figure => $"{figure.Relation}: {Compared(Figure(figure), figure.Operator, figure.Value)}",
        SegmentCondition reference => reference.Member ? $"is in segment {Quoting.Quote(reference.Segment)}" : $"is not in segment {Quoting.Quote(reference.Segment)}",
        CustomCondition custom => Of(custom),
        _ => condition.ToString(),
    };

    // A record's own text follows the culture of the thread.
    private static string Of(CustomCondition condition)
    {
        var format = CustomConditionFormat.Of(condition.GetType());
        IEnumerable<string> settings = format.ValuesOf(condition).Select(s => $"{s.Name} {Written(s.Value)}");
        return string.Join(": ", new[] { format.Declaration.Label, string.Join(", ", settings) }.Where(part => part.Length > 0));
    }

    private static string Written(object? setting) => setting switch
    {
        null => "none",
        string text => Quoting.Quote(text),
        bool truth => truth ? "true" : "false",
        decimal number => NumberText.Write(number),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => ValueTexts.Instant(instant),
        Enum word => Setting.JsonName(word.ToString()),
        Operand operand => Of(operand),
        Condition condition => $"({Of(condition)})",
        System.Collections.IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Written))}]",
        _ => string.Create(CultureInfo.InvariantCulture, $"{setting}"),
    };

    /// <summary>What the moving or looked-up side of a comparison comes to; null where the condition says it already.</summary>
    public static string? ComparedWith(BoundCondition condition, SubjectView subject)
    {
        if (condition.Value is not { } value || condition.Predicate is not { } predicate)
            return null;
        bool isNegated = false;
        while (true)
        {
            switch (predicate)
            {
                case NotNode not:
                    (predicate, isNegated) = (not.Predicate, !isNegated);
                    break;
                case ReferredNode referred:
                    predicate = referred.Predicate;
                    break;
                case AncestorNode ancestor:
                    predicate = ancestor.Predicate;
                    break;
                case ExistsNode { Where: { } where }:
                    predicate = where;
                    break;
                case RangeNode range when value.Type is AttributeType.Instant or AttributeType.Date:
                    return InRange(range.Range, value.Type, subject) is { } text && isNegated ? $"not {text}" : InRange(range.Range, value.Type, subject);
                case CompareNode compare when compare.Domain is SubjectDomain:
                    return Other(compare, (NumberVector)subject.Values(compare.Other));
                default:
                    return null;
            }
        }
    }

    private static string? InRange(BoundRange range, AttributeType type, SubjectView subject)
    {
        if (range.Low?.Term is null && range.High?.Term is null)
            return null;
        string[] ends =
        [
            .. range.Low is { } low ? [$"{(range.LowIncluded ? "from" : "after")} {Written(low)}"] : Array.Empty<string>(),
            .. range.High is { } high ? [$"{(range.HighIncluded ? "up to" : "before")} {Written(high)}"] : Array.Empty<string>(),
        ];
        return string.Join(' ', ends);

        string Written(Bound bound) => type == AttributeType.Date
            ? ValueTexts.Day(subject.Frame.ValueOf(bound))
            : ValueTexts.Instant(subject.Frame.ValueOf(bound));
    }

    private static string Other(CompareNode compare, NumberVector other)
    {
        if (!other.IsPresent(0))
            return ValueTexts.Missing;
        (System.Numerics.BigInteger numerator, System.Numerics.BigInteger denominator) = other.Exact(0);
        return ValueTexts.Number(HostValues.Rounded(numerator * compare.Times.Numerator, denominator * compare.Times.Denominator));
    }

    private static string Of(Match match, bool are) => (match, are) switch
    {
        (Match.All, true) => "all of these hold",
        (Match.Any, true) => "at least one of these holds",
        (Match.All, false) => "none of these holds",
        _ => "at least one of these does not hold",
    };

    private static string Of(Quantifier quantifier) => quantifier switch
    {
        Quantifier.Some => "at least one",
        Quantifier.None => "none",
        _ => "every one, at least one,",
    };

    private static string Figure(AggregateCondition figure) => figure.Function switch
    {
        AggregateFunction.Count => "count",
        AggregateFunction.CountDistinct => $"number of different {figure.Attribute}",
        _ => $"{Words<AggregateFunction>.Of(figure.Function)} of {figure.Attribute}",
    };

    private static string Compared(string left, Operator @operator, Operand? operand) =>
        operand is null ? $"{left} {@operator.Name}" : $"{left} {@operator.Name} {Of(operand)}";

    private static string Of(Operand operand) => operand switch
    {
        Operand.Text text => Quoting.Quote(text.Value),
        Operand.Number number => NumberText.Write(number.Value),
        Operand.Boolean truth => truth.Value ? "true" : "false",
        Operand.List list when list.Items.Count > MostItems =>
            string.Create(CultureInfo.InvariantCulture, $"[{string.Join(", ", list.Items.Take(MostItems).Select(Of))}, … {list.Items.Count} in all]"),
        Operand.List list => $"[{string.Join(", ", list.Items.Select(Of))}]",
        Operand.Ago ago => $"{ago.Period} ago",
        Operand.Ahead ahead => $"{ahead.Period} ahead",
        Operand.StartOf start => $"start of {Words<CalendarPeriod>.Of(start.Period)}{Signed(start.Offset)}",
        Operand.Today today => $"today{Signed(today.Offset)}{(today.Offset == 0 ? "" : " " + Words<DateUnit>.Of(today.Unit))}",
        Operand.Attribute other => other.Times == 1 ? other.Path : $"{other.Path} × {NumberText.Write(other.Times)}",
        _ => operand.ToString(),
    };

    private static string Signed(int offset) => offset switch
    {
        0 => "",
        < 0 => string.Create(CultureInfo.InvariantCulture, $" − {-(long)offset}"),
        _ => string.Create(CultureInfo.InvariantCulture, $" + {offset}"),
    };
}
