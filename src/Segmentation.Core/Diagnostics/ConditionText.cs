using System.Globalization;
using Segmentation.Binding;

namespace Segmentation.Diagnostics;

/// <summary>Conditions in a few words, as a warning names them.</summary>
internal static class ConditionText
{
    private const int MostItems = 3;
    private const int MostLetters = 40;

    public static string Of(Condition condition) => condition switch
    {
        AttributeCondition attribute => Of(attribute.Attribute, attribute.Operator, attribute.Value),
        AggregateCondition aggregate => Of(
            $"{Words.Of(aggregate.Function)} of {(aggregate.Attribute is null ? "" : aggregate.Attribute + " of ")}{aggregate.Relation}{(aggregate.Where is null ? "" : " where …")}",
            aggregate.Operator,
            aggregate.Value),
        RelatedCondition related => $"{related.Quantifier.ToString().ToLowerInvariant()} of {related.Relation}{(related.Where is null ? "" : " where …")}",
        SegmentCondition segment => $"{(segment.Member ? "in" : "not in")} the segment {segment.Segment}",
        CombinationCondition group => $"the group ({Join(group.Conditions.Select(Of))}; {group.Match.ToString().ToLowerInvariant()} {(group.Are ? "true" : "false")})",
        _ => "the condition",
    };

    private static string Of(string value, Operator @operator, Operand? operand) =>
        operand is null ? $"{value} {@operator}" : $"{value} {@operator} {Of(operand)}";

    private static string Of(Operand operand) => operand switch
    {
        Operand.Text text => $"'{(text.Value.Length > MostLetters ? text.Value[..MostLetters] + "…" : text.Value)}'",
        Operand.Number number => number.Value.ToString(CultureInfo.InvariantCulture),
        Operand.Boolean boolean => boolean.Value ? "true" : "false",
        Operand.List list => $"[{Join(list.Items.Select(Of))}]",
        Operand.Ago ago => $"{ago.Period} ago",
        Operand.Ahead ahead => $"{ahead.Period} ahead",
        Operand.StartOf start => $"start of {start.Period.ToString().ToLowerInvariant()}{Signed(start.Offset)}",
        Operand.Today today => $"today{Signed(today.Offset)}{(today.Offset == 0 ? "" : " " + today.Unit.ToString().ToLowerInvariant())}",
        Operand.Attribute other => other.Times == 1 ? other.Path : string.Create(CultureInfo.InvariantCulture, $"{other.Path} × {other.Times}"),
        _ => "…",
    };

    private static string Signed(int offset) => offset == 0 ? "" : offset.ToString(" + 0; − 0", CultureInfo.InvariantCulture);

    private static string Join(IEnumerable<string> items)
    {
        string[] all = [.. items];
        return string.Join(", ", all.Length <= MostItems ? all : [.. all.Take(MostItems), $"and {all.Length - MostItems} more"]);
    }
}
