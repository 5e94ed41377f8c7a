namespace Segmentation.Predicates;

/// <summary>One way in which a plan looks at the rows of a table below the subject.</summary>
/// <param name="Node">What looks at them.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Where">What those that matter satisfy; null when all matter.</param>
internal sealed record RowUse(object Node, DomainNode Rows, PredicateNode? Where)
{
    /// <summary>Every use of the tables below the subject, by table.</summary>
    public static ILookup<TableId, RowUse> Of(EvaluationPlan plan) =>
        plan.Nodes.SelectMany(Of).Where(u => u.Rows.IsOfSubject && !EvaluationPlan.IsShared(u.Rows)).ToLookup(u => u.Rows.Table);

    private static IEnumerable<RowUse> Of(object node)
    {
        switch (node)
        {
            case AggregateNode aggregate:
                return Among(node, aggregate.Rows, aggregate.Where);
            case MeanDaysNode mean:
                return Among(node, mean.Rows, mean.Where);
            case ExistsNode exists:
                return Among(node, exists.Rows, exists.Where);
            case OneValueNode one:
                return Among(node, one.Value.Domain, null);
            case AncestorNode ancestor:
                return [new RowUse(node, ancestor.Predicate.Domain, null)];
            case AncestorValueNode ancestor:
                return [new RowUse(node, ancestor.Value.Domain, null)];
            case SelectedDomain selected:
                return [new RowUse(node, selected.Candidates, selected.Where), new RowUse(node, selected.Parent!, null)];
            case AncestorDomain ancestor:
                return [new RowUse(node, ancestor.Target, null), new RowUse(node, ancestor.Parent!, null)];
            // Rows below others, or to which others refer, are found by way of these.
            case DomainNode { Parent: { } parent }:
                return [new RowUse(node, parent, null)];
            default:
                return [];
        }
    }

    // What is chosen among others is a use of these.
    private static RowUse[] Among(object node, DomainNode rows, PredicateNode? where) =>
        rows is SelectedDomain ? [] : [new RowUse(node, rows, where)];
}
