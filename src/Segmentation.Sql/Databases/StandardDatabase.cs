using System.Data.Common;

namespace Segmentation.Sql;

/// <summary>
/// Any database with an ADO.NET driver, read by simple ordered SELECTs. Its dialect is what the options say; nothing is made
/// in it, and its catalogue is not asked. Safe for concurrent use; the data source stays the host's.
/// </summary>
public sealed class StandardDatabase : SqlDatabase
{
    private readonly DbDataSource _source;
    private readonly StandardSqlOptions _options;

    /// <summary>A database by its data source; that of a driver's factory is <see cref="DbProviderFactory.CreateDataSource"/>.</summary>
    /// <param name="source">The host's data source, which is not disposed.</param>
    /// <param name="options">How the database is spoken to; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option has no valid value.</exception>
    public StandardDatabase(DbDataSource source, StandardSqlOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _options = options ?? new StandardSqlOptions();
        _options.Validate();
        Dialect = new StandardDialect(_options);
    }

    /// <inheritdoc/>
    public override SqlDialect Dialect { get; }

    /// <inheritdoc/>
    public override ValueTask<DbConnection> OpenConnectionAsync(CancellationToken ct) => _source.OpenConnectionAsync(ct);

    /// <inheritdoc/>
    public override async ValueTask<SqlSnapshot> OpenSnapshotAsync(CancellationToken ct)
    {
        if (_options.ConnectionPerStatement)
            return new ConnectionPerStatement(this);
        DbConnection connection = await OpenConnectionAsync(ct).ConfigureAwait(false);
        try
        {
            return new SharedTransaction(this, connection, await connection.BeginTransactionAsync(_options.IsolationLevel, ct).ConfigureAwait(false));
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<SqlRows> ReadAsync(
        SqlStatement statement, DbConnection connection, DbTransaction? transaction, Func<ValueTask> end, CancellationToken ct)
    {
        DbCommand command = Command(connection, statement);
        command.Transaction = transaction;
        try
        {
            DbDataReader reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
            return new SqlRows(reader, async _ =>
            {
                await reader.DisposeAsync().ConfigureAwait(false);
                await command.DisposeAsync().ConfigureAwait(false);
                await end().ConfigureAwait(false);
            });
        }
        catch
        {
            await command.DisposeAsync().ConfigureAwait(false);
            await end().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>One transaction for all statements.</summary>
    private sealed class SharedTransaction(StandardDatabase database, DbConnection connection, DbTransaction transaction) : SqlSnapshot
    {
        public override ValueTask<SqlRows> ReadAsync(SqlStatement statement, CancellationToken ct) =>
            database.ReadAsync(statement, connection, transaction, () => ValueTask.CompletedTask, ct);

        public override async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A connection for each statement, without a transaction: the statements see what is there when they are sent.</summary>
    private sealed class ConnectionPerStatement(StandardDatabase database) : SqlSnapshot
    {
        public override async ValueTask<SqlRows> ReadAsync(SqlStatement statement, CancellationToken ct)
        {
            DbConnection connection = await database.OpenConnectionAsync(ct).ConfigureAwait(false);
            return await database.ReadAsync(statement, connection, null, connection.DisposeAsync, ct).ConfigureAwait(false);
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
