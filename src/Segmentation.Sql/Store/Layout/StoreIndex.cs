namespace Segmentation.Sql.Store;

/// <summary>An index of the store, besides the primary keys.</summary>
/// <param name="Columns">Its columns, in order.</param>
/// <param name="IsUnique">Whether no two rows agree in all of them.</param>
/// <param name="Filter">Which rows are in the index, as SQL that every database reads; null for all.</param>
/// <param name="Since">The version of the layout that added it.</param>
internal sealed record StoreIndex(IReadOnlyList<string> Columns, bool IsUnique = false, string? Filter = null, int Since = 1)
{
    /// <summary>Its name, without the prefix of the store.</summary>
    /// <param name="table">The table that it is of.</param>
    public string NameIn(StoreTable table) => $"{table.Name}_by_{string.Join('_', Columns)}";
}
