namespace Segmentation.Matching;

/// <summary>Lists that one text may be in: the code says which of all their literals it is. 1 is a text that is none of them.</summary>
internal sealed class TextFamily : CodedFamily
{
    private readonly TextCell _value;
    private readonly bool _isCaseSensitive;
    private readonly HashSet<string> _declared;
    private TextTable _table;

    public TextFamily(TextCell value, bool isCaseSensitive)
    {
        (_value, _isCaseSensitive) = (value, isCaseSensitive);
        _declared = new HashSet<string>(isCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        _table = new TextTable([], isCaseSensitive);
        Needs(value);
    }

    public override int CodeCount => _table.Count + 2;

    public void Declare(IReadOnlyList<string> literals) => _declared.UnionWith(literals);

    public override void Close() => _table = new TextTable([.. _declared], _isCaseSensitive);

    public CodeSet CodesOf(IReadOnlyList<string> literals) => CodeSet.Of([.. literals.Select(l => _table.Find(l) + 2)]);

    public CodeSet PresentCodes => CodeSet.Interval(1, CodeCount);

    protected override int Code(MatchState state)
    {
        TextCells texts = _value.Of(state);
        return texts.Count > 0 && texts.IsPresent(0) ? _table.Find(texts[0]) + 2 : 0;
    }
}
