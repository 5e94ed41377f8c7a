namespace Segmentation.Matching;

/// <summary>A value a row.</summary>
internal abstract class ValueCell : Step
{
    protected ValueCell(int id, RowsCell rows)
    {
        Id = id;
        Rows = rows;
        Needs(rows);
    }

    /// <summary>The place among the state's values of this kind.</summary>
    public int Id { get; }

    public RowsCell Rows { get; }
}

/// <summary>A number, day, instant or truth value a row.</summary>
internal abstract class NumberCell(int id, RowsCell rows) : ValueCell(id, rows)
{
    /// <summary>Whether values are quotients, which are compared but not rounded.</summary>
    public virtual bool IsQuotient => false;

    public NumberCells Of(MatchState state) => state.Numbers[Id];

    protected SegmentDataException TooLarge() => new(
        Rows.Domain.Entity.Name, null, null, "a sum or product does not fit 128 bits; the figures are out of all proportion");
}

/// <summary>A text a row.</summary>
internal abstract class TextCell(int id, RowsCell rows) : ValueCell(id, rows)
{
    public TextCells Of(MatchState state) => state.Texts[Id];
}

/// <summary>A set a row.</summary>
internal abstract class SetCell(int id, RowsCell rows) : ValueCell(id, rows)
{
    public SetCells Of(MatchState state) => state.Sets[Id];
}
