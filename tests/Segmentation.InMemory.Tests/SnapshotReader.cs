namespace Segmentation.InMemory.Tests;

/// <summary>One row that was read, its values as .NET values.</summary>
public sealed record ReadRow(string Root, string? Parent, string? Key, object?[] Values, string?[] References);

/// <summary>Reads a source without an evaluator.</summary>
public static class SnapshotReader
{
    /// <summary>A read of stored attributes, and of references, which are written with an arrow: <c>→product</c>.</summary>
    public static EntityRead Want(this SegmentSchema schema, string root, string path, params string[] names)
    {
        SchemaEntity entity = schema.FindEntity(root)!;
        foreach (string step in path.Length == 0 ? [] : path.Split('.'))
            entity = schema.FindEntity(entity.FindRelation(step)!.Target)!;
        return new EntityRead(
            schema.FindEntity(root)!,
            path,
            entity,
            [.. names.Where(n => n[0] != '→').Select(n => entity.FindAttribute(n)!)],
            [.. names.Where(n => n[0] == '→').Select(n => (ReferenceRelation)entity.FindRelation(n[1..])!)]);
    }

    /// <summary>The rows of the last of some reads that are asked for together.</summary>
    public static async Task<List<ReadRow>> RowsAsync(this ISegmentSource source, SegmentSchema schema, params EntityRead[] reads)
    {
        await using ISourceSnapshot snapshot = await source.OpenAsync(new SourceRequest(schema, reads), TestContext.Current.CancellationToken);
        return await snapshot.RowsAsync(reads[^1]);
    }

    public static async Task<List<ReadRow>> RowsAsync(this ISourceSnapshot snapshot, EntityRead read)
    {
        var rows = new List<ReadRow>();
        await foreach (ColumnBatch batch in snapshot.ReadAsync(read, TestContext.Current.CancellationToken))
        {
            Assert.All(batch.Columns, c => Assert.Equal(batch.Count, c.Count));
            Assert.Equal(read.IsNested, batch.ParentKeys is not null);
            for (int i = 0; i < batch.Count; i++)
            {
                rows.Add(new ReadRow(
                    Text(batch.RootKeys, i)!,
                    Text(batch.ParentKeys, i),
                    Text(batch.Keys, i),
                    [.. batch.Columns.Select((c, n) => Value(c, read.Attributes[n].Type, i))],
                    [.. batch.References.Select(r => Text(r, i))]));
            }
        }

        return rows;
    }

    private static string? Text(KeyColumn? keys, int row) => keys is null || keys.IsMissing(row) ? null : keys[row].ToString();

    private static object? Value(Column column, AttributeType type, int row) => column switch
    {
        TextColumn text => text.Codes[row] < 0 ? null : text.Dictionary[text.Codes[row]],
        SetColumn set => string.Join('|', set.Codes[set.Offsets[row]..set.Offsets[row + 1]].Select(c => set.Dictionary[c])),
        NumberColumn number when number.Present is { } present && (present[row >> 6] >> row & 1) == 0 => null,
        NumberColumn number => Number(number, type, number.Wide?[row] ?? number.Values![row]),
        _ => throw new InvalidOperationException(),
    };

    private static object Number(NumberColumn column, AttributeType type, Int128 value) => type switch
    {
        AttributeType.Integer => (long)value,
        AttributeType.Boolean => value == 1,
        AttributeType.Date => DateOnly.FromDayNumber((int)value),
        AttributeType.Instant => DateTimeOffset.UnixEpoch.AddMicroseconds((long)value),
        _ => (decimal)value / (decimal)Math.Pow(10, column.Scale),
    };
}
