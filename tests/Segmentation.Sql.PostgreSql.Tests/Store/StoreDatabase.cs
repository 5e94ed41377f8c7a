using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests.Store;

/// <summary>
/// One database for all tests of a class, in whose locale texts order otherwise than by code points. Made by the first
/// test, so that it is skipped where there is no server.
/// </summary>
public sealed class StoreDatabase(PostgresCluster cluster) : IAsyncDisposable
{
    private readonly SemaphoreSlim _making = new(1, 1);
    private PostgresDatabase? _database;
    private int _schemas;

    public async Task<PostgresDatabase> GetAsync()
    {
        await _making.WaitAsync();
        try
        {
            return _database ??= await cluster.CreateDatabaseAsync("LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C.UTF-8'");
        }
        finally
        {
            _making.Release();
        }
    }

    /// <summary>A store in a schema of its own, of whose name nothing may become a part of a statement.</summary>
    public SqlStoreOptions NewSchema() => new() { Schema = $"store \"{Interlocked.Increment(ref _schemas)}'; -- $1 @p0" };

    public async ValueTask DisposeAsync()
    {
        _making.Dispose();
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
