using Microsoft.Data.Sqlite;
using Segmentation.StoreProcess.Shops;
using Segmentation.Tests.Shared;

namespace Segmentation.Hosting.Tests.Shops;

/// <summary>A shop as it is before its second refresh, and copies of it, each for one process after another.</summary>
public abstract class ShopPlaces : IAsyncDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("segmentation-shop-");
    private readonly SemaphoreSlim _making = new(1, 1);
    private ShopAddress? _template;
    private int _copies;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A shop without anything in it.</summary>
    public async Task<ShopAddress> NewAsync() => await MakeAsync(NewDirectory(), null, Ct);

    /// <summary>A shop that was refreshed once, and in which a week has passed.</summary>
    public async Task<ShopAddress> CopyAsync()
    {
        await _making.WaitAsync(Ct);
        try
        {
            if (_template is null)
            {
                ShopAddress template = await NewAsync();
                await using (var host = new ShopHost(template, new ShopWatch()))
                    await host.PrepareAsync(Ct);
                await CloseAsync(template);
                _template = template;
            }
        }
        finally
        {
            _making.Release();
        }

        string directory = NewDirectory();
        foreach (string export in Directory.GetFiles(_template.Exports))
        {
            Directory.CreateDirectory(Path.Combine(directory, "exports"));
            File.Copy(export, Path.Combine(directory, "exports", Path.GetFileName(export)));
        }

        return await MakeAsync(directory, _template, Ct);
    }

    /// <summary>Removes a shop that is no longer needed.</summary>
    public virtual Task RemoveAsync(ShopAddress address)
    {
        Directory.Delete(address.Directory, recursive: true);
        return Task.CompletedTask;
    }

    public virtual ValueTask DisposeAsync()
    {
        _making.Dispose();
        _root.Delete(recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes a database, empty or as a copy.</summary>
    protected abstract Task<ShopAddress> MakeAsync(string directory, ShopAddress? template, CancellationToken ct);

    /// <summary>Lets nobody be connected to a shop.</summary>
    protected abstract Task CloseAsync(ShopAddress address);

    private string NewDirectory() => _root.CreateSubdirectory($"{Interlocked.Increment(ref _copies)}").FullName;
}

/// <summary>Shops in SQLite files.</summary>
public sealed class SqliteShops : ShopPlaces
{
    protected override Task<ShopAddress> MakeAsync(string directory, ShopAddress? template, CancellationToken ct)
    {
        string file = Path.Combine(directory, "shop.db");
        if (template is not null)
            File.Copy(Path.Combine(template.Directory, "shop.db"), file);
        return Task.FromResult(new ShopAddress("sqlite", $"Data Source={file};Default Timeout=60", directory));
    }

    public override async Task RemoveAsync(ShopAddress address)
    {
        await CloseAsync(address);
        await base.RemoveAsync(address);
    }

    protected override Task CloseAsync(ShopAddress address)
    {
        using var connection = new SqliteConnection(address.ConnectionString);
        SqliteConnection.ClearPool(connection);
        return Task.CompletedTask;
    }
}

/// <summary>Shops in databases of a PostgreSQL server.</summary>
public sealed class PostgreSqlShops(PostgresCluster cluster) : ShopPlaces
{
    private readonly Dictionary<string, PostgresDatabase> _databases = [];

    public override async Task RemoveAsync(ShopAddress address)
    {
        PostgresDatabase database;
        lock (_databases)
        {
            database = _databases[address.ConnectionString];
            _databases.Remove(address.ConnectionString);
        }

        await database.DisposeAsync();
        await base.RemoveAsync(address);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (PostgresDatabase database in _databases.Values)
            await database.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override async Task<ShopAddress> MakeAsync(string directory, ShopAddress? template, CancellationToken ct)
    {
        PostgresDatabase? copied = null;
        if (template is not null)
        {
            lock (_databases)
                copied = _databases[template.ConnectionString];
        }

        PostgresDatabase database = await cluster.CreateDatabaseAsync(copied, ct);
        lock (_databases)
            _databases.Add(database.ConnectionString, database);
        return new ShopAddress("postgresql", database.ConnectionString, directory);
    }

    // The host has closed its own connections.
    protected override Task CloseAsync(ShopAddress address) => Task.CompletedTask;
}
