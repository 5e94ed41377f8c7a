using Segmentation.Predicates;

namespace Segmentation.Matching;

/// <summary>Whether a set is not empty.</summary>
internal sealed class SetPresent : RowTest
{
    private readonly SetCell _value;

    public SetPresent(int id, SetCell value)
        : base(id, value.Rows)
    {
        _value = value;
        Needs(value);
    }

    protected override bool Holds(MatchState state, int row) => !_value.Of(state)[row].IsEmpty;
}

/// <summary>Whether a set has one of a list, or every one.</summary>
internal sealed class HasMembers : RowTest
{
    private readonly SetCell _value;
    private readonly MemberTable _table;
    private readonly bool _all;

    public HasMembers(int id, SetCell value, MemberTable table, bool all)
        : base(id, value.Rows)
    {
        (_value, _table, _all) = (value, table, all);
        Needs(value);
    }

    protected override bool Holds(MatchState state, int row)
    {
        RowBits found = state.Found;
        if (_all)
            found.Clear(_table.Count);
        foreach (string member in _value.Of(state)[row])
        {
            foreach (int literal in _table.Find(member))
            {
                if (!_all)
                    return true;
                found.Set(literal);
            }
        }

        return _all && found.Count(0, _table.Count) == _table.Count;
    }
}
