using System.Data.Common;

namespace Segmentation.Sql.Store;

/// <summary>A connection that the store has for one of its calls, and how to give it back.</summary>
/// <param name="connection">The open connection, without a transaction.</param>
/// <param name="end">Gives it back.</param>
internal sealed class StoreSession(DbConnection connection, Func<ValueTask> end) : IAsyncDisposable
{
    /// <summary>A session that disposes its connection.</summary>
    public StoreSession(DbConnection connection)
        : this(connection, connection.DisposeAsync)
    {
    }

    /// <summary>The open connection.</summary>
    public DbConnection Connection { get; } = connection;

    /// <summary>The host's own context whose connection it is; null where it is nobody's.</summary>
    public object? Context { get; init; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => end();
}
