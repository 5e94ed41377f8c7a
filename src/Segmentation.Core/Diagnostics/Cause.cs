using Segmentation.Binding;

namespace Segmentation.Diagnostics;

/// <summary>A condition that is part of the reason for a warning, and the answer that it is taken to have.</summary>
internal sealed record Cause(BoundCondition Condition, bool Answer, Formula Formula)
{
    public override string ToString() => $"{ConditionText.Of(Condition.Condition)} is {(Answer ? "true" : "false")}";

    /// <summary>As few of the causes as still make the rest impossible.</summary>
    public static List<Cause> Needed(Solver solver, IEnumerable<Cause> causes, params IEnumerable<Formula> rest)
    {
        List<Cause> needed = [.. causes];
        for (int i = needed.Count - 1; i >= 0; i--)
        {
            Cause left = needed[i];
            needed.RemoveAt(i);
            if (!solver.IsImpossible(needed.Select(c => c.Formula).Concat(rest)))
                needed.Insert(i, left);
        }

        return needed;
    }
}
