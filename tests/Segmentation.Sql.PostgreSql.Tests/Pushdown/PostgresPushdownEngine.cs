using System.Globalization;
using Segmentation.Sql.Store;
using Segmentation.Tests.Shared;
using Segmentation.Tests.Shared.Pushdown;

namespace Segmentation.Sql.PostgreSql.Tests.Pushdown;

internal sealed class PostgresPushdownEngine(PostgresDatabase database) : PushdownEngine
{
    private int _schemas;

    protected override async Task<Place> LoadAsync(DatasetTables tables, CancellationToken ct)
    {
        string schema = "d" + (++_schemas).ToString(CultureInfo.InvariantCulture);
        var sql = new PostgreSqlDatabase(database.DataSource);
        var loader = new SqlLoader(sql, new SqlLoaderOptions { Schema = schema, CreateSchema = true });
        await loader.LoadAsync(tables, ct: ct);
        return new Place(
            sql,
            loader.MapOf(tables),
            (kind, observer) => PostgreSqlSegmentStore.Create(
                database.DataSource, kind, new SqlStoreOptions { Schema = schema + "s" }, settings => settings with { Observer = observer }),
            async () =>
            {
                await loader.DropAsync(tables, CancellationToken.None);
                await database.ExecuteAsync($"DROP SCHEMA IF EXISTS {schema}s CASCADE", CancellationToken.None);
            });
    }
}
