using Segmentation.Testing;
using Segmentation.Tests.Shared;

[assembly: AssemblyFixture(typeof(PostgresCluster))]

namespace Segmentation.EntityFrameworkCore.Tests.Conformance;

/// <summary>The whole conformance suite over the rows that EF Core reads.</summary>
public sealed class ConformanceTests(PostgresBags postgres) : IClassFixture<PostgresBags>
{
    public static TheoryData<string> Names => [.. ConformanceCases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Case_OnSqlite_GivesExactlyItsMembers(string name) =>
        await new SourceEngine("SQLite", BagDatabase.OnSqliteAsync).RunAsync(CaseOrSkip(name), TestContext.Current.CancellationToken);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Case_OnPostgreSql_GivesExactlyItsMembers(string name) =>
        await new SourceEngine("PostgreSQL", postgres.OpenAsync).RunAsync(CaseOrSkip(name), TestContext.Current.CancellationToken);

    private static ConformanceCase CaseOrSkip(string name)
    {
        ConformanceCase @case = ConformanceCases.All.Single(c => c.Name == name);
        if (@case.Requirements.Contains("SEMANTICS 4 keys as read") && @case.ReadData() is var data && data.KeyKindOf(data.Schema.Subject.Name) == KeyKind.Guid)
            Assert.Skip("A column of GUIDs keeps no other way of writing than its own.");
        return @case;
    }
}

/// <summary>A PostgreSQL database for the datasets of a class of tests.</summary>
public sealed class PostgresBags(PostgresCluster cluster) : IAsyncDisposable
{
    private readonly SemaphoreSlim _creating = new(1, 1);
    private PostgresDatabase? _database;

    internal async Task<BagDatabase> OpenAsync(Dataset data, CancellationToken ct)
    {
        await _creating.WaitAsync(ct);
        try
        {
            _database ??= await cluster.CreateDatabaseAsync(ct: ct);
        }
        finally
        {
            _creating.Release();
        }

        return await BagDatabase.OnPostgresAsync(_database.ConnectionString, data, ct);
    }

    public async ValueTask DisposeAsync()
    {
        _creating.Dispose();
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
