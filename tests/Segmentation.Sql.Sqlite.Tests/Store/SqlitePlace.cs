using System.Data.Common;
using Microsoft.Data.Sqlite;
using Segmentation.Sql.Store;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Sqlite.Tests.Store;

/// <summary>A store in a file of its own.</summary>
internal sealed class SqlitePlace(SqlStoreOptions? options = null) : StorePlace
{
    public StoreFile File { get; } = new();

    public override StoreNames Names { get; } = new("", options?.Prefix ?? "segmentation_");

    public override string[] Arguments => ["sqlite", File.ConnectionString, ""];

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection(File.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public override SqlSegmentStore Open(KeyKind keyKind, Func<StoreSettings, StoreSettings> with) => SqliteSegmentStore.Create(File.ConnectionString, keyKind, options, with);

    public override ValueTask DisposeAsync()
    {
        File.Dispose();
        return base.DisposeAsync();
    }
}
