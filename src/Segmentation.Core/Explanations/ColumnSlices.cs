using Segmentation.Evaluation;

namespace Segmentation.Explanations;

/// <summary>Some consecutive rows of a batch, copied out.</summary>
internal static class ColumnSlices
{
    public static ColumnBatch Slice(this ColumnBatch batch, int from, int count) => new()
    {
        Count = count,
        RootKeys = Slice(batch.RootKeys, from, count),
        ParentKeys = batch.ParentKeys is null ? null : Slice(batch.ParentKeys, from, count),
        Keys = batch.Keys is null ? null : Slice(batch.Keys, from, count),
        Columns = [.. batch.Columns.Select(c => Slice(c, from, count))],
        References = [.. batch.References.Select(r => Slice(r, from, count))],
    };

    private static KeyColumn Slice(KeyColumn keys, int from, int count)
    {
        var known = new SubjectKey?[count];
        ulong[] present = Bits.None(count);
        for (int i = 0; i < count; i++)
        {
            if (keys.IsMissing(from + i))
                continue;
            known[i] = keys[from + i];
            Bits.Set(present, i);
        }

        return keys.Kind switch
        {
            KeyKind.Integer => KeyColumn.Integers([.. known.Select(k => k?.Integer ?? 0)], count, present),
            KeyKind.Guid => KeyColumn.Guids([.. known.Select(k => k?.Guid ?? Guid.Empty)], count, [.. known.Select(k => k?.ToString())], present),
            _ => KeyColumn.Texts([.. known.Select(k => k?.ToString())], count),
        };
    }

    public static Column Slice(Column column, int from, int count)
    {
        switch (column)
        {
            case TextColumn texts:
                return new TextColumn(texts.Codes[from..(from + count)], count, texts.Dictionary);
            case SetColumn sets:
                int start = sets.Offsets[from];
                int[] offsets = Array.ConvertAll(sets.Offsets[from..(from + count + 1)], at => at - start);
                return new SetColumn(offsets, sets.Codes[start..(start + offsets[count])], count, sets.Dictionary);
            default:
                var numbers = (NumberColumn)column;
                ulong[]? present = numbers.Present is null ? null : Present(numbers.Present, from, count);
                return numbers.Values is not null
                    ? new NumberColumn(numbers.Values[from..(from + count)], count, present, numbers.Scale)
                    : new NumberColumn(numbers.Wide![from..(from + count)], count, present, numbers.Scale);
        }
    }

    private static ulong[] Present(ulong[] bits, int from, int count)
    {
        ulong[] present = Bits.None(count);
        for (int i = 0; i < count; i++)
        {
            if (Bits.Get(bits, from + i))
                Bits.Set(present, i);
        }

        return present;
    }
}
