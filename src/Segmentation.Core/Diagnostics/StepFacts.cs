namespace Segmentation.Diagnostics;

/// <summary>What is known of the rows that one step leads to.</summary>
internal sealed class StepFacts(RowCount count)
{
    /// <summary>For each of these there is a row that satisfies it.</summary>
    public List<Formula> Some { get; } = [];

    /// <summary>No row satisfies any of these.</summary>
    public List<Formula> None { get; } = [];

    public bool ArePossible(Solver solver)
    {
        if (Some.Count == 0 && count != RowCount.One)
            return true;
        if (Some.Exists(None.Contains))
            return false;
        Formula[] every = [.. None.Select(n => n.Negated())];
        return count == RowCount.Any
            ? Some.TrueForAll(some => solver.IsPossible([some, .. every]))
            : solver.IsPossible([.. Some, .. every]);
    }
}
