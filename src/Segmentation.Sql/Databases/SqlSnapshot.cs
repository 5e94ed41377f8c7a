using System.Data.Common;

namespace Segmentation.Sql;

/// <summary>One consistent view of a database. Several statements may be read at once; each is read by one caller.</summary>
public abstract class SqlSnapshot : IAsyncDisposable
{
    /// <summary>Sends a statement and gives its rows as they come, without keeping them.</summary>
    /// <param name="statement">A statement that reads.</param>
    /// <param name="ct">Cancels the statement while its rows are awaited, and later while they are read.</param>
    public abstract ValueTask<SqlRows> ReadAsync(SqlStatement statement, CancellationToken ct);

    /// <summary>Ends the view; reads that are under way end with it.</summary>
    public abstract ValueTask DisposeAsync();
}
