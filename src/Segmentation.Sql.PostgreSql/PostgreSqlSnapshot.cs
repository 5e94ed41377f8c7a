using System.Data.Common;
using Npgsql;

namespace Segmentation.Sql.PostgreSql;

/// <summary>
/// A snapshot that one transaction exports and keeps open, and that the transaction of every statement takes over.
/// </summary>
internal sealed class PostgreSqlSnapshot : SqlSnapshot
{
    private const string Begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    // Machine code for a statement that streams rows takes longer to make than it saves.
    private const string NoCompilation = "SET LOCAL jit = off";

    private readonly PostgreSqlDatabase _database;
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _exporter;
    private readonly string _snapshot;

    private PostgreSqlSnapshot(PostgreSqlDatabase database, NpgsqlDataSource source, NpgsqlConnection exporter, string snapshot)
    {
        _database = database;
        _source = source;
        _exporter = exporter;
        _snapshot = snapshot;
    }

    public static async ValueTask<PostgreSqlSnapshot> OpenAsync(PostgreSqlDatabase database, NpgsqlDataSource source, CancellationToken ct)
    {
        NpgsqlConnection exporter = await source.OpenConnectionAsync(ct).ConfigureAwait(false);
        try
        {
            await ExecuteAsync(exporter, Begin, ct).ConfigureAwait(false);
            var command = new NpgsqlCommand("SELECT pg_export_snapshot()", exporter);
            await using (command.ConfigureAwait(false))
            {
                string snapshot = (string)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
                return new PostgreSqlSnapshot(database, source, exporter, snapshot);
            }
        }
        catch
        {
            await exporter.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override async ValueTask<SqlRows> ReadAsync(SqlStatement statement, CancellationToken ct)
    {
        // Never the exporting transaction's own connection: a statement that is cancelled would end it, and the snapshot with it.
        NpgsqlConnection connection = await _source.OpenConnectionAsync(ct).ConfigureAwait(false);
        DbCommand? command = null;
        try
        {
            // The server itself gave the name of the snapshot; it is no value that could be a parameter.
            await ExecuteAsync(connection, $"{Begin}; SET TRANSACTION SNAPSHOT '{_snapshot.Replace("'", "''", StringComparison.Ordinal)}'; {NoCompilation}", ct).ConfigureAwait(false);
            command = _database.Command(connection, statement);
            DbDataReader reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
            return new SqlRows(reader, isAtEnd => EndAsync(connection, command, reader, isAtEnd));
        }
        catch
        {
            if (command is not null)
                await command.DisposeAsync().ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override ValueTask DisposeAsync() => CloseAsync(_exporter);

    private static async ValueTask EndAsync(NpgsqlConnection connection, DbCommand command, DbDataReader reader, bool isAtEnd)
    {
        try
        {
            // The rows that nobody wants would otherwise be read to the end.
            if (!isAtEnd)
                command.Cancel();
            await reader.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is NpgsqlException or OperationCanceledException)
        {
            // The statement is over, and so is what it would have said.
        }

        await command.DisposeAsync().ConfigureAwait(false);
        await CloseAsync(connection).ConfigureAwait(false);
    }

    private static async ValueTask CloseAsync(NpgsqlConnection connection)
    {
        try
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            // The server has closed it already; that was told where rows were read.
        }
    }

    private static async ValueTask ExecuteAsync(NpgsqlConnection connection, string text, CancellationToken ct)
    {
        var command = new NpgsqlCommand(text, connection);
        await using (command.ConfigureAwait(false))
            await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }
}
