using Segmentation.Explanations;

namespace Segmentation.Diagnostics;

/// <summary>Conditions in a few words, as a warning names them; groups and rows by what is asked within.</summary>
internal static class ConditionText
{
    private const int MostParts = 3;

    public static string Of(Condition condition) => condition switch
    {
        CombinationCondition group => $"({Within(group)})",
        RelatedCondition related => $"{related.Quantifier.ToString().ToLowerInvariant()} of {related.Relation}{Where(related.Where)}",
        AggregateCondition aggregate => ConditionTexts.Of(aggregate) + Where(aggregate.Where),
        _ => ConditionTexts.Of(condition),
    };

    private static string Where(CombinationCondition? where) => where is null ? "" : $" where ({Within(where)})";

    private static string Within(CombinationCondition group)
    {
        string[] parts = [.. group.Conditions.Take(MostParts).Select(c => group.Are ? Of(c) : $"not {Of(c)}")];
        string more = group.Conditions.Count > MostParts ? $", and {group.Conditions.Count - MostParts} more" : "";
        return string.Join(group.Match == Match.All ? " and " : " or ", parts) + more;
    }
}
