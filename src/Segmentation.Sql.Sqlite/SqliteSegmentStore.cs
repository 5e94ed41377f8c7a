using Microsoft.Data.Sqlite;
using Segmentation.Sql.Store;

namespace Segmentation.Sql.Sqlite;

/// <summary>Stores of segments in SQLite databases.</summary>
public static class SqliteSegmentStore
{
    /// <summary>
    /// A store in a file, which is made where it is missing; it may be the customers' database. In a new file a write-ahead
    /// log is kept, so that readers and the writer do not wait for each other. Several processes may use it.
    /// </summary>
    /// <param name="connectionString">Such as <c>Data Source=segments.db</c>. Its <c>Default Timeout</c> is how long a write waits for other processes, 30 seconds unless it says otherwise.</param>
    /// <param name="keyKind">The kind of customers' keys.</param>
    /// <param name="options">Where the tables are; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option breaks a rule, or the database is in memory, where each connection would have one of its own.</exception>
    public static ISegmentStore Create(string connectionString, KeyKind keyKind, SqlStoreOptions? options = null) =>
        Create(connectionString, keyKind, options, static settings => settings);

    internal static SqlSegmentStore Create(string connectionString, KeyKind keyKind, SqlStoreOptions? options, Func<StoreSettings, StoreSettings> with)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var connection = new SqliteConnectionStringBuilder(connectionString);
        if (connection.DataSource is "" or ":memory:" || connection.Mode == SqliteOpenMode.Memory)
            throw new ArgumentException("A store of segments cannot be in SQLite's memory, where every connection has a database of its own: name a file as Data Source.", nameof(connectionString));
        var dialect = new SqliteStoreDialect(keyKind);
        var database = new SqliteDatabase(connectionString);
        return new SqlSegmentStore(
            async ct => new StoreSession(await database.OpenConnectionAsync(ct).ConfigureAwait(false)), dialect, with((options ?? new SqlStoreOptions()).ToSettings(dialect)));
    }
}
