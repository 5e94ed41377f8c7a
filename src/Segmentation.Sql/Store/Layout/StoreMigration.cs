namespace Segmentation.Sql.Store;

/// <summary>The statements that bring tables to a version of the layout from the one before.</summary>
internal sealed class StoreMigration(StoreDialect dialect, StoreNames names, StoreLayoutVersion layout)
{
    /// <summary>The statements, in order.</summary>
    /// <param name="version">The version that they lead to, from 1.</param>
    public IEnumerable<string> StatementsTo(int version)
    {
        foreach (StoreTable table in layout.Tables)
        {
            if (table.Since == version)
                yield return CreateTable(table, version);
            foreach (StoreColumn column in table.Columns.Where(c => table.Since < version && c.Since == version))
                yield return $"ALTER TABLE {Name(table)} ADD COLUMN {Column(column)}";
            foreach (StoreIndex index in table.Indexes.Where(i => Math.Max(i.Since, table.Since) == version))
                yield return CreateIndex(table, index);
        }
    }

    private string CreateTable(StoreTable table, int version)
    {
        IEnumerable<string> columns = table.Columns.Where(c => c.Since <= version).Select(Column);
        return $"CREATE TABLE {Name(table)} ({string.Join(", ", columns)}, PRIMARY KEY ({string.Join(", ", table.Key)})){dialect.TableOptions(table)}";
    }

    private string CreateIndex(StoreTable table, StoreIndex index) =>
        $"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX {StoreDialect.Quote(names.Of(table, index))} ON {Name(table)} ({string.Join(", ", index.Columns)})"
        + (index.Filter is null ? "" : $" WHERE {index.Filter}");

    private string Column(StoreColumn column) => $"{column.Name} {dialect.TypeOf(column.Type)}{(column.IsNullable ? "" : " NOT NULL")}";

    private string Name(StoreTable table) => StoreDialect.Quote(names, names.Of(table));
}
