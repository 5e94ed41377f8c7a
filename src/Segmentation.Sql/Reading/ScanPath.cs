namespace Segmentation.Sql;

/// <summary>
/// The tables along a path of relations: the root's, those of the to-many relations, and at the end perhaps that of a part
/// in rows of its own. Immutable.
/// </summary>
/// <param name="Name">The path of the to-many relations, dotted; with the part's name where it ends with one in rows.</param>
/// <param name="Tables">The tables, one more than steps.</param>
/// <param name="Steps">How the rows of each table but the first say which row of the one before they belong to.</param>
/// <param name="Part">The table of the part; null when the path ends with none in rows.</param>
internal sealed record ScanPath(string Name, IReadOnlyList<LiveTable> Tables, IReadOnlyList<MappedParent> Steps, LiveTable? Part)
{
    /// <summary>The table whose rows are read, or have the part that is.</summary>
    public LiveTable Last => Tables[^1];

    public LiveTable TableAt(int level) => Tables[level];
}
