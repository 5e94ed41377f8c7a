using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests.Pushdown;

/// <summary>A refresh inside PostgreSQL stores exactly the members that the oracle expects, by words of the published list.</summary>
public sealed class PushdownConformanceTests(PostgresCluster cluster)
{
    [Fact]
    public async Task Members_OfRandomScenarios_AgreeWithTheOracleByListedConstructs()
    {
        await using PostgresDatabase database = await cluster.CreateDatabaseAsync("LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C.UTF-8'", TestContext.Current.CancellationToken);
        var engine = new PostgresPushdownEngine(database);
        await RandomAgreement.AssertAsync(engine, share: 200);
        Assert.True(engine.Pushed > 0 || engine.Evaluated < 30, $"{engine.Pushed} segments were refreshed in the database, {engine.Evaluated} evaluated");
        Assert.Empty(engine.OtherWords);
    }
}
