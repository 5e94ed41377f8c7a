using Segmentation.Testing;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Sqlite.Tests.Store;

/// <summary>The whole suite for stores, over SQLite files.</summary>
public sealed class StoreConformanceTests
{
    public static TheoryData<string> Cases => [.. StoreConformance.Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Store_OfTheContract_DoesWhatItSays(string name)
    {
        await using var stores = new PlacedStores("SQLite store", () => Task.FromResult<StorePlace>(new SqlitePlace()));
        await stores.RunAsync(StoreConformance.Cases.Single(c => c.Name == name), TestContext.Current.CancellationToken);
    }
}
