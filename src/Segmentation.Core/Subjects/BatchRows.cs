using Segmentation.Evaluation;

namespace Segmentation.Subjects;

/// <summary>Some rows of a batch, copied out.</summary>
internal static class BatchRows
{
    /// <summary>A batch of consecutive rows only.</summary>
    public static ColumnBatch Slice(this ColumnBatch batch, int from, int count) => batch.Pick([.. Enumerable.Range(from, count)]);

    /// <summary>A batch of these rows only.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="rows">Rows of the batch, in ascending order.</param>
    public static ColumnBatch Pick(this ColumnBatch batch, int[] rows) => new()
    {
        Count = rows.Length,
        RootKeys = Pick(batch.RootKeys, rows),
        ParentKeys = batch.ParentKeys is null ? null : Pick(batch.ParentKeys, rows),
        Keys = batch.Keys is null ? null : Pick(batch.Keys, rows),
        Columns = [.. batch.Columns.Select(c => Pick(c, rows))],
        References = [.. batch.References.Select(r => Pick(r, rows))],
    };

    private static KeyColumn Pick(KeyColumn keys, int[] rows)
    {
        var known = new SubjectKey?[rows.Length];
        ulong[] present = Bits.None(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            if (keys.IsMissing(rows[i]))
                continue;
            known[i] = keys[rows[i]];
            Bits.Set(present, i);
        }

        return keys.Kind switch
        {
            KeyKind.Integer => KeyColumn.Integers(Array.ConvertAll(known, k => k?.Integer ?? 0), rows.Length, present),
            KeyKind.Guid => KeyColumn.Guids(
                Array.ConvertAll(known, k => k?.Guid ?? Guid.Empty), rows.Length, Array.ConvertAll(known, k => k?.ToString()), present),
            _ => KeyColumn.Texts(Array.ConvertAll(known, k => k?.ToString()), rows.Length),
        };
    }

    /// <summary>A column of these rows only.</summary>
    public static Column Pick(Column column, int[] rows)
    {
        switch (column)
        {
            case TextColumn texts:
                return new TextColumn(Array.ConvertAll(rows, row => texts.Codes[row]), rows.Length, texts.Dictionary);
            case SetColumn sets:
                return Pick(sets, rows);
            default:
                var numbers = (NumberColumn)column;
                ulong[]? present = numbers.Present is null ? null : Pick(numbers.Present, rows);
                return numbers.Values is not null
                    ? new NumberColumn(Array.ConvertAll(rows, row => numbers.Values[row]), rows.Length, present, numbers.Scale)
                    : new NumberColumn(Array.ConvertAll(rows, row => numbers.Wide![row]), rows.Length, present, numbers.Scale);
        }
    }

    private static SetColumn Pick(SetColumn sets, int[] rows)
    {
        var offsets = new int[rows.Length + 1];
        for (int i = 0; i < rows.Length; i++)
            offsets[i + 1] = offsets[i] + sets.Offsets[rows[i] + 1] - sets.Offsets[rows[i]];
        var codes = new int[offsets[^1]];
        for (int i = 0; i < rows.Length; i++)
            sets.Codes.AsSpan(sets.Offsets[rows[i]]..sets.Offsets[rows[i] + 1]).CopyTo(codes.AsSpan(offsets[i]));
        return new SetColumn(offsets, codes, rows.Length, sets.Dictionary);
    }

    private static ulong[] Pick(ulong[] bits, int[] rows)
    {
        ulong[] picked = Bits.None(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            if (Bits.Get(bits, rows[i]))
                Bits.Set(picked, i);
        }

        return picked;
    }
}
