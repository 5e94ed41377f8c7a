using System.Data.Common;
using Segmentation.Sql.Store;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests.Store;

/// <summary>A store in a schema of its own.</summary>
internal sealed class PostgresPlace(PostgresDatabase database, SqlStoreOptions options) : StorePlace
{
    public override StoreNames Names { get; } = new(options.Schema!, options.Prefix ?? "");

    public override string[] Arguments => ["postgresql", database.ConnectionString, options.Schema!];

    public override async Task<DbConnection> ConnectAsync() => await database.DataSource.OpenConnectionAsync();

    public override SqlSegmentStore Open(KeyKind keyKind, Func<StoreSettings, StoreSettings> with) => PostgreSqlSegmentStore.Create(database.DataSource, keyKind, options, with);
}
