using Segmentation.Testing;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Sqlite.Tests.Pushdown;

/// <summary>A refresh inside SQLite stores exactly the members that the conformance suite and the oracle expect.</summary>
public sealed class PushdownConformanceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cases_RefreshedInTheDatabase_StoreExactlyTheirMembers()
    {
        var engine = new SqlitePushdownEngine();
        var failures = new List<string>();
        foreach (ConformanceCase @case in ConformanceCases.All.Where(c => c.Expected is not null))
        {
            try
            {
                await engine.RunAsync(@case, Ct);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                failures.Add($"{@case.Name}: {failed.Message}");
            }
        }

        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
        Assert.True(engine.Pushed > 10 * engine.Evaluated, $"{engine.Pushed} segments were refreshed in the database, {engine.Evaluated} evaluated");
    }

    [Fact]
    public async Task Members_OfRandomScenarios_AgreeWithTheOracle()
    {
        var engine = new SqlitePushdownEngine();
        await RandomAgreement.AssertAsync(engine, share: 40);
        Assert.True(engine.Pushed > engine.Evaluated || engine.Evaluated < 30, $"{engine.Pushed} segments were refreshed in the database, {engine.Evaluated} evaluated");
    }
}
