using Segmentation.Predicates;

namespace Segmentation.Matching;

internal sealed class TextPresent : RowTest
{
    private readonly TextCell _value;

    public TextPresent(int id, TextCell value)
        : base(id, value.Rows)
    {
        _value = value;
        Needs(value);
    }

    protected override bool Holds(MatchState state, int row) => _value.Of(state).IsPresent(row);
}

/// <summary>Whether a text is one of a list.</summary>
internal sealed class InTexts : RowTest
{
    private readonly TextCell _value;
    private readonly TextTable _table;

    public InTexts(int id, TextCell value, TextNode node)
        : base(id, value.Rows)
    {
        _value = value;
        _table = new TextTable(node.Literals, node.IsCaseSensitive);
        Needs(value);
    }

    protected override bool Holds(MatchState state, int row)
    {
        TextCells texts = _value.Of(state);
        return texts.IsPresent(row) && _table.Find(texts[row]) >= 0;
    }
}

/// <summary>Whether a text has a literal part.</summary>
internal sealed class HasPart : RowTest
{
    private readonly TextCell _value;
    private readonly TextTest _test;
    private readonly string _literal;
    private readonly StringComparison _comparison;

    public HasPart(int id, TextCell value, TextNode node)
        : base(id, value.Rows)
    {
        _value = value;
        _test = node.Test;
        _literal = node.Literals[0];
        _comparison = node.IsCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        Needs(value);
    }

    protected override bool Holds(MatchState state, int row)
    {
        TextCells texts = _value.Of(state);
        return texts.IsPresent(row) && _test switch
        {
            TextTest.Contains => texts[row].Contains(_literal, _comparison),
            TextTest.BeginsWith => texts[row].StartsWith(_literal, _comparison),
            _ => texts[row].EndsWith(_literal, _comparison),
        };
    }
}
