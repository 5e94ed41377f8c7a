namespace Segmentation.Files.Tests;

/// <summary>Reads a loaded directory as an evaluation does, and checks what every read must hold to.</summary>
internal static class DirectoryReading
{
    public static EntityRead Read(this DataDirectory directory, string root, string path, string[] attributes, params string[] references)
    {
        SchemaEntity rootEntity = directory.Schema.FindEntity(root)!;
        SchemaEntity entity = rootEntity;
        foreach (string name in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
            entity = directory.Schema.FindEntity(entity.FindRelation(name)!.Target)!;
        return new EntityRead(rootEntity, path, entity,
            [.. attributes.Select(a => entity.FindAttribute(a)!)], [.. references.Select(r => (ReferenceRelation)entity.FindRelation(r)!)]);
    }

    public static async Task<List<ReadRow>> RowsAsync(this DataDirectory directory, string root, string path, string[] attributes, params string[] references)
    {
        EntityRead read = directory.Read(root, path, attributes, references);
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using ISourceSnapshot snapshot = await directory.OpenAsync(new SourceRequest(directory.Schema, [read]), ct);
        var rows = new List<ReadRow>();
        SubjectKey? last = null;
        var dictionaries = new TextDictionary?[read.Attributes.Count];
        await foreach (ColumnBatch batch in snapshot.ReadAsync(read, ct))
        {
            Assert.Equal(batch.Count, batch.RootKeys.Count);
            Assert.Equal(read.IsNested, batch.ParentKeys is not null);
            Assert.Equal(read.Attributes.Count, batch.Columns.Count);
            Assert.Equal(read.References.Count, batch.References.Count);
            for (int column = 0; column < batch.Columns.Count; column++)
            {
                Assert.Equal(batch.Count, batch.Columns[column].Count);
                TextDictionary? dictionary = (batch.Columns[column] as TextColumn)?.Dictionary;
                Assert.Same(dictionaries[column] ??= dictionary, dictionary);
            }

            for (int row = 0; row < batch.Count; row++)
            {
                Assert.True(last is null || last.Value <= batch.RootKeys[row], "roots come in key order");
                last = batch.RootKeys[row];
                rows.Add(new ReadRow(
                    last.Value.ToString(),
                    batch.ParentKeys?[row].ToString(),
                    batch.Keys?[row].ToString(),
                    [.. batch.Columns.Select((c, i) => ValueOf(c, row, read.Attributes[i].Type))],
                    [.. batch.References.Select(k => k.IsMissing(row) ? null : k[row].ToString())]));
            }
        }

        return rows;
    }

    /// <summary>The values of one attribute of the customers, in key order.</summary>
    public static async Task<object?[]> CustomerValuesAsync(this DataDirectory directory, string attribute) =>
        [.. (await directory.RowsAsync("customer", "", [attribute])).Select(r => r.Values[0])];

    private static object? ValueOf(Column column, int row, AttributeType type)
    {
        switch (column)
        {
            case TextColumn texts:
                return texts.Codes[row] < 0 ? null : texts.Dictionary[texts.Codes[row]];
            case SetColumn sets:
                return string.Join('+', sets.Codes[sets.Offsets[row]..sets.Offsets[row + 1]].Select(c => sets.Dictionary[c]));
            default:
                var numbers = (NumberColumn)column;
                if (numbers.Present is { } present && (present[row >> 6] >> row & 1) == 0)
                    return null;
                return Value(numbers.Wide?[row] ?? numbers.Values![row], numbers.Scale, type);
        }
    }

    private static object Value(Int128 number, int scale, AttributeType type) => type switch
    {
        AttributeType.Boolean => number == 1,
        AttributeType.Integer => (long)number,
        AttributeType.Date => DateOnly.FromDayNumber((int)number),
        AttributeType.Instant => DateTimeOffset.UnixEpoch.AddTicks((long)number * TimeSpan.TicksPerMicrosecond),
        _ => (decimal)number / (decimal)Math.Pow(10, scale),
    };
}
