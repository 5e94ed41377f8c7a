namespace Segmentation.Matching;

/// <summary>
/// Formulas of shapes of their own, each behind a gate: a leaf, or some, without which it cannot hold, the least likely
/// there are. A match looks the gates up together and runs only the programs behind open ones. Immutable.
/// </summary>
internal sealed class Gates
{
    /// <summary>Behind a gate that is nearly always open a formula gains nothing.</summary>
    private const double MostLikely = 0.75;

    private readonly Programs _programs;
    private readonly int[] _open;
    private readonly CodeGate[] _codeGates;
    private readonly HitGate[] _hitGates;
    private readonly int _mostFormulas;

    /// <param name="formulas">The formulas.</param>
    /// <param name="leastGated">Of fewer formulas each is run.</param>
    public Gates(IReadOnlyList<Formula> formulas, int leastGated)
    {
        Count = formulas.Count;
        _programs = new Programs(formulas);
        var open = new List<int>();
        var codes = new Dictionary<CodedFamily, List<(CodeSet Codes, int Formula)>>();
        var hits = new Dictionary<HitFamily, List<(int[] Literals, int Formula)>>();
        for (int i = 0; i < formulas.Count; i++)
        {
            (double likelihood, IEnumerable<Formula> leaves) = GateOf(formulas[i]);
            if (likelihood > MostLikely || formulas.Count < leastGated)
            {
                open.Add(i);
                continue;
            }

            foreach (Formula leaf in leaves)
            {
                if (leaf is CodeLeaf code)
                    AddTo(codes, code.Family, (code.Codes, i));
                else if (leaf is HitLeaf hit)
                    AddTo(hits, hit.Family, (hit.Literals, i));
            }
        }

        _open = [.. open];
        _codeGates = [.. codes.Select(c => new CodeGate(c.Key, c.Value)).OrderBy(g => g.Family.Slot)];
        _hitGates = [.. hits.Select(h => new HitGate(h.Key, h.Value)).OrderBy(g => g.Family.Slot)];
        _mostFormulas = _codeGates.Select(g => g.Formulas.Length).DefaultIfEmpty().Max();
    }

    public int Count { get; }

    /// <summary>Sets a bit a formula that holds.</summary>
    public void Run(MatchState state, Span<ulong> matched)
    {
        foreach (int formula in _open)
            Try(formula, state, matched);
        Span<ulong> candidates = state.Scratch((_mostFormulas + 63) >> 6);
        foreach (CodeGate gate in _codeGates)
        {
            Span<ulong> some = candidates[..((gate.Formulas.Length + 63) >> 6)];
            state.LeavesTested++;
            gate.Bits.Load(state.Codes[gate.Family.Slot], some);
            for (int word = 0; word < some.Length; word++)
            {
                for (ulong rest = some[word]; rest != 0; rest &= rest - 1)
                    Try(gate.Formulas[(word << 6) + System.Numerics.BitOperations.TrailingZeroCount(rest)], state, matched);
            }
        }

        foreach (HitGate gate in _hitGates)
        {
            state.LeavesTested++;
            foreach (int literal in state.HitsOf(gate.Family).Literals)
            {
                foreach (int behind in gate.Postings.Of(literal))
                    Try(gate.Formulas[behind], state, matched);
            }
        }
    }

    /// <summary>Whether one of the formulas holds.</summary>
    public bool Holds(int formula, MatchState state) => _programs.Holds(formula, state);

    private void Try(int formula, MatchState state, Span<ulong> matched)
    {
        state.SegmentsTested++;
        if (_programs.Holds(formula, state))
            matched[formula >> 6] |= 1UL << formula;
    }

    /// <summary>Leaves of which at least one holds whenever the formula does, and how likely that is.</summary>
    private static (double Likelihood, IEnumerable<Formula> Leaves) GateOf(Formula formula)
    {
        switch (formula)
        {
            case CodeLeaf or HitLeaf { IsNegative: false }:
                return (formula.Likelihood, [formula]);
            case FormulaGroup { All: true } group:
                return group.Parts.Select(GateOf).MinBy(g => g.Likelihood);
            case FormulaGroup group:
                (double Likelihood, IEnumerable<Formula> Leaves)[] gates = [.. group.Parts.Select(GateOf)];
                return (gates.Sum(g => g.Likelihood), gates.SelectMany(g => g.Leaves));
            default:
                return (1, []);
        }
    }

    private static void AddTo<TKey, TValue>(Dictionary<TKey, List<TValue>> lists, TKey key, TValue value)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out List<TValue>? list))
            lists.Add(key, list = []);
        list.Add(value);
    }

    private sealed class CodeGate(CodedFamily family, List<(CodeSet Codes, int Formula)> behind)
    {
        public CodedFamily Family { get; } = family;

        public int[] Formulas { get; } = [.. behind.Select(b => b.Formula)];

        public CodeBits Bits { get; } = new([.. behind.Select(b => b.Codes)], family.CodeCount);
    }

    private sealed class HitGate(HitFamily family, List<(int[] Literals, int Formula)> behind)
    {
        public HitFamily Family { get; } = family;

        public int[] Formulas { get; } = [.. behind.Select(b => b.Formula)];

        public HitPostings Postings { get; } = new([.. behind.Select(b => b.Literals)], family.SlotCount);
    }
}
