using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>Which predicates depend on what the host says. Derived once a set; immutable.</summary>
internal sealed class ExternalPlan
{
    private readonly Dictionary<PredicateNode, bool> _depends = [];
    private readonly List<ExternalNode> _nodes = [];

    private ExternalPlan(IEnumerable<PredicateNode> predicates)
    {
        foreach (PredicateNode predicate in predicates)
            Visit(predicate);
    }

    /// <summary>The different external conditions, in the order in which the segments name them.</summary>
    public IReadOnlyList<ExternalNode> Nodes => _nodes;

    /// <summary>The plan of a set's memberships; null when none depends on the host.</summary>
    public static ExternalPlan? Of(IEnumerable<PredicateNode> memberships)
    {
        var plan = new ExternalPlan(memberships);
        return plan._nodes.Count == 0 ? null : plan;
    }

    /// <summary>Whether a predicate that a membership is made of depends on the host.</summary>
    public bool Depends(PredicateNode predicate) => _depends.GetValueOrDefault(predicate);

    // Binding refuses external conditions about rows, so that they lie under groups and negations only.
    private bool Visit(PredicateNode predicate)
    {
        if (_depends.TryGetValue(predicate, out bool known))
            return known;
        bool depends = false;
        switch (predicate)
        {
            case ExternalNode external:
                _nodes.Add(external);
                depends = true;
                break;
            case NotNode not:
                depends = Visit(not.Predicate);
                break;
            case GroupNode group:
                foreach (PredicateNode child in group.Children)
                    depends |= Visit(child);
                break;
        }

        _depends.Add(predicate, depends);
        return depends;
    }
}
