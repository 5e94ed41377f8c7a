namespace Segmentation.Matching;

/// <summary>
/// One thing that a match computes, after what it is computed from. What it finds is kept in the match's state, so that it
/// itself is the same for all customers and threads.
/// </summary>
internal abstract class Step
{
    private readonly List<Step> _inputs = [];

    /// <summary>The place among a plan's steps; what a step needs comes before it.</summary>
    public int Order { get; private set; } = -1;

    /// <summary>What it is computed from.</summary>
    public IReadOnlyList<Step> Inputs => _inputs;

    /// <summary>Whether another instant can give another result from the same rows.</summary>
    public virtual bool ReadsTime => false;

    /// <summary>What of the host it reads itself, by entity and name; null for nothing.</summary>
    public virtual (string Entity, string Name)? Reads => null;

    public abstract void Run(MatchState state);

    /// <summary>Takes its place; its inputs are known.</summary>
    public void PlaceAt(int order) => Order = order;

    protected void Needs(Step? input)
    {
        if (input is not null)
            _inputs.Add(input);
    }
}
