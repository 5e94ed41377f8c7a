using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests;

/// <summary>One database for all tests of a class. Made by the first test, so that it is skipped where there is no server.</summary>
public sealed class ConformanceDatabase(PostgresCluster cluster) : IAsyncDisposable
{
    private PostgresDatabase? _database;

    public async Task<PostgresDatabase> GetAsync() => _database ??= await cluster.CreateDatabaseAsync();

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;
}
