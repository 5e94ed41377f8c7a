using Segmentation.Binding;

namespace Segmentation.Diagnostics;

/// <summary>
/// Finds the conditions of a segment that could be replaced by an answer without changing anybody's membership. Each one
/// found is replaced at once, so that leaving all of them out together changes nothing either; of two that say the same
/// the later one is found. Not safe for concurrent use.
/// </summary>
internal sealed class BranchFinder(Solver solver, ConditionFormulas formulas)
{
    private readonly Dictionary<BoundCondition, string> _found = [];
    private readonly Dictionary<BoundCondition, bool> _answers = [];

    /// <summary>The answers that the conditions found can be replaced by, all together.</summary>
    public IReadOnlyDictionary<BoundCondition, bool> Answers => _answers;

    /// <summary>The conditions without effect below a root that is neither always true nor always false, in document order.</summary>
    public IEnumerable<Problem> Find(BoundCondition root)
    {
        Visit(root, new Scope(null, [], []));
        return InOrder(root).Where(_found.ContainsKey).Select(c => new Problem(c.Path, WarningCodes.Branch, _found[c]));
    }

    private static IEnumerable<BoundCondition> InOrder(BoundCondition condition) => condition.Children.SelectMany(InOrder).Prepend(condition);

    private void Visit(BoundCondition condition, Scope scope)
    {
        switch (condition.Condition)
        {
            case CombinationCondition group:
                for (int i = condition.Children.Count - 1; i >= 0; i--)
                {
                    Scope inner = scope with { Row = [.. scope.Row, .. Siblings(group, condition, i)] };
                    if (!IsWithoutEffect(condition.Children[i], inner))
                        Visit(condition.Children[i], inner);
                }

                break;
            case RelatedCondition when condition.Children is [BoundCondition where]:
                VisitWhere(where, scope.Anchor is null ? new Scope(condition, scope.Row, []) : scope with { Row = [] });
                break;
            case AggregateCondition when condition.Children is [BoundCondition where]:
                // What a figure is of is decided row by row, whatever else the segment asks.
                VisitWhere(where, new Scope(null, [], []));
                break;
        }
    }

    private void VisitWhere(BoundCondition where, Scope scope)
    {
        if (!IsWithoutEffect(where, scope))
            Visit(where, scope);
    }

    /// <summary>What makes a child of a group decide: all its siblings agree in an ALL, none of them does in an ANY.</summary>
    private IEnumerable<Cause> Siblings(CombinationCondition group, BoundCondition parent, int child)
    {
        bool all = group.Match == Match.All;
        for (int i = 0; i < parent.Children.Count; i++)
        {
            if (i == child)
                continue;
            Formula asked = formulas.Asked(group, parent.Children[i]);
            yield return new Cause(parent.Children[i], group.Are == all, all ? asked : asked.Negated());
        }
    }

    private bool IsWithoutEffect(BoundCondition condition, Scope scope)
    {
        Formula formula = formulas.Of(condition);
        foreach (bool answer in (ReadOnlySpan<bool>)[true, false])
        {
            Formula opposite = answer ? formula.Negated() : formula;
            if (solver.IsImpossible(scope.Row.Select(c => c.Formula).Append(opposite)))
            {
                List<Cause> causes = Cause.Needed(solver, scope.Row, opposite);
                string where = causes.Count == 0 ? "" : $" where {string.Join(" and ", causes)}";
                return Found(condition, answer, $"{(answer ? "is always true" : "can never be true")}{where}");
            }
        }

        if (scope.Anchor is null)
            return false;
        foreach (bool answer in (ReadOnlySpan<bool>)[true, false])
        {
            if (ChangesNothing(condition, answer, scope))
                return Found(condition, answer, $"makes no difference to {ConditionText.Of(scope.Anchor.Condition)}");
        }

        return false;
    }

    private bool ChangesNothing(BoundCondition condition, bool answer, Scope scope)
    {
        Formula before = formulas.Of(scope.Anchor!);
        formulas.Replace(condition, answer);
        Formula after = formulas.Of(scope.Anchor!);
        formulas.Restore(condition);
        IEnumerable<Formula> outer = scope.Outer.Select(c => c.Formula);
        return solver.IsImpossible(outer.Append(before).Append(after.Negated())) && solver.IsImpossible(outer.Append(before.Negated()).Append(after));
    }

    private bool Found(BoundCondition condition, bool answer, string reason)
    {
        formulas.Replace(condition, answer);
        _answers.Add(condition, answer);
        string text = ConditionText.Of(condition.Condition);
        _found.Add(condition, $"Without effect: {text} {reason}; leave it out, or correct it.");
        return true;
    }

    /// <summary>Where a condition stands.</summary>
    /// <param name="Anchor">The outermost condition over rows that it is part of; null when it is tested on a row of its own.</param>
    /// <param name="Outer">What makes the anchor decide.</param>
    /// <param name="Row">What makes the condition decide, on its own row.</param>
    private sealed record Scope(BoundCondition? Anchor, IReadOnlyList<Cause> Outer, IReadOnlyList<Cause> Row);
}
