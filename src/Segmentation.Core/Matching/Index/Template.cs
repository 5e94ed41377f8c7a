namespace Segmentation.Matching;

/// <summary>
/// Segments whose formulas differ in literals only: each leaf is one look-up for all of them, and groups combine bitmaps.
/// Immutable.
/// </summary>
internal sealed class Template
{
    private readonly Node _root;
    private readonly int _depth;

    /// <param name="formulas">The formulas, of one shape.</param>
    /// <param name="bits">Takes their leaves.</param>
    public Template(IReadOnlyList<Formula> formulas, LeafBits bits)
    {
        Count = formulas.Count;
        Words = (Count + 63) >> 6;
        _root = Build(formulas, bits);
        _depth = _root.Depth;
    }

    /// <summary>How many segments it is of.</summary>
    public int Count { get; }

    public int Words { get; }

    /// <summary>The families that it looks at.</summary>
    public IEnumerable<Family> Families => _root.Families.Distinct();

    /// <summary>Writes a bit a segment.</summary>
    public void Run(MatchState state, Span<ulong> matched)
    {
        Span<ulong> scratch = state.Scratch(_depth * Words);
        _root.Load(state, matched, scratch);
        if ((Count & 63) != 0)
            matched[^1] &= (1UL << Count) - 1;
        state.SegmentsTested += Count;
    }

    private static Node Build(IReadOnlyList<Formula> formulas, LeafBits bits) => formulas[0] switch
    {
        CodeLeaf leaf => new CodeNode(leaf.Family, [.. formulas.Select(f => ((CodeLeaf)f).Codes)], bits),
        HitLeaf leaf => new HitNode(leaf.Family, [.. formulas.Select(f => ((HitLeaf)f).Literals)], leaf.IsNegative),
        FormulaGroup group => new GroupedNode(
            group.All,
            // What all of them have the same settles most with least.
            [.. Enumerable.Range(0, group.Parts.Length)
                .Select(i => Build([.. formulas.Select(f => ((FormulaGroup)f).Parts[i])], bits))
                .OrderBy(n => n is CodeNode { IsSame: true } ? 0 : 1)]),
        _ => throw new InvalidOperationException(),
    };

    private abstract class Node
    {
        public virtual int Depth => 0;

        public abstract IEnumerable<Family> Families { get; }

        /// <summary>Writes a bit a segment; false when none is set for certain.</summary>
        public abstract bool Load(MatchState state, Span<ulong> into, Span<ulong> scratch);

        /// <summary>Clears the bits of those for which it does not hold; false when none is left for certain.</summary>
        public virtual bool And(MatchState state, Span<ulong> into, Span<ulong> scratch)
        {
            Span<ulong> part = scratch[..into.Length];
            return Load(state, part, scratch[into.Length..]) && Keep(into, part);
        }

        protected static bool Keep(Span<ulong> into, ReadOnlySpan<ulong> part)
        {
            ulong any = 0;
            for (int i = 0; i < into.Length; i++)
                any |= into[i] &= part[i];
            return any != 0;
        }
    }

    private sealed class CodeNode : Node
    {
        private readonly CodedFamily _family;
        private readonly CodeSet? _same;
        private readonly LeafBits.Place? _place;

        public CodeNode(CodedFamily family, CodeSet[] sets, LeafBits bits)
        {
            _family = family;
            if (Array.TrueForAll(sets, s => s.Equals(sets[0])))
                _same = sets[0];
            else
                _place = bits.Add(family, sets);
        }

        public bool IsSame => _same is not null;

        public override IEnumerable<Family> Families => [_family];

        public override bool Load(MatchState state, Span<ulong> into, Span<ulong> scratch)
        {
            state.LeavesTested++;
            if (_place is not null)
            {
                _place.Of(state).CopyTo(into);
                return true;
            }

            bool holds = _same!.Contains(state.Codes[_family.Slot]);
            into.Fill(holds ? ulong.MaxValue : 0);
            return holds;
        }

        public override bool And(MatchState state, Span<ulong> into, Span<ulong> scratch)
        {
            state.LeavesTested++;
            return _place is not null ? Keep(into, _place.Of(state)) : _same!.Contains(state.Codes[_family.Slot]);
        }
    }

    private sealed class HitNode(HitFamily family, int[][] literals, bool isNegative) : Node
    {
        private readonly HitPostings _postings = new(literals, family.SlotCount);

        public override IEnumerable<Family> Families => [family];

        public override bool Load(MatchState state, Span<ulong> into, Span<ulong> scratch)
        {
            ReadOnlySpan<int> hits = state.HitsOf(family).Literals;
            state.LeavesTested++;
            into.Clear();
            foreach (int literal in hits)
            {
                foreach (int formula in _postings.Of(literal))
                    into[formula >> 6] |= 1UL << formula;
            }

            if (!isNegative)
                return hits.Length > 0;
            for (int i = 0; i < into.Length; i++)
                into[i] = ~into[i];
            return true;
        }
    }

    private sealed class GroupedNode(bool all, Node[] parts) : Node
    {
        public override int Depth { get; } = 1 + parts.Max(p => p.Depth);

        public override IEnumerable<Family> Families => parts.SelectMany(p => p.Families);

        public override bool Load(MatchState state, Span<ulong> into, Span<ulong> scratch)
        {
            bool some = all ? LoadAll(state, into, scratch) : LoadAny(state, into, scratch);
            if (!some)
                into.Clear();
            return some;
        }

        private bool LoadAll(MatchState state, Span<ulong> into, Span<ulong> scratch)
        {
            if (!parts[0].Load(state, into, scratch))
                return false;
            for (int i = 1; i < parts.Length; i++)
            {
                if (!parts[i].And(state, into, scratch))
                    return false;
            }

            return true;
        }

        private bool LoadAny(MatchState state, Span<ulong> into, Span<ulong> scratch)
        {
            Span<ulong> part = scratch[..into.Length], rest = scratch[into.Length..];
            bool some = parts[0].Load(state, into, rest);
            for (int i = 1; i < parts.Length; i++)
            {
                if (!parts[i].Load(state, part, rest))
                    continue;
                some = true;
                for (int word = 0; word < into.Length; word++)
                    into[word] |= part[word];
            }

            return some;
        }
    }
}
