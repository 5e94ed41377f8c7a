namespace Segmentation.Sql.Store;

/// <summary>The tables as they are from one version of the layout on.</summary>
/// <param name="Number">The version.</param>
/// <param name="Tables">The tables, in the order in which they are made.</param>
internal sealed record StoreLayoutVersion(int Number, IReadOnlyList<StoreTable> Tables)
{
    /// <summary>What this code reads and writes.</summary>
    public static StoreLayoutVersion Current { get; } = new(StoreLayout.Version, StoreLayout.Tables);
}
