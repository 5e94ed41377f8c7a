using Segmentation.Sql.Sqlite.Tests.Store;
using Segmentation.Sql.Store;
using Segmentation.Testing;
using Segmentation.Tests.Shared;
using Segmentation.Tests.Shared.Pushdown;

namespace Segmentation.Sql.Sqlite.Tests.Pushdown;

public sealed class SqlitePushdownTests : PushdownTests
{
    private protected override bool IsDistributed => false;

    [Fact]
    public void RefreshInDatabase_OverCustomersElsewhere_IsRefusedWhenTheHostStarts()
    {
        using var place = new StoreFile();
        using var store = (SqlSegmentStore)SqliteSegmentStore.Create(place.ConnectionString, KeyKind.Integer);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => new PushdownHost(new DatasetSource(Dataset.Parse(Schema, """{ "customers": [] }""")), store, TimeProvider.System, Schema, isInDatabase: true));
        Assert.Contains("by a SqlSource; the source is a DatasetSource", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RefreshInDatabase_WithAStoreElsewhere_IsRefusedWhenTheHostStarts()
    {
        using var file = new SqliteFile();
        var dialect = new PostgreSqlStoreDialect(KeyKind.Integer);
        using var store = new SqlSegmentStore(_ => throw new NotSupportedException(), dialect, new SqlStoreOptions().ToSettings(dialect));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => new PushdownHost(new SqlSource(Schema, file.Database), store, TimeProvider.System, Schema, isInDatabase: true));
        Assert.Contains("the store of segments in the customers' database, which is SQLite; the store is a SqlSegmentStore of PostgreSQL", error.Message, StringComparison.Ordinal);
    }

    private protected override async Task<PushdownPlace> NewPlaceAsync(DatasetTables tables)
    {
        var place = new SqlitePlace();
        var database = new SqliteDatabase(place.File.ConnectionString);
        var loader = new SqlLoader(database);
        await loader.LoadAsync(tables, ct: Ct);
        return new PushdownPlace(place, database, loader.MapOf(tables), name => name)
        {
            Break = "UPDATE customers SET store_credit = '1e2' WHERE id = 2",
            BrokenAttribute = "store_credit",
            BrokenValue = 5m,
        };
    }
}
