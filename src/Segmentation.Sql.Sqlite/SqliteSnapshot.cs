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
        try
        {
            // Sorting happens here, before the first row is there, and takes the time.
            CancellationTokenRegistration interrupting = ct.UnsafeRegister(_ => raw.sqlite3_interrupt(_connection.Handle), null);
            SqliteDataReader reader;
            await using (interrupting.ConfigureAwait(false))
                reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
            return new SqlRows(reader, async _ =>
            {
                await reader.DisposeAsync().ConfigureAwait(false);
                await command.DisposeAsync().ConfigureAwait(false);
            });
        }
        catch (SqliteException interrupted)
        {
            await command.DisposeAsync().ConfigureAwait(false);
            if (ct.IsCancellationRequested)
                throw new OperationCanceledException("The statement was interrupted.", interrupted, ct);
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }
}
