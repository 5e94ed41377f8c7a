namespace Segmentation.Matching;

/// <summary>A truth value a row.</summary>
internal abstract class PredicateCell : Step
{
    protected PredicateCell(int id, RowsCell rows)
    {
        Id = id;
        Rows = rows;
        Needs(rows);
    }

    /// <summary>The place among the state's predicates.</summary>
    public int Id { get; }

    public RowsCell Rows { get; }

    public RowBits Of(MatchState state) => state.Bits[Id];
}

/// <summary>A predicate that tests rows one by one.</summary>
internal abstract class RowTest(int id, RowsCell rows) : PredicateCell(id, rows)
{
    public override void Run(MatchState state)
    {
        int count = Rows.Of(state).Count;
        RowBits bits = Of(state);
        bits.Clear(count);
        if (!Begin(state))
            return;
        state.LeavesTested += count;
        for (int row = 0; row < count; row++)
        {
            if (Holds(state, row))
                bits.Set(row);
        }
    }

    /// <summary>Looks at what is the same for all rows; false when none can satisfy the predicate.</summary>
    protected virtual bool Begin(MatchState state) => true;

    protected abstract bool Holds(MatchState state, int row);
}
