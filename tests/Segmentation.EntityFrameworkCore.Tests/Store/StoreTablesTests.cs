using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Segmentation.Sql;
using Segmentation.Sql.Store;
using Segmentation.Tests.Shared;

namespace Segmentation.EntityFrameworkCore.Tests.Store;

/// <summary>The tables that a host's migrations make are those that the store would make itself, as the database sees them.</summary>
public sealed class StoreTablesTests(PostgresCluster cluster)
{
    private const string SqliteColumns =
        "SELECT t.name || '|' || printf('%02d', c.cid) || '|' || c.name || '|' || c.type || '|' || c.[notnull] || '|' || c.pk FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name LIKE $prefix";

    private const string SqliteIndexes =
        "SELECT i.tbl_name || '|' || i.name || '|' || l.[unique] || '|' || iif(i.sql LIKE '% WHERE %', substr(i.sql, instr(i.sql, ' WHERE ')), '') || '|' || group_concat(c.name, ',' ORDER BY c.seqno) FROM sqlite_schema i JOIN pragma_index_list(i.tbl_name) l ON l.name = i.name JOIN pragma_index_info(i.name) c WHERE i.type = 'index' AND i.sql IS NOT NULL AND i.name LIKE $prefix GROUP BY i.name";

    private const string PostgresColumns =
        "SELECT c.relname || '|' || to_char(a.attnum, '00') || '|' || a.attname || '|' || format_type(a.atttypid, a.atttypmod) || '|' || a.attnotnull || '|' || coalesce(l.collname, '') FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 LEFT JOIN pg_collation l ON l.oid = a.attcollation WHERE c.relkind = 'r' AND c.relname LIKE $prefix";

    private const string PostgresIndexes =
        "SELECT t.relname || '|' || CASE WHEN x.indisprimary THEN 'primary' ELSE i.relname END || '|' || x.indisunique || '|' || coalesce(pg_get_expr(x.indpred, x.indrelid), '') || '|' || (SELECT string_agg(pg_get_indexdef(x.indexrelid, n, true), ',' ORDER BY n) FROM generate_series(1, x.indnkeyatts) n) FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid WHERE t.relname LIKE $prefix";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<string, string> Hosts { get; } = new(["SQLite", "PostgreSQL"], ["long", "Guid", "string"]);

    [Theory]
    [MemberData(nameof(Hosts))]
    public Task Tables_ThatAMigrationMakes_AreThoseThatTheStoreMakes(string provider, string key) => key switch
    {
        "long" => CompareAsync<long>(provider, KeyKind.Integer),
        "Guid" => CompareAsync<Guid>(provider, KeyKind.Guid),
        _ => CompareAsync<string>(provider, KeyKind.Text),
    };

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Differ_AfterTheFirstMigration_FindsNothing(string provider)
    {
        await using OpenHost<Known<int>> host = await OpenHost<Known<int>>.CreateAsync(provider, cluster, Ct, makesTables: false);
        IRelationalModel first = Model(host), second = Model(host);
        await using HostContext<Known<int>> db = host.CreateDbContext();
        var differ = db.GetService<IMigrationsModelDiffer>();
        Assert.NotSame(first, second);
        Assert.NotEmpty(differ.GetDifferences(null, first));
        Assert.Empty(differ.GetDifferences(first, second));

        // The model of a context is built once for all contexts with the same options.
        static IRelationalModel Model(OpenHost<Known<int>> host)
        {
            using var db = new HostContext<Known<int>>(new DbContextOptionsBuilder<HostContext<Known<int>>>(host.Options).EnableServiceProviderCaching(false).Options);
            return db.GetService<IDesignTimeModel>().Model.GetRelationalModel();
        }
    }

    private async Task CompareAsync<TKey>(string provider, KeyKind kind)
        where TKey : notnull
    {
        await using OpenHost<Known<TKey>> host = await OpenHost<Known<TKey>>.CreateAsync(provider, cluster, Ct);
        await using HostContext<Known<TKey>> db = host.CreateDbContext();
        StoreDialect dialect = provider == "SQLite" ? new SqliteStoreDialect(kind) : new PostgreSqlStoreDialect(kind);
        StoreSettings settings = new SqlStoreOptions { Schema = "", Prefix = "own_" }.ToSettings(dialect);
        using (var store = new SqlSegmentStore(OpenAsync, dialect, settings))
            await store.PrepareAsync(Ct);

        foreach (string statement in provider == "SQLite" ? new[] { SqliteColumns, SqliteIndexes } : [PostgresColumns, PostgresIndexes])
        {
            IReadOnlyList<string> own = await RowsAsync(db, statement, "own_"), migrated = await RowsAsync(db, statement, "segmentation_");
            Assert.NotEmpty(own);
            Assert.Equal(own, migrated);
        }

        // Nothing of the host's points to them, nor do they point to anything.
        Assert.DoesNotContain(db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables, t => t.ForeignKeyConstraints.Any());

        async ValueTask<StoreSession> OpenAsync(CancellationToken ct)
        {
            HostContext<Known<TKey>> context = host.CreateDbContext();
            await context.Database.OpenConnectionAsync(ct);
            return new StoreSession(context.Database.GetDbConnection(), context.DisposeAsync);
        }
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(DbContext db, string statement, string prefix)
    {
        await db.Database.OpenConnectionAsync(Ct);
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = statement.Replace("$prefix", $"'{prefix.Replace("_", "\\_", StringComparison.Ordinal)}%' ESCAPE '\\'", StringComparison.Ordinal);
        List<string> rows = [];
        await using DbDataReader reader = await command.ExecuteReaderAsync(Ct);
        while (await reader.ReadAsync(Ct))
            rows.Add(reader.GetString(0).Replace(prefix, "", StringComparison.Ordinal));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
