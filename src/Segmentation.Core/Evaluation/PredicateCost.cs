using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>
/// Roughly what a predicate costs a row, in scans of a column of its own domain: enough to put what is cheap before what
/// walks through other rows. What several ask for is computed in any case, so that asking once more costs nothing.
/// </summary>
internal static class PredicateCost
{
    private const int Answered = 0;
    private const int Scan = 1;
    private const int Spread = 2;
    private const int LookUp = 4;
    private const int PerRow = 30;
    private const int OtherRows = 100;

    public static int Of(PredicateNode predicate, EvaluationPlan plan) => plan.IsShared(predicate)
        ? Answered
        : predicate switch
        {
            ConstantNode or DatesNode or ListedNode => Answered,
            SetNode or OperatorNode => PerRow + Of(((ValueLeaf)predicate).Value),
            ValueLeaf leaf => Scan + Of(leaf.Value),
            ReferredNode => LookUp,
            // Tested a row above and spread, which is fewer tests than one a row.
            AncestorNode ancestor => Spread + Of(ancestor.Predicate, plan) / 2,
            ExistsNode exists => OtherRows + (exists.Where is null ? 0 : Of(exists.Where, plan)),
            // Most rows have no row of a kind: that there is none decides less than that there is one.
            NotNode { Predicate: ExistsNode } none => OtherRows + Of(none.Predicate, plan),
            NotNode not => Of(not.Predicate, plan),
            GroupNode group => group.Children.Sum(child => Of(child, plan)),
            _ => OtherRows,
        };

    private static int Of(ValueNode value) => value switch
    {
        ColumnNode => 0,
        ReferredValueNode or AncestorValueNode or OneValueNode or NotAfterAsOfNode => LookUp,
        AggregateNode or MeanDaysNode => OtherRows,
        _ => PerRow,
    };
}
