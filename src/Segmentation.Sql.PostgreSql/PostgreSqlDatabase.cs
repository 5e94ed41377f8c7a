using System.Data.Common;
using Npgsql;

namespace Segmentation.Sql.PostgreSql;

/// <summary>
/// A PostgreSQL database. A view of its data is an exported snapshot, in which every table that is read has a connection
/// of its own, REPEATABLE READ and READ ONLY: the pool must have one for each table that segments read at once, and one
/// more. Safe for concurrent use; the data source stays the host's.
/// </summary>
public sealed class PostgreSqlDatabase : SqlDatabase
{
    private readonly NpgsqlDataSource _source;

    /// <summary>A database by its data source.</summary>
    /// <param name="source">The host's data source, which is not disposed.</param>
    public PostgreSqlDatabase(NpgsqlDataSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
    }

    /// <inheritdoc/>
    public override SqlDialect Dialect { get; } = new PostgreSqlDialect();

    /// <inheritdoc/>
    public override async ValueTask<DbConnection> OpenConnectionAsync(CancellationToken ct) =>
        await _source.OpenConnectionAsync(ct).ConfigureAwait(false);

    /// <inheritdoc/>
    public override async ValueTask<SqlSnapshot> OpenSnapshotAsync(CancellationToken ct) =>
        await PostgreSqlSnapshot.OpenAsync(this, _source, ct).ConfigureAwait(false);

    /// <inheritdoc/>
    public override async ValueTask<SqlRowWriter> OpenWriterAsync(
        DbConnection connection, SqlName table, IReadOnlyList<SqlColumnType> columns, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(columns);
        string names = string.Join(", ", columns.Select(c => Dialect.Quote(c.Name)));
        NpgsqlBinaryImporter importer = await ((NpgsqlConnection)connection)
            .BeginBinaryImportAsync($"COPY {Dialect.Quote(table)} ({names}) FROM STDIN (FORMAT BINARY)", ct).ConfigureAwait(false);
        return new CopyWriter(importer);
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<SqlIndex>?> FindIndexesAsync(DbConnection connection, SqlName table, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(table);
        // Only columns that are indexed upwards and by code points have a name: what texts compare by elsewhere is no help.
        const string query = """
            SELECT i.indisunique AND i.indpred IS NULL, array_agg(CASE
                WHEN k.attnum > 0 AND (i.indoption[k.n - 1] & 1) = 0 AND (c.collname IS NULL OR c.collname IN ('C', 'POSIX')
                    OR (c.collname = 'default' AND d.datlocprovider = 'c' AND d.datcollate IN ('C', 'POSIX'))) THEN a.attname::text
                ELSE '' END ORDER BY k.n)
            FROM pg_index i
            CROSS JOIN LATERAL unnest(i.indkey::int2[], i.indcollation::oid[]) WITH ORDINALITY k(attnum, coll, n)
            LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            LEFT JOIN pg_collation c ON c.oid = k.coll
            CROSS JOIN pg_database d
            WHERE i.indrelid = to_regclass($1) AND i.indisvalid AND i.indpred IS NULL AND k.n <= i.indnkeyatts AND d.datname = current_database()
            GROUP BY i.indexrelid, i.indisunique, i.indpred
            """;
        var command = new NpgsqlCommand(query, (NpgsqlConnection)connection) { Parameters = { new NpgsqlParameter { Value = Dialect.Quote(table) } } };
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var indexes = new List<SqlIndex>();
                while (await reader.ReadAsync(ct).ConfigureAwait(false))
                    indexes.Add(new SqlIndex(reader.GetFieldValue<string[]>(1), reader.GetBoolean(0)));
                return indexes;
            }
        }
    }

    /// <inheritdoc/>
    protected override void AddParameter(DbCommand command, int index, object value)
    {
        ArgumentNullException.ThrowIfNull(command);
        // Without a name, so that the statement goes out as it is written.
        command.Parameters.Add(new NpgsqlParameter { Value = value });
    }
}
