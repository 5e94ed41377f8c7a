namespace Segmentation.Matching;

/// <summary>Parts of one shape that several segments share, such as a segment that others refer to: each is found out once.</summary>
internal sealed class FormulaFamily(int depth) : HitFamily
{
    private readonly List<Formula> _formulas = [];
    private Programs? _programs;

    /// <summary>How many such families lie below it, one within another, itself included.</summary>
    public int Depth { get; } = depth;

    public override int SlotCount => _formulas.Count;

    public static int DepthAbove(Formula formula) => formula switch
    {
        HitLeaf { Family: FormulaFamily family } => family.Depth + 1,
        FormulaGroup group => group.Parts.Max(DepthAbove),
        _ => 1,
    };

    public int Declare(Formula formula)
    {
        _formulas.Add(formula);
        NeedsFamilies(formula);
        return _formulas.Count - 1;
    }

    public override void Close() => _programs = new Programs(_formulas);

    protected override void Find(MatchState state, Hits hits)
    {
        long leaves = 0;
        for (int i = 0; i < _formulas.Count; i++)
        {
            if (_programs!.Holds(i, state.Codes, ref leaves))
                Hit(state, hits, i);
        }

        state.LeavesTested += leaves;
    }

    private void NeedsFamilies(Formula formula)
    {
        switch (formula)
        {
            case CodeLeaf leaf:
                Needs(leaf.Family);
                break;
            case HitLeaf leaf:
                Needs(leaf.Family);
                break;
            case FormulaGroup group:
                foreach (Formula part in group.Parts)
                    NeedsFamilies(part);
                break;
        }
    }
}
