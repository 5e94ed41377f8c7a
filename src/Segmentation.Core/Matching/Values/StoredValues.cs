namespace Segmentation.Matching;

/// <summary>Reads an attribute from the host's objects.</summary>
internal static class StoredValues
{
    public static void Read<TCells>(
        MatchState state, RowsCell cell, SchemaAttribute attribute, RowReader<TCells>[] readers, TCells into, Func<TCells, int> count)
    {
        RowsState rows = cell.Of(state);
        try
        {
            for (int start = 0; start < rows.Count;)
            {
                int end = rows.RunEnd(start, readers.Length == 1);
                readers[rows.SourceOf(start)](rows.Rows, start, end, into);
                start = end;
            }
        }
        catch (Exception e) when (HostErrors.Reason(e) is { } reason)
        {
            throw cell.Failure(state, count(into), attribute.Name, reason, e);
        }
    }
}

internal sealed class StoredNumber(int id, RowsCell rows, SchemaAttribute attribute, RowReader<NumberCells>[] readers) : NumberCell(id, rows)
{
    public override (string Entity, string Name)? Reads => (Rows.Domain.Entity.Name, attribute.Name);

    public override void Run(MatchState state)
    {
        NumberCells values = Of(state);
        values.Clear();
        StoredValues.Read(state, Rows, attribute, readers, values, static v => v.Count);
    }
}

internal sealed class StoredText(int id, RowsCell rows, SchemaAttribute attribute, RowReader<TextCells>[] readers) : TextCell(id, rows)
{
    public override (string Entity, string Name)? Reads => (Rows.Domain.Entity.Name, attribute.Name);

    public override void Run(MatchState state)
    {
        TextCells values = Of(state);
        values.Clear();
        StoredValues.Read(state, Rows, attribute, readers, values, static v => v.Count);
    }
}

internal sealed class StoredSet(int id, RowsCell rows, SchemaAttribute attribute, RowReader<SetCells>[] readers) : SetCell(id, rows)
{
    public override (string Entity, string Name)? Reads => (Rows.Domain.Entity.Name, attribute.Name);

    public override void Run(MatchState state)
    {
        SetCells values = Of(state);
        values.Clear();
        StoredValues.Read(state, Rows, attribute, readers, values, static v => v.Count);
    }
}
