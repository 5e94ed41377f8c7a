using System.Numerics;

namespace Segmentation.Matching;

/// <summary>
/// All segments of a set as formulas, those of one shape together. A bit a segment is kept in the index's own order, which
/// only who reads the answer turns into the set's. Immutable.
/// </summary>
internal sealed class MatchIndex
{
    private readonly LeafBits _bits = new();
    private readonly Template[] _templates;
    private readonly int[] _templateWords;
    private readonly Gates _gates;
    private readonly int _gateWord;
    private readonly int[][] _templatesOfFamily;
    private readonly int[][] _gatesOfFamily;
    private readonly ulong[] _constant;
    private readonly int[] _bitOf;
    private readonly int[] _segmentAt;

    /// <param name="formulas">A formula a segment, in the order of the set.</param>
    /// <param name="families">The plan's families.</param>
    /// <param name="layout">When segments are put together.</param>
    public MatchIndex(Formula[] formulas, IReadOnlyList<Family> families, IndexLayout layout)
    {
        _bitOf = new int[formulas.Length];
        var groups = formulas.Select((f, i) => (Formula: f, Segment: i))
            .GroupBy(f => f.Formula is FormulaConstant ? "" : f.Formula.Shape, StringComparer.Ordinal)
            .Select(g => g.ToArray()).ToArray();
        var templates = new List<Template>();
        var starts = new List<int>();
        var behind = new List<(Formula Formula, int Segment)>();
        var constants = new List<(Formula Formula, int Segment)>();
        int words = 0;
        foreach ((Formula Formula, int Segment)[] group in groups)
        {
            if (group[0].Formula is FormulaConstant)
            {
                constants.AddRange(group);
            }
            else if (group.Length < layout.LeastTemplate)
            {
                behind.AddRange(group);
            }
            else
            {
                foreach ((Formula Formula, int Segment)[] some in group.Chunk(CodeBits.MostFormulas))
                {
                    templates.Add(new Template([.. some.Select(g => g.Formula)], _bits));
                    starts.Add(words);
                    words = PlaceAll(some, words);
                }
            }
        }

        GatedFormula[] gated = [.. behind.Select(b => GatedFormula.Of(b.Formula, b.Segment))];
        Array.Sort(gated);
        behind = [.. gated.Select(g => (g.Formula, g.Segment))];
        _templates = [.. templates];
        _templateWords = [.. starts];
        _gates = new Gates(gated, layout.LeastGated, _bits);
        _bits.Close();
        _gateWord = words;
        words = PlaceAll(behind, words);
        int constantWord = words;
        WordCount = PlaceAll(constants, words);
        _constant = new ulong[WordCount - constantWord];
        foreach ((Formula formula, int segment) in constants.Where(c => c.Formula == Formula.True))
            _constant[(_bitOf[segment] >> 6) - constantWord] |= 1UL << _bitOf[segment];
        _segmentAt = new int[WordCount << 6];
        for (int segment = 0; segment < _bitOf.Length; segment++)
            _segmentAt[_bitOf[segment]] = segment;
        _templatesOfFamily = Readers(families, templates.Select(t => t.Families));
        _gatesOfFamily = Readers(families, behind.Select(b => FamiliesOf(b.Formula).Distinct()));
    }

    /// <summary>How many words of bits there are.</summary>
    public int WordCount { get; }

    /// <summary>How many words of bits of leaves there are.</summary>
    public int LeafWordCount => _bits.WordCount;

    public int SegmentCount => _bitOf.Length;

    public bool IsSet(ReadOnlySpan<ulong> matched, int segment) => (matched[_bitOf[segment] >> 6] >> _bitOf[segment] & 1) != 0;

    public void Set(Span<ulong> matched, int segment) => matched[_bitOf[segment] >> 6] |= 1UL << _bitOf[segment];

    /// <summary>Finds all segments anew.</summary>
    public void Run(MatchState state)
    {
        Span<ulong> matched = state.Matched;
        _bits.Load(state);
        for (int i = 0; i < _templates.Length; i++)
            _templates[i].Run(state, matched.Slice(_templateWords[i], _templates[i].Words));
        Span<ulong> behind = matched[_gateWord..^_constant.Length];
        behind.Clear();
        _gates.Run(state, behind);
        _constant.CopyTo(matched[^_constant.Length..]);
    }

    /// <summary>Finds those segments anew that look at a family which found something else than before.</summary>
    public void Rerun(MatchState state)
    {
        Span<ulong> matched = state.Matched;
        Span<ulong> behind = matched[_gateWord..^_constant.Length];
        int run = ++state.Reruns;
        for (int family = 0; family < state.Changed.Length; family++)
        {
            if (state.Changed[family])
                _bits.Load(family, state);
        }

        for (int family = 0; family < state.Changed.Length; family++)
        {
            if (!state.Changed[family])
                continue;
            foreach (int i in _templatesOfFamily[family])
            {
                if (state.IsFirstOf(run, i))
                    _templates[i].Run(state, matched.Slice(_templateWords[i], _templates[i].Words));
            }

            foreach (int formula in _gatesOfFamily[family])
            {
                if (!state.IsFirstOf(run, _templates.Length + formula))
                    continue;
                state.SegmentsTested++;
                behind[formula >> 6] &= ~(1UL << formula);
                if (_gates.Holds(formula, state))
                    behind[formula >> 6] |= 1UL << formula;
            }
        }
    }

    /// <summary>What <see cref="MatchState.IsFirstOf"/> tells apart: templates, and formulas behind gates.</summary>
    public int PartCount => _templates.Length + _gates.Count;

    /// <summary>Writes a bit a segment in the order of the set.</summary>
    public void Order(ReadOnlySpan<ulong> matched, Span<ulong> ordered)
    {
        ordered.Clear();
        for (int word = 0; word < matched.Length; word++)
        {
            for (ulong rest = matched[word]; rest != 0; rest &= rest - 1)
            {
                int segment = _segmentAt[(word << 6) + BitOperations.TrailingZeroCount(rest)];
                ordered[segment >> 6] |= 1UL << segment;
            }
        }
    }

    private static IEnumerable<Family> FamiliesOf(Formula formula) => formula switch
    {
        CodeLeaf leaf => [leaf.Family],
        HitLeaf leaf => [leaf.Family],
        FormulaGroup group => group.Parts.SelectMany(FamiliesOf),
        _ => [],
    };

    private static int[][] Readers(IReadOnlyList<Family> families, IEnumerable<IEnumerable<Family>> read)
    {
        var readers = families.Select(_ => new List<int>()).ToArray();
        int index = 0;
        foreach (IEnumerable<Family> some in read)
        {
            foreach (Family family in some)
                readers[family.Index].Add(index);
            index++;
        }

        return Array.ConvertAll(readers, r => r.ToArray());
    }

    private int PlaceAll(IReadOnlyList<(Formula Formula, int Segment)> segments, int words)
    {
        for (int i = 0; i < segments.Count; i++)
            _bitOf[segments[i].Segment] = (words << 6) + i;
        return words + ((segments.Count + 63) >> 6);
    }
}

/// <summary>When segments are put together; by measurement, and otherwise in tests.</summary>
/// <param name="LeastTemplate">Fewer segments of one shape are dearer as a template than each by itself.</param>
/// <param name="LeastGated">Fewer segments of shapes of their own are dearer behind gates than all run.</param>
/// <param name="MostCompiled">So few segments are quicker as code, each for itself.</param>
internal sealed record IndexLayout(int LeastTemplate = 8, int LeastGated = 16, int MostCompiled = 32);
