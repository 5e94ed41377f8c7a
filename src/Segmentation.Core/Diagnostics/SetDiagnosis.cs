using Segmentation.Binding;
using Segmentation.Predicates;

namespace Segmentation.Diagnostics;

/// <summary>Finds what is probably not meant in the segments of a set, although it can be evaluated. Not safe for concurrent use.</summary>
internal sealed class SetDiagnosis
{
    private readonly SegmentSet _set;
    private readonly FormulaReader _reader = new();
    private readonly Solver _solver;
    private readonly List<Problem>[] _found;
    private readonly bool[] _isDecided;

    private SetDiagnosis(SegmentSet set)
    {
        _set = set;
        _solver = new Solver(_reader, new TimeOrder());
        _found = [.. set.Bound.Select(_ => new List<Problem>())];
        _isDecided = new bool[set.Bound.Count];
    }

    /// <summary>All warnings, in the order of the segments.</summary>
    public static IReadOnlyList<Problem> Of(SegmentSet set)
    {
        var diagnosis = new SetDiagnosis(set);
        for (int i = 0; i < set.Bound.Count; i++)
        {
            diagnosis.Conditions(i);
            diagnosis.Group(i);
        }

        var duplicates = new DuplicateFinder(set.Plan, diagnosis._solver);
        for (int i = 0; i < set.Bound.Count; i++)
        {
            if (!diagnosis._isDecided[i] && duplicates.Find(set.Bound[i]) is { } other)
                diagnosis.Duplicate(i, other);
        }

        return [.. diagnosis._found.SelectMany(f => f)];
    }

    private void Conditions(int index)
    {
        if (_set.Bound[index].Conditions is not { } root)
            return;
        _solver.Restart();
        var formulas = new ConditionFormulas(_reader);
        Formula formula = formulas.Of(root);
        if (_solver.IsImpossible(formula))
            Decided(index, root, WarningCodes.Never, $"No customer can ever match: {Reason(root, formulas, false)}.");
        else if (_solver.IsImpossible(formula.Negated()))
            Decided(index, root, WarningCodes.Always, $"Every customer matches: {Reason(root, formulas, true)}; if that is meant, say \"everyone\": true.");
        else
            _found[index].AddRange(new BranchFinder(_solver, formulas).Find(root));
    }

    private void Decided(int index, BoundCondition root, string code, string message)
    {
        _isDecided[index] = true;
        _found[index].Add(new Problem(root.Path, code, message));
    }

    /// <summary>Which of the outermost conditions cannot all be as they would have to be for the other answer.</summary>
    private string Reason(BoundCondition root, ConditionFormulas formulas, bool answer)
    {
        string verdict = answer ? "is true of everyone" : "is true of nobody";
        if (root.Condition is not CombinationCondition group || group.Match == Match.All == answer)
            return $"{ConditionText.Of(root.Condition)} {verdict}";
        IEnumerable<Cause> parts = root.Children.Select(c =>
            new Cause(c, group.Are != answer, answer ? formulas.Asked(group, c).Negated() : formulas.Asked(group, c)));
        List<Cause> needed = Cause.Needed(_solver, parts);
        string causes = string.Join(" and ", needed);
        return needed.Count == 1 ? $"it cannot be that {causes}" : $"it cannot be that at once {causes}";
    }

    private void Duplicate(int index, BoundSegment other) => _found[index].Add(new Problem(
        $"segments[{index}]",
        WarningCodes.Duplicate,
        $"The segment always has the same members as '{other.Definition.Id}'; refer to that one, or leave one of them out."));

    // Members are found by the groups as they were, and then moved; so, the next refresh may find others.
    private void Group(int index)
    {
        BoundSegment segment = _set.Bound[index];
        if (segment.Definition.MoveToGroup is not { } group || _set.Schema.Roles.Group is not { } role || segment.Conditions?.Predicate is not { } conditions)
            return;
        SchemaAttribute? attribute = _set.Schema.Subject.FindAttribute(role);
        bool reads = new EvaluationPlan(_set.Plan, [conditions], [], []).Nodes.OfType<ColumnNode>().Any(c => c.Attribute == attribute)
            || segment.ComputedAttributes.Any(a => a.Attribute == attribute);
        if (!reads)
            return;
        _found[index].Add(new Problem(
            $"segments[{index}].moveToGroup",
            WarningCodes.Group,
            $"The segment reads '{role}' and moves its members to the group '{group}', so that a refresh can change what the next one finds; ask for something else than '{role}', or move nobody."));
    }
}
