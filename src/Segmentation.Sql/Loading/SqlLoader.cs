using System.Data.Common;

namespace Segmentation.Sql;

/// <summary>
/// Makes a table for every entity of a schema and loads rows into them, all or nothing. The tables are those that
/// <see cref="SqlMap"/> finds by default. Safe for concurrent use as far as the database lets tables be made.
/// </summary>
public sealed class SqlLoader
{
    private readonly SqlDatabase _database;
    private readonly SqlLoaderOptions _options;

    /// <summary>A loader into a database.</summary>
    /// <param name="database">The database; SQLite or PostgreSQL.</param>
    /// <param name="options">How; null for the defaults.</param>
    public SqlLoader(SqlDatabase database, SqlLoaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        _database = database;
        _options = options ?? new SqlLoaderOptions();
        _options.Validate();
    }

    /// <summary>
    /// The map of tables that were loaded: the defaults, in the loader's schema, with the kinds of keys that a column's type
    /// does not tell.
    /// </summary>
    /// <param name="source">What was loaded.</param>
    public Action<SqlMap> MapOf(ITableSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return map =>
        {
            foreach (SchemaEntity entity in source.Schema.Entities)
                map.Table(entity.Name, new TableDefinition(source, entity, _options.Schema).Name, t => t.Key("id", source.KeyKindOf(entity)));
        };
    }

    /// <summary>
    /// Loads all rows in one transaction: makes the tables, fills them, and indexes what rows belong to. Takes time in
    /// proportion to the rows.
    /// </summary>
    /// <param name="source">The rows.</param>
    /// <param name="progress">Told after every batch; null for nobody.</param>
    /// <param name="ct">Cancels the loading; nothing is loaded then.</param>
    /// <exception cref="ArgumentException">Two columns of a table would have one name.</exception>
    /// <exception cref="DbException">The database refused, as when there is a table of that name; nothing is loaded.</exception>
    public async Task LoadAsync(ITableSource source, IProgress<SqlLoadProgress>? progress = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        TableDefinition[] tables = [.. source.Schema.Entities.Select(e => new TableDefinition(source, e, _options.Schema))];
        await InTransactionAsync(async (connection, transaction) =>
        {
            if (_options.CreateSchema)
                await ExecuteAsync(connection, transaction, $"CREATE SCHEMA {_database.Dialect.Quote(_options.Schema!)}", ct).ConfigureAwait(false);
            foreach (TableDefinition table in tables)
            {
                if (_options.Replace)
                    await ExecuteAsync(connection, transaction, $"DROP TABLE IF EXISTS {_database.Dialect.Quote(table.Name)}", ct).ConfigureAwait(false);
                await ExecuteAsync(connection, transaction, table.Create(_database.Dialect), ct).ConfigureAwait(false);
                await FillAsync(connection, source, table, progress, ct).ConfigureAwait(false);
                await IndexAsync(connection, transaction, table, ct).ConfigureAwait(false);
                await ExecuteAsync(connection, transaction, $"ANALYZE {_database.Dialect.Quote(table.Name)}", ct).ConfigureAwait(false);
            }

            if (_options.BeforeCommit is { } more)
                await more(connection, transaction, ct).ConfigureAwait(false);
        }, ct).ConfigureAwait(false);
    }

    /// <summary>Drops the tables that <see cref="LoadAsync"/> makes for a source, and the schema where it made that too.</summary>
    /// <param name="source">What was loaded.</param>
    /// <param name="ct">Cancels; nothing is dropped then.</param>
    /// <exception cref="DbException">The database refused; nothing is dropped.</exception>
    public Task DropAsync(ITableSource source, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return InTransactionAsync(async (connection, transaction) =>
        {
            foreach (SchemaEntity entity in source.Schema.Entities)
                await ExecuteAsync(connection, transaction, $"DROP TABLE {_database.Dialect.Quote(new TableDefinition(source, entity, _options.Schema).Name)}", ct).ConfigureAwait(false);
            if (_options.CreateSchema)
                await ExecuteAsync(connection, transaction, $"DROP SCHEMA {_database.Dialect.Quote(_options.Schema!)}", ct).ConfigureAwait(false);
        }, ct);
    }

    private async Task InTransactionAsync(Func<DbConnection, DbTransaction, Task> work, CancellationToken ct)
    {
        DbConnection connection = await _database.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            DbTransaction transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await work(connection, transaction).ConfigureAwait(false);
                await transaction.CommitAsync(ct).ConfigureAwait(false);
            }
        }
    }

    private async Task FillAsync(DbConnection connection, ITableSource source, TableDefinition table, IProgress<SqlLoadProgress>? progress, CancellationToken ct)
    {
        SqlRowWriter writer = await _database.OpenWriterAsync(connection, table.Name, table.Columns, ct).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            long rows = 0;
            await foreach (TableBatch batch in source.ReadTableAsync(table.Entity, ct).ConfigureAwait(false))
            {
                for (int row = 0; row < batch.Count; row++)
                {
                    table.Write(writer, batch, row);
                    await writer.EndRowAsync(ct).ConfigureAwait(false);
                }

                rows += batch.Count;
                progress?.Report(new SqlLoadProgress(table.Name.Name, rows));
            }

            await writer.CompleteAsync(ct).ConfigureAwait(false);
        }
    }

    // Rows are read in the order of the rows they belong to.
    private async Task IndexAsync(DbConnection connection, DbTransaction transaction, TableDefinition table, CancellationToken ct)
    {
        SqlDialect dialect = _database.Dialect;
        foreach (string column in table.ParentColumns)
        {
            string name = dialect.Quote($"{table.Name.Name}_{column}");
            string text = $"CREATE INDEX {name} ON {dialect.Quote(table.Name)} ({dialect.Quote(column)})";
            await ExecuteAsync(connection, transaction, text, ct).ConfigureAwait(false);
        }
    }

    private static async Task ExecuteAsync(DbConnection connection, DbTransaction transaction, string text, CancellationToken ct)
    {
        DbCommand command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.Transaction = transaction;
            command.CommandText = text;
            await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        }
    }
}
