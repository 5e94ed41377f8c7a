namespace Segmentation.Sql.Store;

/// <summary>Where the tables are: the schema, and what their names begin with. Immutable.</summary>
/// <param name="Schema">The schema; empty for the one that the connection looks in first.</param>
/// <param name="Prefix">What the names of tables and indexes begin with; may be empty.</param>
internal sealed record StoreNames(string Schema, string Prefix)
{
    /// <summary>The length of the longest name of a table or an index, without the prefix.</summary>
    public static int LongestName { get; } = StoreLayout.Tables.SelectMany(t => t.Indexes.Select(i => i.NameIn(t)).Append(t.Name)).Max(n => n.Length);

    /// <summary>A table's own name.</summary>
    public string Of(StoreTable table) => Prefix + table.Name;

    /// <summary>An index's own name.</summary>
    public string Of(StoreTable table, StoreIndex index) => Prefix + index.NameIn(table);

    /// <summary>For people: which store of a database it is.</summary>
    public override string ToString() => Schema.Length == 0 ? $"{Prefix}…" : $"{Schema}.{Prefix}…";
}
