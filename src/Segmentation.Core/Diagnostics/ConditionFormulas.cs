using Segmentation.Binding;

namespace Segmentation.Diagnostics;

/// <summary>
/// Formulas of authored conditions, any of which can be replaced by an answer to see what follows. Not safe for concurrent use.
/// </summary>
internal sealed class ConditionFormulas(FormulaReader reader)
{
    private readonly Dictionary<BoundCondition, bool> _replaced = [];

    public void Replace(BoundCondition condition, bool answer) => _replaced[condition] = answer;

    public void Restore(BoundCondition condition) => _replaced.Remove(condition);

    public Formula Of(BoundCondition condition)
    {
        if (_replaced.TryGetValue(condition, out bool answer))
            return Formula.Of(answer);
        if (_replaced.Count == 0)
            return reader.Of(condition.Predicate);
        return condition.Condition switch
        {
            CombinationCondition group => Formula.Group(group.Match == Match.All, condition.Children.Select(c => Asked(group, c))),
            RelatedCondition related when condition is { Rows: not null, Children: [BoundCondition where] } =>
                Related(related.Quantifier, condition, Of(where)),
            _ => reader.Of(condition.Predicate),
        };
    }

    /// <summary>What a group asks of one of its children.</summary>
    public Formula Asked(CombinationCondition group, BoundCondition child) => group.Are ? Of(child) : Of(child).Negated();

    private static Formula Related(Quantifier quantifier, BoundCondition condition, Formula where)
    {
        Formula Some(Formula row) => FormulaReader.Some(condition.Domain, condition.Rows!, row);
        return quantifier switch
        {
            Quantifier.Some => Some(where),
            Quantifier.None => Some(where).Negated(),
            _ => Formula.AllOf(Some(Formula.True), Some(where.Negated()).Negated()),
        };
    }
}
