using System.Numerics;

namespace Segmentation.Matching;

/// <summary>
/// Formulas of shapes of their own, each behind a gate: a leaf, or some, without which it cannot hold, the least likely
/// there are. A match looks the gates up together and runs only the programs behind open ones. Formulas behind one gate are
/// numbered as it opens for them, so that those that are run lie side by side. Immutable.
/// </summary>
internal sealed class Gates
{
    /// <summary>Behind a gate that is nearly always open a formula gains nothing.</summary>
    private const double MostLikely = 0.75;

    private readonly Programs _whole;
    private readonly Programs _rest;
    private readonly int[] _open;
    private readonly CodeGate[] _codeGates;
    private readonly HitGate[] _hitGates;
    private readonly CodeTest[] _second;

    /// <param name="gates">The formulas with their gates, in the order of <see cref="GatedFormula.CompareTo"/>.</param>
    /// <param name="leastGated">Of fewer formulas each is run.</param>
    /// <param name="bits">Takes the gates' leaves.</param>
    public Gates(IReadOnlyList<GatedFormula> gates, int leastGated, LeafBits bits)
    {
        Count = gates.Count;
        _whole = new Programs([.. gates.Select(g => g.Formula)]);
        var open = new List<int>();
        var rest = new Formula[Count];
        var second = new CodeTest[Count];
        var codes = new Dictionary<CodedFamily, List<(CodeSet Codes, int Formula)>>();
        var hits = new Dictionary<HitFamily, List<(int[] Literals, int Formula)>>();
        for (int i = 0; i < Count; i++)
        {
            Gate gate = gates[i].Gate;
            (second[i], rest[i]) = gate.Second();
            if (gate.Likelihood > MostLikely || Count < leastGated)
            {
                open.Add(i);
                continue;
            }

            foreach (Formula leaf in gate.Leaves)
            {
                if (leaf is CodeLeaf code)
                    AddTo(codes, code.Family, (code.Codes, i));
                else if (leaf is HitLeaf hit)
                    AddTo(hits, hit.Family, (hit.Literals, i));
            }
        }

        _rest = new Programs(rest);
        _open = [.. open];
        _codeGates =
        [
            .. codes.OrderBy(c => c.Key.Slot)
                .SelectMany(c => c.Value.Chunk(CodeBits.MostFormulas).Select(some => new CodeGate(bits.Add(c.Key, [.. some.Select(s => s.Codes)]), [.. some.Select(s => s.Formula)], second))),
        ];
        _hitGates = [.. hits.Select(h => new HitGate(h.Key, h.Value)).OrderBy(g => g.Family.Slot)];
        _second = second;
    }

    public int Count { get; }

    /// <summary>Sets a bit a formula that holds.</summary>
    public void Run(MatchState state, Span<ulong> matched)
    {
        ReadOnlySpan<int> codes = state.Codes;
        long leaves = _codeGates.Length + _hitGates.Length, tried = _open.Length;
        foreach (int formula in _open)
        {
            if (_whole.Holds(formula, codes, ref leaves))
                matched[formula >> 6] |= 1UL << formula;
        }

        foreach (CodeGate gate in _codeGates)
        {
            ReadOnlySpan<ulong> open = gate.Place.Of(state);
            for (int word = 0; word < open.Length; word++)
            {
                if (open[word] == 0)
                    continue;
                tried += BitOperations.PopCount(open[word]);
                for (ulong rest = gate.Second(codes, word, open[word]); rest != 0; rest &= rest - 1)
                {
                    int formula = gate.Formulas[(word << 6) + BitOperations.TrailingZeroCount(rest)];
                    if (_rest.Holds(formula, codes, ref leaves))
                        matched[formula >> 6] |= 1UL << formula;
                }
            }
        }

        leaves += tried - _open.Length;
        foreach (HitGate gate in _hitGates)
        {
            foreach (int literal in state.HitsOf(gate.Family).Literals)
            {
                foreach (int behind in gate.Postings.Of(literal))
                {
                    int formula = gate.Formulas[behind];
                    tried++;
                    leaves++;
                    if (_second[formula].Holds(codes) && _rest.Holds(formula, codes, ref leaves))
                        matched[formula >> 6] |= 1UL << formula;
                }
            }
        }

        state.LeavesTested += leaves;
        state.SegmentsTested += tried;
    }

    /// <summary>Whether one of the formulas holds.</summary>
    public bool Holds(int formula, MatchState state)
    {
        long leaves = 0;
        bool holds = _whole.Holds(formula, state.Codes, ref leaves);
        state.LeavesTested += leaves;
        return holds;
    }

    private static void AddTo<TKey, TValue>(Dictionary<TKey, List<TValue>> lists, TKey key, TValue value)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out List<TValue>? list))
            lists.Add(key, list = []);
        list.Add(value);
    }

    private sealed class CodeGate(LeafBits.Place place, int[] formulas, CodeTest[] second)
    {
        private readonly CodeTest[] _second = Array.ConvertAll(formulas, f => second[f]);

        public LeafBits.Place Place { get; } = place;

        public int[] Formulas { get; } = formulas;

        /// <summary>Which of the candidates of a word pass their second test: all are tested without a branch, which would be guessed wrong.</summary>
        public ulong Second(ReadOnlySpan<int> codes, int word, ulong candidates)
        {
            ReadOnlySpan<CodeTest> tests = _second.AsSpan(word << 6);
            ulong passed = 0;
            for (; candidates != 0; candidates &= candidates - 1)
            {
                int bit = BitOperations.TrailingZeroCount(candidates);
                passed |= (tests[bit].Holds(codes) ? 1UL : 0UL) << bit;
            }

            return passed;
        }
    }

    private sealed class HitGate(HitFamily family, List<(int[] Literals, int Formula)> behind)
    {
        public HitFamily Family { get; } = family;

        public int[] Formulas { get; } = [.. behind.Select(b => b.Formula)];

        public HitPostings Postings { get; } = new([.. behind.Select(b => b.Literals)], family.SlotCount);
    }
}
