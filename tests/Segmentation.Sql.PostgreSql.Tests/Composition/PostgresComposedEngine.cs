using System.Globalization;
using Segmentation.Tests.Shared;
using Segmentation.Tests.Shared.Composition;

namespace Segmentation.Sql.PostgreSql.Tests.Composition;

internal sealed class PostgresComposedEngine(PostgresDatabase database) : ComposedEngine
{
    private int _schemas;

    public override string Name => "statements of PostgreSQL";

    protected override async Task<Loaded> LoadAsync(DatasetTables tables, CancellationToken ct)
    {
        string schema = "c" + (++_schemas).ToString(CultureInfo.InvariantCulture);
        var sql = new PostgreSqlDatabase(database.DataSource);
        var loader = new SqlLoader(sql, new SqlLoaderOptions { Schema = schema, CreateSchema = true });
        await loader.LoadAsync(tables, ct: ct);
        return new Loaded(sql, loader.MapOf(tables), SqlName.Of(schema, tables.Schema.Subject.PluralName), () => new ValueTask(loader.DropAsync(tables, CancellationToken.None)));
    }
}
