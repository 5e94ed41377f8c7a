using Segmentation.Tests.Shared;
using Segmentation.Tests.Shared.Composition;

namespace Segmentation.Sql.Sqlite.Tests.Composition;

internal sealed class SqliteComposedEngine : ComposedEngine
{
    public override string Name => "statements of SQLite";

    protected override async Task<Loaded> LoadAsync(DatasetTables tables, CancellationToken ct)
    {
        var file = new SqliteFile();
        var loader = new SqlLoader(file.Database);
        await loader.LoadAsync(tables, ct: ct);
        return new Loaded(file.Database, loader.MapOf(tables), SqlName.Of(tables.Schema.Subject.PluralName), () =>
        {
            file.Dispose();
            return ValueTask.CompletedTask;
        });
    }
}
