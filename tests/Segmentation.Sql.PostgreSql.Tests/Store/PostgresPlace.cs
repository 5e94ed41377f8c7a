using System.Data.Common;
using Npgsql;
using Segmentation.Sql.Store;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests.Store;

/// <summary>A store in a schema of its own.</summary>
internal sealed class PostgresPlace(PostgresDatabase database, SqlStoreOptions options) : StorePlace
{
    public override StoreNames Names { get; } = new(options.Schema!, options.Prefix ?? "");

    public override string[] Arguments => ["postgresql", database.ConnectionString, options.Schema!];

    // Not of the pool, whose connections a test may have broken.
    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection($"{database.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public override SqlSegmentStore Open(KeyKind keyKind, Func<StoreSettings, StoreSettings> with) => PostgreSqlSegmentStore.Create(database.DataSource, keyKind, options, with);

    // Not left to the end of the database: dropping thousands of tables at once takes its time.
    public override async ValueTask DisposeAsync()
    {
        await ExecuteAsync($"DROP SCHEMA IF EXISTS {StoreDialect.Quote(Names.Schema)} CASCADE");
        await base.DisposeAsync();
    }
}
