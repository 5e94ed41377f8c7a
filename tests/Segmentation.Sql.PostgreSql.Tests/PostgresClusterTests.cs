using Segmentation.Tests.Shared;

[assembly: AssemblyFixture(typeof(PostgresCluster))]

namespace Segmentation.Sql.PostgreSql.Tests;

public sealed class PostgresClusterTests(PostgresCluster cluster)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateDatabase_Twice_GivesDatabasesApart()
    {
        await using PostgresDatabase one = await cluster.CreateDatabaseAsync(ct: Ct);
        await using PostgresDatabase two = await cluster.CreateDatabaseAsync(ct: Ct);
        await one.ExecuteAsync("CREATE TABLE t (a int)", Ct);
        Assert.Equal(0L, await two.ScalarAsync<long>("SELECT count(*) FROM pg_class WHERE relname = 't'", Ct));
    }

    [Theory]
    [InlineData("LOCALE 'C'", "c", "C")]
    [InlineData("LOCALE 'C.UTF-8'", "c", "C.UTF-8")]
    [InlineData("LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C.UTF-8'", "i", "C.UTF-8")]
    public async Task CreateDatabase_OfALocale_HasIt(string options, string provider, string collate)
    {
        await using PostgresDatabase database = await cluster.CreateDatabaseAsync(options, Ct);
        Assert.Equal($"{provider} {collate}", await database.ScalarAsync<string>("SELECT datlocprovider::text || ' ' || datcollate FROM pg_database WHERE datname = current_database()", Ct));
    }
}
