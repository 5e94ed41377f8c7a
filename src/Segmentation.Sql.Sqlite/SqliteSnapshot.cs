using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Segmentation.Sql.Sqlite;

/// <summary>One read transaction. All statements share its connection, so that all see one state of the database.</summary>
internal sealed class SqliteSnapshot : SqlSnapshot
{
    private readonly SqliteDatabase _database;
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;

    public SqliteSnapshot(SqliteDatabase database, SqliteConnection connection)
    {
        _database = database;
        _connection = connection;
        _transaction = connection.BeginTransaction(deferred: true);
        try
        {
            // A deferred transaction takes its view with the first read, which is to be now.
            using SqliteCommand first = connection.CreateCommand();
            first.CommandText = "SELECT count(*) FROM sqlite_schema";
            first.ExecuteScalar();
        }
        catch
        {
            _transaction.Dispose();
            throw;
        }
    }

    public override async ValueTask<SqlRows> ReadAsync(SqlStatement statement, CancellationToken ct)
    {
        var command = (SqliteCommand)_database.Command(_connection, statement);
        // The driver itself cancels between rows only, and a sort does all its work before the first one.
        CancellationTokenRegistration interrupting = ct.UnsafeRegister(_ => raw.sqlite3_interrupt(_connection.Handle), null);
        try
        {
            SqliteDataReader reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
            return new SqlRows(reader, async _ =>
            {
                await interrupting.DisposeAsync().ConfigureAwait(false);
                await reader.DisposeAsync().ConfigureAwait(false);
                await command.DisposeAsync().ConfigureAwait(false);
            });
        }
        catch (Exception failed)
        {
            await interrupting.DisposeAsync().ConfigureAwait(false);
            await command.DisposeAsync().ConfigureAwait(false);
            if (failed is SqliteException && ct.IsCancellationRequested)
                throw new OperationCanceledException("The statement was interrupted.", failed, ct);
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }
}
