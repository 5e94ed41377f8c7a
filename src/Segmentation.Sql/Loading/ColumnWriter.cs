namespace Segmentation.Sql;

/// <summary>Writes values of columns, as what they are.</summary>
internal static class ColumnWriter
{
    public static void Write(SqlRowWriter writer, AttributeType type, Column column, int row)
    {
        switch (column)
        {
            case TextColumn texts:
                if (texts.Codes[row] < 0)
                    writer.WriteMissing();
                else
                    writer.Write(texts.Dictionary[texts.Codes[row]]);
                break;
            case SetColumn sets:
                WriteSet(writer, sets, row);
                break;
            default:
                WriteNumber(writer, type, (NumberColumn)column, row);
                break;
        }
    }

    // An empty set is an absent one.
    private static void WriteSet(SqlRowWriter writer, SetColumn sets, int row)
    {
        ReadOnlySpan<int> codes = sets.Codes.AsSpan(sets.Offsets[row]..sets.Offsets[row + 1]);
        if (codes.IsEmpty)
        {
            writer.WriteMissing();
            return;
        }

        var texts = new string[codes.Length];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = sets.Dictionary[codes[i]];
        writer.Write(texts);
    }

    private static void WriteNumber(SqlRowWriter writer, AttributeType type, NumberColumn numbers, int row)
    {
        if (numbers.Present is { } present && (present[row >> 6] >> row & 1) == 0)
        {
            writer.WriteMissing();
            return;
        }

        Int128 value = numbers.Values is null ? numbers.Wide![row] : numbers.Values[row];
        switch (type)
        {
            case AttributeType.Integer:
                writer.Write((long)value);
                break;
            case AttributeType.Boolean:
                writer.Write(value != 0);
                break;
            case AttributeType.Date:
                writer.Write(DateOnly.FromDayNumber((int)value));
                break;
            case AttributeType.Instant:
                writer.Write(DateTimeOffset.UnixEpoch.AddTicks((long)value * TimeSpan.TicksPerMicrosecond));
                break;
            default:
                // Below 10^18 with at most nine places, which a decimal holds.
                writer.Write(Decimals.Exact(value, numbers.Scale)!.Value);
                break;
        }
    }
}
