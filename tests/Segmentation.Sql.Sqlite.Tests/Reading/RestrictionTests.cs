using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Sqlite.Tests.Reading;

/// <summary>Rows that no condition can count stay in the database.</summary>
public sealed class RestrictionTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, RestrictionRun.Cases.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task RowsRead_OfConditions_AreThoseThatCanMatter(int number)
    {
        using var shop = new HostShop(RestrictionRun.Tables);
        await RestrictionRun.AssertAsync(shop.File.Database, number, TestContext.Current.CancellationToken);
    }
}
