using Segmentation.Sql.Store;
using Segmentation.Tests.Shared;
using Segmentation.Tests.Shared.Pushdown;

namespace Segmentation.Sql.Sqlite.Tests.Pushdown;

/// <summary>In memory, as thousands of files would take their time; the store is otherwise that of a file.</summary>
internal sealed class SqlitePushdownEngine : PushdownEngine
{
    protected override async Task<Place> LoadAsync(DatasetTables tables, CancellationToken ct)
    {
        var file = new SqliteFile();
        var loader = new SqlLoader(file.Database);
        await loader.LoadAsync(tables, ct: ct);
        return new Place(
            file.Database,
            loader.MapOf(tables),
            (kind, observer) =>
            {
                var dialect = new SqliteStoreDialect(kind);
                return new SqlSegmentStore(
                    async token => new StoreSession(await file.Database.OpenConnectionAsync(token)), dialect, new SqlStoreOptions().ToSettings(dialect) with { Observer = observer });
            },
            () =>
            {
                file.Dispose();
                return ValueTask.CompletedTask;
            });
    }
}
