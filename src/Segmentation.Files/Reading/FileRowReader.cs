namespace Segmentation.Files;

/// <summary>Streams the rows of a table as they stand in its file, whether or not they belong to anybody.</summary>
internal sealed class FileRowReader(DirectoryTables tables, Table table)
{
    private const int BatchRows = 8192;

    /// <summary>The batches; each is built when it is asked for.</summary>
    public IEnumerable<TableBatch> Read(CancellationToken ct)
    {
        for (int start = 0; start < table.Count; start += BatchRows)
        {
            ct.ThrowIfCancellationRequested();
            yield return Gather([.. Enumerable.Range(start, Math.Min(BatchRows, table.Count - start))]);
        }
    }

    private TableBatch Gather(int[] rows) => new()
    {
        Count = rows.Length,
        Keys = table.Keys.Gather(rows),
        Parents = table.Owners.ToDictionary(o => o.Key, o => Follow(o.Value, rows), StringComparer.Ordinal),
        Values = Gather(table, rows),
        Parts = table.Parts.ToDictionary(p => p.Key, p => Gather(p.Value, rows), StringComparer.Ordinal),
    };

    private ValueColumns Gather(RowSet set, int[] rows) => new(
        set.Attributes.ToDictionary(a => a.Key, a => a.Value.Gather(rows), StringComparer.Ordinal),
        set.References.ToDictionary(r => r.Key, r => Follow(r.Value, rows), StringComparer.Ordinal));

    private KeyColumn Follow(KeyLink link, int[] rows) =>
        tables.ByEntity[link.Target.Name].Keys.Gather(Array.ConvertAll(rows, row => link.Rows[row]));
}
