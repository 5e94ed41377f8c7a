using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests.Reading;

/// <summary>What an evaluation costs the database does not grow with the segments over the same columns.</summary>
public sealed class CostTests(PostgresCluster cluster)
{
    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task StatementsAndRows_OfSegmentsOverTheSameColumns_AreThoseOfOne(int segments)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using PostgresDatabase database = await cluster.CreateDatabaseAsync(ct: ct);
        await database.ExecuteAsync(CostRun.Tables, ct);
        await CostRun.AssertCostOfOneAsync(new PostgreSqlDatabase(database.DataSource), segments, ct);
    }
}
