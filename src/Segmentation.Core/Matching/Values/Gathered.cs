namespace Segmentation.Matching;

/// <summary>Which row of other rows each row takes a value from.</summary>
internal sealed class RowMap
{
    private readonly RowsCell[] _path;
    private readonly bool _isUp;

    private RowMap(RowsCell rows, RowsCell[] path, bool isUp)
    {
        Rows = rows;
        _path = path;
        _isUp = isUp;
    }

    /// <summary>The rows that take.</summary>
    public RowsCell Rows { get; }

    /// <summary>From the one row below each.</summary>
    public static RowMap Down(RowsCell rows, RowsCell below) => new(rows, below.PathFrom(rows), isUp: false);

    /// <summary>From the row above each.</summary>
    public static RowMap Up(RowsCell rows, RowsCell above) => new(rows, rows.PathFrom(above), isUp: true);

    /// <summary>Negative where there is none.</summary>
    public int RowFor(MatchState state, int row)
    {
        if (_isUp)
            return RowsCell.Above(state, _path, row);
        (int from, int to) = RowsCell.Below(state, _path, row);
        return from < to ? from : -1;
    }
}

internal sealed class GatheredNumber : NumberCell
{
    private readonly NumberCell _value;
    private readonly RowMap _map;

    public GatheredNumber(int id, NumberCell value, RowMap map)
        : base(id, map.Rows)
    {
        _value = value;
        _map = map;
        Needs(value);
    }

    public override bool IsQuotient => _value.IsQuotient;

    public override void Run(MatchState state)
    {
        NumberCells from = _value.Of(state), into = Of(state);
        into.Clear(from.Scale, from.IsQuotient);
        int count = Rows.Of(state).Count;
        for (int row = 0; row < count; row++)
        {
            if (_map.RowFor(state, row) is >= 0 and int other)
                into.AddFrom(from, other);
            else
                into.AppendMissing();
        }
    }
}

internal sealed class GatheredText : TextCell
{
    private readonly TextCell _value;
    private readonly RowMap _map;

    public GatheredText(int id, TextCell value, RowMap map)
        : base(id, map.Rows)
    {
        _value = value;
        _map = map;
        Needs(value);
    }

    public override void Run(MatchState state)
    {
        TextCells from = _value.Of(state), into = Of(state);
        into.Clear();
        int count = Rows.Of(state).Count;
        for (int row = 0; row < count; row++)
        {
            if (_map.RowFor(state, row) is >= 0 and int other)
                into.AddFrom(from, other);
            else
                into.AppendMissing();
        }
    }
}

internal sealed class GatheredSet : SetCell
{
    private readonly SetCell _value;
    private readonly RowMap _map;

    public GatheredSet(int id, SetCell value, RowMap map)
        : base(id, map.Rows)
    {
        _value = value;
        _map = map;
        Needs(value);
    }

    public override void Run(MatchState state)
    {
        SetCells from = _value.Of(state), into = Of(state);
        into.Clear();
        int count = Rows.Of(state).Count;
        for (int row = 0; row < count; row++)
        {
            if (_map.RowFor(state, row) is >= 0 and int other)
                into.AddFrom(from, other);
            else
                into.AppendMissing();
        }
    }
}
