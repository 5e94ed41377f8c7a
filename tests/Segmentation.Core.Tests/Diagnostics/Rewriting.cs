using Segmentation.Binding;
using Segmentation.Diagnostics;

namespace Segmentation.Tests.Diagnostics;

/// <summary>A segment's conditions without those that are said to have no effect.</summary>
internal static class Rewriting
{
    /// <summary>The conditions without effect, with the answers that they can be replaced by.</summary>
    public static IReadOnlyDictionary<BoundCondition, bool> Idle(BoundSegment segment)
    {
        var reader = new FormulaReader();
        var solver = new Solver(reader, new TimeOrder());
        solver.Restart();
        var finder = new BranchFinder(solver, new ConditionFormulas(reader));
        _ = finder.Find(segment.Conditions!).Count();
        return finder.Answers;
    }

    /// <summary>Each of them replaced by a condition that always has the answer, or left out of its group.</summary>
    public static Condition Without(BoundCondition condition, IReadOnlyDictionary<BoundCondition, bool> idle, bool leaveOut)
    {
        if (idle.TryGetValue(condition, out bool answer))
            return Constant(condition, answer);
        Condition[] children = [.. condition.Children.Select(c => Without(c, idle, leaveOut))];
        switch (condition.Condition)
        {
            case CombinationCondition group:
                Condition[] left = [.. children.Where((_, i) => !idle.ContainsKey(condition.Children[i]))];
                return group with { Conditions = leaveOut && left.Length > 0 ? left : children };
            case RelatedCondition related when children.Length == 1:
                return related with { Where = (CombinationCondition)children[0] };
            case AggregateCondition aggregate when children.Length == 1:
                return aggregate with { Where = (CombinationCondition)children[0] };
            default:
                return condition.Condition;
        }
    }

    private static CombinationCondition Constant(BoundCondition condition, bool answer)
    {
        string attribute = condition.Domain.Entity.Attributes.First(a => a.Computation is null).Name;
        return new CombinationCondition(
            answer ? Match.Any : Match.All, true, [new AttributeCondition(attribute, Operator.Null), new AttributeCondition(attribute, Operator.NotNull)]);
    }
}
