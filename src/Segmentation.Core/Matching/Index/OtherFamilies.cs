namespace Segmentation.Matching;

/// <summary>Members that one set is asked for.</summary>
internal sealed class MemberFamily : HitFamily
{
    private readonly SetCell _value;
    private readonly bool _isCaseSensitive;
    private readonly ValueTree? _tree;
    private readonly Dictionary<string, int> _literals;
    private MemberTable? _table;

    public MemberFamily(SetCell value, bool isCaseSensitive, ValueTree? tree)
    {
        (_value, _isCaseSensitive, _tree) = (value, isCaseSensitive, tree);
        _literals = new Dictionary<string, int>(isCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        Needs(value);
    }

    public override int SlotCount => _literals.Count;

    public int Declare(string literal)
    {
        _literals.TryAdd(literal, _literals.Count);
        return _literals[literal];
    }

    public override void Close() => _table = new MemberTable([.. _literals.OrderBy(p => p.Value).Select(p => p.Key)], _isCaseSensitive, _tree);

    protected override void Find(MatchState state, Hits hits)
    {
        SetCells sets = _value.Of(state);
        if (sets.Count == 0)
            return;
        foreach (string member in sets[0])
        {
            foreach (int literal in _table!.Find(member))
                Hit(state, hits, literal);
        }
    }
}

/// <summary>Sticky lists that the customer's key may be in.</summary>
internal sealed class ListFamily(RowsCell subject, KeyKind kind) : HitFamily
{
    private readonly Dictionary<SubjectKey, List<int>> _lists = [];
    private int _count;

    public override int SlotCount => _count;

    /// <summary>Declares a list; texts that are no key of the customers' kind are left out.</summary>
    public int Declare(IReadOnlyList<string> keys)
    {
        foreach (SubjectKey key in keys.Select(k => SubjectKey.Parse(k, kind)).OfType<SubjectKey>().Distinct())
        {
            if (!_lists.TryGetValue(key, out List<int>? lists))
                _lists.Add(key, lists = []);
            lists.Add(_count);
        }

        return _count++;
    }

    public override void Close()
    {
    }

    protected override void Find(MatchState state, Hits hits)
    {
        SubjectKey key = state.Key ?? throw subject.Failure(state, 0, null, "the key is missing", null);
        if (!_lists.TryGetValue(key, out List<int>? lists))
            return;
        foreach (int list in lists)
            Hit(state, hits, list);
    }
}

/// <summary>Predicates of one shape that are each computed for themselves.</summary>
internal sealed class PredicateFamily : HitFamily
{
    private readonly List<PredicateCell> _predicates = [];
    private readonly Dictionary<PredicateCell, int> _indexes = [];

    public override int SlotCount => _predicates.Count;

    public int Declare(PredicateCell predicate)
    {
        if (_indexes.TryGetValue(predicate, out int index))
            return index;
        _indexes.Add(predicate, _predicates.Count);
        _predicates.Add(predicate);
        Needs(predicate);
        return _predicates.Count - 1;
    }

    public override void Close()
    {
    }

    protected override void Find(MatchState state, Hits hits)
    {
        for (int i = 0; i < _predicates.Count; i++)
        {
            PredicateCell predicate = _predicates[i];
            if (predicate.Rows.Of(state).Count > 0 && predicate.Of(state)[0])
                Hit(state, hits, i);
        }
    }
}
