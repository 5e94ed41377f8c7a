namespace Segmentation.Matching;

/// <summary>Which steps of a plan changes make run again. Immutable.</summary>
internal sealed class PlannedChanges
{
    public PlannedChanges(MatchPlan plan, HashSet<(string Entity, string Name)> names)
    {
        Plan = plan;
        bool isBelow = false;
        Steps = Mark(plan, step =>
        {
            bool reads = step.Reads is { } read && names.Contains(read);
            isBelow |= reads && step is ValueCell value && value.Rows is not SubjectRows;
            return reads;
        });
        StepsOfTime = Mark(plan, step => step.ReadsTime);
        IsBelowSubject = isBelow;
    }

    public MatchPlan Plan { get; }

    /// <summary>By order: whether the step finds something else because of the changes.</summary>
    public bool[] Steps { get; }

    /// <summary>By order: whether the step may find something else at another instant.</summary>
    public bool[] StepsOfTime { get; }

    /// <summary>Whether rows behind the customer have changed values.</summary>
    public bool IsBelowSubject { get; }

    private static bool[] Mark(MatchPlan plan, Func<Step, bool> changes)
    {
        var marked = new bool[plan.Steps.Length];
        foreach (Step step in plan.Steps)
            marked[step.Order] = changes(step) | step.Inputs.Any(input => marked[input.Order]);
        return marked;
    }
}
