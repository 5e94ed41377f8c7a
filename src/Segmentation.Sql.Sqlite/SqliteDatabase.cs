using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Segmentation.Sql.Sqlite;

/// <summary>
/// A SQLite database. A view of its data is one read transaction on one connection. Cancelling interrupts a statement that
/// is at work. Safe for concurrent use.
/// </summary>
public sealed class SqliteDatabase : SqlDatabase
{
    private readonly string _connectionString;

    /// <summary>A database by its connection string.</summary>
    /// <param name="connectionString">Such as <c>Data Source=shop.db</c>; <c>Mode=ReadOnly</c> where nothing is to be written.</param>
    /// <exception cref="ArgumentException">It is no connection string.</exception>
    public SqliteDatabase(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        _connectionString = new SqliteConnectionStringBuilder(connectionString).ConnectionString;
    }

    /// <inheritdoc/>
    public override SqlDialect Dialect { get; } = new SqliteDialect();

    /// <inheritdoc/>
    public override async ValueTask<DbConnection> OpenConnectionAsync(CancellationToken ct) => await ConnectAsync(ct).ConfigureAwait(false);

    /// <inheritdoc/>
    public override async ValueTask<SqlSnapshot> OpenSnapshotAsync(CancellationToken ct)
    {
        SqliteConnection connection = await ConnectAsync(ct).ConfigureAwait(false);
        try
        {
            return new SqliteSnapshot(this, connection);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<SqlIndex>?> FindIndexesAsync(DbConnection connection, SqlName table, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(table);
        string? schema = table.Parts.Count > 1 ? table.Parts[0] : null;
        var indexes = new List<SqlIndex>();
        // The rows' own order, which is no index.
        const string rowKey = "SELECT name FROM pragma_table_info(@p0, @p1) t WHERE pk = 1 AND upper(type) = 'INTEGER' "
            + "AND NOT EXISTS (SELECT 1 FROM pragma_table_info(@p0, @p1) WHERE pk > 1)";
        await foreach (DbDataReader row in QueryAsync(connection, rowKey, table.Name, schema, ct).ConfigureAwait(false))
            indexes.Add(new SqlIndex([row.GetString(0)], IsUnique: true));

        // A column that is indexed by another collation or downwards is no help, and has no name here.
        const string query = """
            SELECT l.name, l."unique", CASE WHEN x.coll = 'BINARY' AND x."desc" = 0 THEN coalesce(x.name, '') ELSE '' END
            FROM pragma_index_list(@p0, @p1) l JOIN pragma_index_xinfo(l.name, @p1) x
            WHERE x.key = 1 AND l.partial = 0 ORDER BY l.name, x.seqno
            """;
        var found = new Dictionary<string, (List<string> Columns, bool IsUnique)>(StringComparer.Ordinal);
        await foreach (DbDataReader row in QueryAsync(connection, query, table.Name, schema, ct).ConfigureAwait(false))
        {
            if (!found.TryGetValue(row.GetString(0), out (List<string> Columns, bool IsUnique) index))
                found.Add(row.GetString(0), index = ([], row.GetBoolean(1)));
            index.Columns.Add(row.GetString(2));
        }

        return [.. indexes, .. found.Values.Select(i => new SqlIndex(i.Columns, i.IsUnique))];
    }

    private static async IAsyncEnumerable<DbDataReader> QueryAsync(
        DbConnection connection, string text, string table, string? schema, [EnumeratorCancellation] CancellationToken ct)
    {
        var command = (SqliteCommand)connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = text;
            command.Parameters.AddWithValue("@p0", table);
            command.Parameters.AddWithValue("@p1", schema ?? "main");
            SqliteDataReader reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(ct).ConfigureAwait(false))
                    yield return reader;
            }
        }
    }

    private async ValueTask<SqliteConnection> ConnectAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(ct).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
