namespace Segmentation.Matching;

/// <summary>
/// Leaves that one look at a customer answers together. A match finds for each family what the customer is to all of its
/// leaves, and no leaf looks at a value again. Its leaves are declared first; then it is closed, and its codes are fixed.
/// </summary>
internal abstract class Family : Step
{
    /// <summary>The place among a plan's families.</summary>
    public int Index { get; private set; } = -1;

    /// <summary>What the shape of a formula says of a leaf of it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The same of a leaf that holds where none of its literals is hit.</summary>
    public string NegativeName { get; private set; } = "";

    /// <summary>The first of its places among a match's codes.</summary>
    public int Slot { get; set; } = -1;

    /// <summary>How many places it has.</summary>
    public abstract int SlotCount { get; }

    public void NumberAs(int index) => (Index, Name, NegativeName) = (index, $"f{index}", $"n{index}");

    /// <summary>Fixes the codes; no leaf is declared any more.</summary>
    public abstract void Close();
}

/// <summary>A family whose answer is one code: leaves are sets of codes. Code 0 is a missing value.</summary>
internal abstract class CodedFamily : Family
{
    public override int SlotCount => 1;

    /// <summary>How many codes there are.</summary>
    public abstract int CodeCount { get; }

    public override void Run(MatchState state) => state.Codes[Slot] = Code(state);

    /// <summary>What the customer is.</summary>
    protected abstract int Code(MatchState state);
}

/// <summary>A family whose answer is which of its literals are hit; each has a place among the codes, 1 when it is hit and else 0.</summary>
internal abstract class HitFamily : Family
{
    public override void Run(MatchState state)
    {
        Hits hits = state.HitsOf(this);
        hits.Clear(state.Codes, Slot);
        Find(state, hits);
    }

    protected abstract void Find(MatchState state, Hits hits);

    protected void Hit(MatchState state, Hits hits, int literal)
    {
        ref int code = ref state.Codes[Slot + literal];
        if (code != 0)
            return;
        code = 1;
        hits.Add(literal);
    }
}

/// <summary>The literals of one family that a customer hits. Reused from match to match.</summary>
internal sealed class Hits
{
    private int[] _literals = new int[4];
    private int _count;

    public ReadOnlySpan<int> Literals => _literals.AsSpan(0, _count);

    public void Add(int literal)
    {
        if (_count == _literals.Length)
            Array.Resize(ref _literals, _count * 2);
        _literals[_count++] = literal;
    }

    public void Clear(int[] codes, int slot)
    {
        foreach (int literal in Literals)
            codes[slot + literal] = 0;
        _count = 0;
    }
}
