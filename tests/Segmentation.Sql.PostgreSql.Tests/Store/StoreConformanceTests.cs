using Segmentation.Testing;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests.Store;

/// <summary>The whole suite for stores, over PostgreSQL.</summary>
public sealed class StoreConformanceTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    public static TheoryData<string> Cases => [.. StoreConformance.Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Store_OfTheContract_DoesWhatItSays(string name)
    {
        await using var stores = new PlacedStores("PostgreSQL store", async () => new PostgresPlace(await database.GetAsync(), database.NewSchema()));
        await stores.RunAsync(StoreConformance.Cases.Single(c => c.Name == name), TestContext.Current.CancellationToken);
    }
}
