using Segmentation.Binding;
using Segmentation.Predicates;

namespace Segmentation.Explanations;

/// <summary>Collects what an explanation of a segment looks at, over all segments that it refers to.</summary>
internal sealed class ExplanationNeeds(SegmentSet set)
{
    private readonly List<PredicateNode> _predicates = [];
    private readonly List<ValueNode> _values = [];
    private readonly List<DomainNode> _rows = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public EvaluationPlan PlanOf(BoundSegment segment)
    {
        Add(segment);
        return new EvaluationPlan(set.Plan, _predicates, _values, _rows);
    }

    private void Add(BoundSegment segment)
    {
        if (!_seen.Add(segment.Definition.Id))
            return;
        BoundSettings settings = segment.Settings;
        PredicateNode?[] asked =
        [
            segment.Membership, settings.Dates, settings.Scope, settings.Websites, settings.Stores, settings.Included, settings.Excluded,
        ];
        _predicates.AddRange(asked.OfType<PredicateNode>());
        if (segment.Conditions is not null)
            Add(segment.Conditions);
    }

    private void Add(BoundCondition condition)
    {
        if (condition.Predicate is not null)
            _predicates.Add(condition.Predicate);
        if (condition.Value is not null)
            _values.Add(condition.Value.Node);
        if (condition.Rows is not null)
            _rows.Add(condition.Rows);
        if (condition.Condition is SegmentCondition reference)
            Add(set[reference.Segment]);
        foreach (BoundCondition child in condition.Children)
            Add(child);
    }
}
