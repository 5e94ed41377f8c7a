namespace Segmentation.Matching;

/// <summary>What must hold for a formula to hold, and what is then left to ask.</summary>
/// <param name="Likelihood">How likely it is that one of the leaves holds.</param>
/// <param name="Leaves">Leaves of which at least one holds whenever the formula does; none where there are no such.</param>
/// <param name="Rest">What holds, when one of the leaves does, exactly when the formula does.</param>
internal sealed record Gate(double Likelihood, IReadOnlyList<Formula> Leaves, Formula Rest)
{
    public static Gate Of(Formula formula)
    {
        switch (formula)
        {
            case CodeLeaf or HitLeaf { IsNegative: false }:
                return new Gate(formula.Likelihood, [formula], Formula.True);
            case FormulaGroup { All: true } group:
                (Formula part, Gate least) = group.Parts.Select(p => (p, Of(p))).MinBy(p => p.Item2.Likelihood);
                return least with { Rest = FormulaGroup.Of(all: true, [least.Rest, .. group.Parts.Where(p => p != part)]) };
            case FormulaGroup group:
                // Which of the gates opened is not known, so that all is asked again.
                Gate[] gates = [.. group.Parts.Select(Of)];
                return new Gate(gates.Sum(g => g.Likelihood), [.. gates.SelectMany(g => g.Leaves)], formula);
            default:
                return new Gate(1, [], formula);
        }
    }

    /// <summary>The rest as one test that must hold, and what is then still left.</summary>
    public (CodeTest Test, Formula Left) Second()
    {
        Formula[] parts = Rest is FormulaGroup { All: true } group ? group.Parts : [Rest];
        Formula? first = parts.Where(p => CodeTest.Of(p) is not null).MinBy(p => p.Likelihood);
        return first is null
            ? (CodeTest.Always, Rest)
            : (CodeTest.Of(first)!.Value, FormulaGroup.Of(all: true, parts.Where(p => p != first)));
    }
}

/// <summary>A segment's formula with its gate. Ordered so that those lie together that stand behind one gate, as it opens for them.</summary>
internal sealed record GatedFormula(Formula Formula, int Segment, Gate Gate) : IComparable<GatedFormula>
{
    public static GatedFormula Of(Formula formula, int segment) => new(formula, segment, Gate.Of(formula));

    public int CompareTo(GatedFormula? other) => Place.CompareTo(other!.Place);

    private (int Slot, int From, int To, int Segment) Place => Gate.Leaves switch
    {
        [CodeLeaf { Codes.Ends: [int from, .., int to] } leaf, ..] => (leaf.Family.Slot, from, to, Segment),
        [HitLeaf leaf, ..] => (leaf.Family.Slot, leaf.Literals[0], 0, Segment),
        _ => (-1, 0, 0, Segment),
    };
}

/// <summary>Whether the code of a slot lies in an interval.</summary>
internal readonly record struct CodeTest(int Slot, int From, uint Width)
{
    public static CodeTest Always => new(0, int.MinValue, uint.MaxValue);

    /// <summary>A leaf as such a test; null where it is none.</summary>
    public static CodeTest? Of(Formula formula) => formula switch
    {
        CodeLeaf leaf when leaf.Codes.Ends is [int from, int to] => new CodeTest(leaf.Family.Slot, from, (uint)(to - from)),
        // No code is negative: all but an interval is the interval round the other way.
        CodeLeaf leaf when leaf.Codes.Complement(leaf.Family.CodeCount).Ends is [int from, int to] =>
            new CodeTest(leaf.Family.Slot, to, unchecked((uint)(from - to))),
        HitLeaf { Literals: [int literal] } leaf => new CodeTest(leaf.Family.Slot + literal, leaf.IsNegative ? 0 : 1, 1),
        _ => null,
    };

    public bool Holds(ReadOnlySpan<int> codes) => unchecked((uint)(codes[Slot] - From)) < Width;
}
