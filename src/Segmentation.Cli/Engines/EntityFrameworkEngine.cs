using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage;
using Segmentation.Cli.Output;
using Segmentation.EntityFrameworkCore;
using Segmentation.Files;

namespace Segmentation.Cli.Engines;

/// <summary>Loads the rows into a temporary SQLite file and reads them through Entity Framework Core, by a model that is made of the schema.</summary>
internal sealed class EntityFrameworkEngine : IEngine
{
    public string Name => "ef";

    public ConnectionUse Connection => ConnectionUse.None;

    public async ValueTask<EngineSource> LoadAsync(DataDirectory data, string? connection, Action<string> status, CancellationToken ct)
    {
        string file = Path.Combine(Path.GetTempPath(), $"segments_{Guid.NewGuid():N}.db");
        var contexts = new Contexts(new DbContextOptionsBuilder<RowsContext>().UseSqlite($"Data Source={file};Pooling=False").UseModel(ModelOf(data)).Options);
        bool isLoaded = false;
        try
        {
            RowsContext context = contexts.CreateDbContext();
            await using (context.ConfigureAwait(false))
            {
                await context.GetService<IRelationalDatabaseCreator>().EnsureCreatedAsync(ct).ConfigureAwait(false);
                var progress = new Relay<(string Table, long Rows)>(p => status($"Loading {p.Table} into {Name}: {p.Rows:N0} rows"));
                await EntityLoader.LoadAsync(context, data, progress, ct).ConfigureAwait(false);
            }

            isLoaded = true;
            return new EngineSource(new EntitySource<RowsContext>(contexts, new EntityMaps(data.Schema)), RemoveAsync);
        }
        finally
        {
            if (!isLoaded)
                File.Delete(file);
        }

        ValueTask RemoveAsync()
        {
            File.Delete(file);
            return ValueTask.CompletedTask;
        }
    }

    private static IModel ModelOf(DataDirectory data) => SqliteConventionSetBuilder.CreateModelBuilder()
        .AddSchema(data.Schema, options => options.Keys = ((ITableSource)data).KeyKindOf)
        .FinalizeModel();

    private sealed class RowsContext(DbContextOptions<RowsContext> options) : DbContext(options);

    private sealed class Contexts(DbContextOptions<RowsContext> options) : IDbContextFactory<RowsContext>
    {
        public RowsContext CreateDbContext() => new(options);
    }
}
