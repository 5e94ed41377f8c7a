using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>The tables that every block refers to by key, read whole before the first block.</summary>
internal sealed class SharedTables
{
    private SharedTables(Dictionary<TableId, TableRows> rows, Dictionary<string, SharedIndex> indexes)
    {
        Rows = rows;
        Indexes = indexes;
    }

    public IReadOnlyDictionary<TableId, TableRows> Rows { get; }

    /// <summary>By the name of the entity.</summary>
    public IReadOnlyDictionary<string, SharedIndex> Indexes { get; }

    public static async Task<SharedTables> LoadAsync(
        ISourceSnapshot snapshot, IReadOnlyList<TableNeeds> tables, Dictionary<string, long> rowsRead, CancellationToken ct)
    {
        var indexes = new Dictionary<string, SharedIndex>(StringComparer.Ordinal);
        var readers = new List<TreeReader>();
        try
        {
            // References among shared tables lead both ways, so that all are read before any is resolved.
            foreach (IGrouping<SchemaEntity, TableNeeds> tree in tables.GroupBy(t => t.Id.Root))
            {
                var reader = new TreeReader(snapshot, [.. tree], ct);
                readers.Add(reader);
                await reader.ReadAsync(int.MaxValue).ConfigureAwait(false);
                indexes.Add(tree.Key.Name, new SharedIndex(reader.RootKeys, tree.Key.Name));
                Count(reader, rowsRead);
            }

            var rows = new Dictionary<TableId, TableRows>();
            foreach (TreeReader reader in readers)
            {
                foreach ((TableId id, TableRows table) in reader.Take(indexes))
                    rows.Add(id, table);
            }

            return new SharedTables(rows, indexes);
        }
        finally
        {
            foreach (TreeReader reader in readers)
                await reader.DisposeAsync().ConfigureAwait(false);
        }
    }

    public static void Count(TreeReader reader, Dictionary<string, long> rowsRead)
    {
        foreach ((string read, long rows) in reader.RowsRead)
            rowsRead[read] = rowsRead.GetValueOrDefault(read) + rows;
    }
}
