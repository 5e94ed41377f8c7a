using Segmentation.Predicates;

namespace Segmentation.Diagnostics;

/// <summary>Every domain, value, predicate and tree of values that a predicate is made of, itself included.</summary>
internal sealed class NodeWalk
{
    private readonly HashSet<object> _seen = [];

    private NodeWalk()
    {
    }

    public static IReadOnlyCollection<object> From(PredicateNode predicate)
    {
        var walk = new NodeWalk();
        walk.Visit(predicate);
        return walk._seen;
    }

    private void Visit(DomainNode? domain)
    {
        if (domain is null || !_seen.Add(domain))
            return;
        Visit(domain.Parent);
        switch (domain)
        {
            case ReferredDomain referred:
                Visit(referred.Target);
                break;
            case AncestorDomain ancestor:
                Visit(ancestor.Target);
                break;
            case SelectedDomain selected:
                Visit(selected.Candidates);
                Visit(selected.OrderBy);
                Visit(selected.Where);
                break;
        }
    }

    private void Visit(IEnumerable<ValueNode> values)
    {
        foreach (ValueNode value in values)
            Visit(value);
    }

    private void Visit(ValueNode? value)
    {
        if (value is null || !_seen.Add(value))
            return;
        Visit(value.Domain);
        switch (value)
        {
            case ReferredValueNode referred:
                Visit(referred.Value);
                break;
            case OneValueNode one:
                Visit(one.Value);
                break;
            case AncestorValueNode ancestor:
                Visit(ancestor.Value);
                break;
            case AggregateNode aggregate:
                Visit(aggregate.Rows);
                Visit(aggregate.Of);
                Visit(aggregate.Where);
                break;
            case MeanDaysNode mean:
                Visit(mean.Rows);
                Visit(mean.Of);
                Visit(mean.Where);
                break;
            case ArithmeticNode arithmetic:
                Visit(arithmetic.Left);
                Visit(arithmetic.Right);
                break;
            case ChoiceOfNode choice:
                Visit(choice.Values);
                break;
            case NotAfterAsOfNode past:
                Visit(past.Value);
                break;
            case JoinNode join:
                Visit(join.Values);
                break;
            case TruthNode truth:
                Visit(truth.Predicate);
                break;
            case AnniversaryNode anniversary:
                Visit(anniversary.Date);
                break;
        }
    }

    private void Visit(PredicateNode? predicate)
    {
        if (predicate is null || !_seen.Add(predicate))
            return;
        Visit(predicate.Domain);
        switch (predicate)
        {
            case ValueLeaf leaf:
                Visit(leaf.Value);
                if (leaf is CompareNode compare)
                    Visit(compare.Other);
                if (leaf is SetNode { Hierarchy: { } hierarchy } && _seen.Add(hierarchy))
                {
                    Visit(hierarchy.Rows);
                    Visit(hierarchy.Names);
                }

                break;
            case ReferredNode referred:
                Visit(referred.Predicate);
                break;
            case AncestorNode ancestor:
                Visit(ancestor.Predicate);
                break;
            case ExistsNode exists:
                Visit(exists.Rows);
                Visit(exists.Where);
                break;
            case NotNode not:
                Visit(not.Predicate);
                break;
            case GroupNode group:
                foreach (PredicateNode child in group.Children)
                    Visit(child);
                break;
        }
    }
}
