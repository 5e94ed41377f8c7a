namespace Segmentation.Matching;

/// <summary>Which of a run of formulas name each of a family's literals. Immutable.</summary>
internal sealed class HitPostings
{
    private readonly int[] _offsets;
    private readonly int[] _formulas;

    /// <param name="literals">The literals of each formula.</param>
    /// <param name="literalCount">How many literals the family has.</param>
    public HitPostings(IReadOnlyList<int[]> literals, int literalCount)
    {
        _offsets = new int[literalCount + 1];
        foreach (int literal in literals.SelectMany(l => l))
            _offsets[literal + 1]++;
        for (int i = 0; i < literalCount; i++)
            _offsets[i + 1] += _offsets[i];
        _formulas = new int[_offsets[literalCount]];
        int[] next = [.. _offsets];
        for (int formula = 0; formula < literals.Count; formula++)
        {
            foreach (int literal in literals[formula])
                _formulas[next[literal]++] = formula;
        }
    }

    public ReadOnlySpan<int> Of(int literal) => _formulas.AsSpan(_offsets[literal], _offsets[literal + 1] - _offsets[literal]);
}
