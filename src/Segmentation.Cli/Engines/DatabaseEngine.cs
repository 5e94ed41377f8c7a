using Segmentation.Cli.Databases;
using Segmentation.Cli.Output;
using Segmentation.Files;
using Segmentation.Sql;

namespace Segmentation.Cli.Engines;

/// <summary>
/// Loads the rows into tables of a database and evaluates over them; the tables are removed in the end. They are in a
/// schema of their own where there are schemas, and in a temporary file where SQLite has no other.
/// </summary>
internal sealed class DatabaseEngine(DatabaseKind kind) : IEngine
{
    public string Name => kind.Name;

    public ConnectionUse Connection => kind == DatabaseKind.Sqlite ? ConnectionUse.Optional : ConnectionUse.Required;

    public async ValueTask<EngineSource> LoadAsync(DataDirectory data, string? connection, Action<string> status, CancellationToken ct)
    {
        string name = $"segments_{Guid.NewGuid():N}";
        string? file = connection is null ? Path.Combine(Path.GetTempPath(), $"{name}.db") : null;
        OpenDatabase database = kind.OpenGiven(connection ?? $"Data Source={file};Pooling=False");
        var loader = new SqlLoader(database.Database, new SqlLoaderOptions { Schema = kind.HasSchemas ? name : null, CreateSchema = kind.HasSchemas });
        bool isLoaded = false;
        try
        {
            var progress = new Relay<SqlLoadProgress>(p => status($"Loading {p.Table} into {Name}: {p.Rows:N0} rows"));
            await OpenDatabase.AskAsync(kind, () => loader.LoadAsync(data, progress, ct)).ConfigureAwait(false);
            isLoaded = true;
            return new EngineSource(new SqlSource(data.Schema, database.Database, loader.MapOf(data)), RemoveAsync);
        }
        finally
        {
            // What did not load left nothing behind, save a file.
            if (!isLoaded)
                await EndAsync().ConfigureAwait(false);
        }

        async ValueTask RemoveAsync()
        {
            if (file is null)
                await loader.DropAsync(data, CancellationToken.None).ConfigureAwait(false);
            await EndAsync().ConfigureAwait(false);
        }

        async ValueTask EndAsync()
        {
            await database.DisposeAsync().ConfigureAwait(false);
            if (file is not null)
                File.Delete(file);
        }
    }
}
