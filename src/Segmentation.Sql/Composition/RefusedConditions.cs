using Segmentation.Binding;
using Segmentation.Diagnostics;
using Segmentation.Predicates;

namespace Segmentation.Sql;

/// <summary>Names the conditions that refused nodes belong to.</summary>
internal static class RefusedConditions
{
    public static IReadOnlyList<Problem> Of(BoundSegment segment, IReadOnlyList<(object Node, Refusal Refusal)> refusals, string provider)
    {
        (string Path, string Text, IReadOnlyCollection<object> Nodes)[] conditions = [.. Places(segment)];
        return [.. refusals.SelectMany(r => Named(r.Node, r.Refusal)).Distinct()];

        IEnumerable<Problem> Named(object node, Refusal refusal)
        {
            // The narrowest conditions that the node is part of; a setting of the segment has none.
            (string Path, string Text, IReadOnlyCollection<object> Nodes)[] within = [.. conditions.Where(c => c.Nodes.Contains(node))];
            if (within.Length == 0)
                return [new Problem("", refusal.Code, $"A setting or list of the segment cannot be asked on {provider}: {refusal.Message}.")];
            int least = within.Min(c => c.Nodes.Count);
            return within.Where(c => c.Nodes.Count == least)
                .Select(c => new Problem(c.Path, refusal.Code, $"The condition '{c.Text}' cannot be asked on {provider}: {refusal.Message}."));
        }
    }

    private static IEnumerable<(string Path, string Text, IReadOnlyCollection<object> Nodes)> Places(BoundSegment segment)
    {
        foreach (BoundSegment bound in segment.Set.Bound)
        {
            if (bound != segment && !segment.AllReferences.Contains(bound.Definition.Id) || bound.Conditions is null)
                continue;
            foreach (BoundCondition condition in WithParts(bound.Conditions))
            {
                if (condition.Predicate is { } predicate && condition.Condition is not (CombinationCondition or SegmentCondition))
                    yield return (condition.Path, ConditionText.Of(condition.Condition), new EvaluationPlan(segment.Set.Plan, [predicate], [], []).Nodes);
            }
        }
    }

    private static IEnumerable<BoundCondition> WithParts(BoundCondition condition) => condition.Children.SelectMany(WithParts).Prepend(condition);
}
