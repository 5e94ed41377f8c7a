using Segmentation.Predicates;

namespace Segmentation.Matching;

/// <summary>Literals that are looked for at one place of one text.</summary>
internal sealed class PatternFamily : HitFamily
{
    private const int MostSearchedFor = 4;

    private readonly TextCell _value;
    private readonly TextTest _test;
    private readonly bool _isCaseSensitive;
    private readonly Dictionary<string, int> _literals;
    private PatternAutomaton? _automaton;
    private (int Length, TextTable Table, int[] Literals)[] _byLength = [];
    private (string Text, int Literal)[] _apart = [];

    public PatternFamily(TextCell value, TextTest test, bool isCaseSensitive)
    {
        (_value, _test, _isCaseSensitive) = (value, test, isCaseSensitive);
        _literals = new Dictionary<string, int>(isCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        Needs(value);
    }

    public override int SlotCount => _literals.Count;

    public int Declare(string literal)
    {
        _literals.TryAdd(literal, _literals.Count);
        return _literals[literal];
    }

    public override void Close()
    {
        (string Text, int Literal)[] all = [.. _literals.Select(p => (p.Key, p.Value))];
        if (_test != TextTest.Contains)
        {
            _byLength =
            [
                .. all.GroupBy(l => l.Text.Length).OrderBy(g => g.Key).Select(g =>
                    (g.Key, new TextTable([.. g.Select(l => l.Text)], _isCaseSensitive), g.Select(l => l.Literal).ToArray())),
            ];
            return;
        }

        (string Text, int Literal)[] together = all.Length <= MostSearchedFor ? [] : [.. all.Where(l => PatternAutomaton.Takes(l.Text))];
        _apart = [.. all.Except(together)];
        _automaton = together.Length == 0 ? null : new PatternAutomaton(together, _isCaseSensitive);
    }

    protected override void Find(MatchState state, Hits hits)
    {
        TextCells texts = _value.Of(state);
        if (texts.Count == 0 || !texts.IsPresent(0))
            return;
        ReadOnlySpan<char> text = texts[0];
        foreach ((int length, TextTable table, int[] literals) in _byLength)
        {
            if (length > text.Length)
                return;
            if (table.Find(_test == TextTest.BeginsWith ? text[..length] : text[^length..]) is >= 0 and int found)
                Hit(state, hits, literals[found]);
        }

        StringComparison comparison = _isCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        foreach ((string part, int literal) in _apart)
        {
            if (text.Contains(part, comparison))
                Hit(state, hits, literal);
        }

        if (_automaton is null)
            return;
        int at = 0;
        foreach (char character in text)
        {
            at = _automaton.Next(at, character);
            foreach (int literal in _automaton.FoundAt(at))
                Hit(state, hits, literal);
        }
    }
}
