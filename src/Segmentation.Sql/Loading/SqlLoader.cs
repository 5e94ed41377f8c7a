using System.Data.Common;

namespace Segmentation.Sql;

/// <summary>
/// Makes a table for every entity of a schema and loads rows into them, all or nothing. The tables are those that
/// <see cref="SqlMap"/> finds by default. Safe for concurrent use as far as the database lets tables be made.
/// </summary>
public sealed class SqlLoader
{
    private readonly SqlDatabase _database;
    private readonly string? _schema;

    /// <summary>A loader into a database.</summary>
    /// <param name="database">The database; SQLite or PostgreSQL.</param>
    /// <param name="schema">The database's schema that the tables are made in, which is there; null for the default one.</param>
    public SqlLoader(SqlDatabase database, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        _database = database;
        _schema = schema;
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
                map.Table(entity.Name, new TableDefinition(source, entity, _schema).Name, t => t.Key("id", source.KeyKindOf(entity)));
        };
    }

    /// <summary>
    /// Loads all rows in one transaction: makes the tables, fills them, and indexes what rows belong to. Takes time in
    /// proportion to the rows.
    /// </summary>
    /// <param name="source">The rows.</param>
    /// <param name="replace">Whether tables of these names that are there already are dropped; else they are an error.</param>
    /// <param name="progress">Told after every batch; null for nobody.</param>
    /// <param name="ct">Cancels the loading; nothing is loaded then.</param>
    /// <exception cref="ArgumentException">Two columns of a table would have one name.</exception>
    /// <exception cref="DbException">The database refused; nothing is loaded.</exception>
    public async Task LoadAsync(ITableSource source, bool replace = false, IProgress<SqlLoadProgress>? progress = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        TableDefinition[] tables = [.. source.Schema.Entities.Select(e => new TableDefinition(source, e, _schema))];
        DbConnection connection = await _database.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            DbTransaction transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                foreach (TableDefinition table in tables)
                {
                    if (replace)
                        await ExecuteAsync(connection, transaction, $"DROP TABLE IF EXISTS {_database.Dialect.Quote(table.Name)}", ct).ConfigureAwait(false);
                    await ExecuteAsync(connection, transaction, table.Create(_database.Dialect), ct).ConfigureAwait(false);
                    await FillAsync(connection, source, table, progress, ct).ConfigureAwait(false);
                    await IndexAsync(connection, transaction, table, ct).ConfigureAwait(false);
                    await ExecuteAsync(connection, transaction, $"ANALYZE {_database.Dialect.Quote(table.Name)}", ct).ConfigureAwait(false);
                }

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
            // SQLite has the schema before the index, and others take it from the table.
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
