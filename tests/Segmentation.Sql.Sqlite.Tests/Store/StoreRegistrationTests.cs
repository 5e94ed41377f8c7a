using Microsoft.Extensions.DependencyInjection;
using Segmentation.Sql.Store;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Sqlite.Tests.Store;

public sealed class StoreRegistrationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UseSqliteStore_InAHost_KeepsWhatIsSaved()
    {
        await using var place = new SqlitePlace(new SqlStoreOptions { Prefix = "shop_" });
        await using (ServiceProvider services = Host(s => s.UseSqliteStore(place.File.ConnectionString, KeyKind.Integer, o => o.Prefix = "shop_")))
        {
            await services.GetRequiredService<ISegmentStore>().PrepareAsync(Ct);
            await services.GetRequiredService<SegmentCatalog>().SaveAsync(Segment.Define("vip").Everyone(), Ct);
        }

        using SqlSegmentStore store = place.Open();
        Assert.NotNull(await store.FindSegmentAsync("vip", Ct));
    }

    [Fact]
    public async Task UseSqlite_InAHost_IsSourceAndStore()
    {
        await using var place = new SqlitePlace(new SqlStoreOptions());
        var customers = new SqliteDatabase(place.File.ConnectionString);
        await new SqlLoader(customers).LoadAsync(StatementShapes.Defaults(CommerceSchema.Create()), ct: Ct);
        await using ServiceProvider services = new ServiceCollection()
            .AddSegmentation(s => s.AddCommerce().UseSqlite(place.File.ConnectionString, map => map.Table("customer", "customers"), KeyKind.Integer))
            .BuildServiceProvider();
        await services.GetRequiredService<ISegmentStore>().PrepareAsync(Ct);
        await services.GetRequiredService<SegmentCatalog>().SaveAsync(Segment.Define("all").Everyone(), Ct);

        RefreshReport report = await services.GetRequiredService<SegmentRefresher>().RefreshAllAsync(ct: Ct);

        Assert.Equal(1L, Assert.Single(report.Segments).Size);
        Assert.True(await services.GetRequiredService<SegmentMemberships>().ContainsAsync("all", 1, Ct));
    }

    [Fact]
    public async Task UseSqliteStore_WithoutAKindOfKeys_SaysWhatIsMissing()
    {
        await using ServiceProvider services = Host(s => s.UseSqliteStore("Data Source=unused.db"));
        Assert.Contains(
            "pass it to UseSqliteStore, or call MapSubject",
            Assert.ThrowsAny<Exception>(() => services.GetRequiredService<ISegmentStore>()).ToString(),
            StringComparison.Ordinal);
    }

    private static ServiceProvider Host(Action<SegmentationBuilder> configure) => new ServiceCollection()
        .AddSegmentation(s => configure(s.AddCommerce().UseSource("nobody", _ => new Nobody())))
        .BuildServiceProvider();

    private sealed class Nobody : ISegmentSource
    {
        public ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct) => throw new NotSupportedException();
    }
}
