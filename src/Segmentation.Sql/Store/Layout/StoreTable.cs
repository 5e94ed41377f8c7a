namespace Segmentation.Sql.Store;

/// <summary>A table of the store. Immutable.</summary>
/// <param name="Name">Its name, without the prefix of the store.</param>
/// <param name="Columns">Its columns, in order.</param>
/// <param name="Key">The columns of the primary key, in order.</param>
internal sealed record StoreTable(string Name, IReadOnlyList<StoreColumn> Columns, IReadOnlyList<string> Key)
{
    /// <summary>Its indexes, besides the primary key.</summary>
    public IReadOnlyList<StoreIndex> Indexes { get; init; } = [];

    /// <summary>The version of the layout that added it.</summary>
    public int Since { get; init; } = 1;
}
