using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Sqlite.Tests.Reading;

/// <summary>What an evaluation costs the database does not grow with the segments over the same columns.</summary>
public sealed class CostTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task StatementsAndRows_OfSegmentsOverTheSameColumns_AreThoseOfOne(int segments)
    {
        using var shop = new HostShop(CostRun.Tables);
        await CostRun.AssertCostOfOneAsync(shop.File.Database, segments, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Parts_InColumnsOfATable_ShareItsPass()
    {
        using var shop = new HostShop(CostRun.Tables);
        var database = new RecordedDatabase(shop.File.Database);
        SegmentSet set = SegmentSet.Bind(shop.Schema, [Segment.Define("s").Where(c => c.All(
            c.Some("orders.billing_address", a => a.Attribute("country").Equal("ua")), c.Count("orders").AtLeast(2)))]);

        EvaluationResult result = await new SegmentEvaluator(new SqlSource(shop.Schema, database)).EvaluateAsync(
            set, new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), ct: TestContext.Current.CancellationToken);

        Assert.Equal(2, database.Statements.Count);
        Assert.Equal(500 + 1000, database.Rows);
        Assert.Equal(500, result["s"].Count);
    }
}
