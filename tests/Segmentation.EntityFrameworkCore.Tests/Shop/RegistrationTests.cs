using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Segmentation.EntityFrameworkCore.Tests.Shop;

/// <summary>A host that registers segments over its context in one call.</summary>
public sealed class RegistrationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refresh_ThroughTheHostsContext_StoresMembersThatQueriesNavigate(bool isPooled)
    {
        using var file = new TempDatabase();
        await using ServiceProvider services = Services(file, isPooled, s => s.MapSubject<Customer, ShopMap>());
        await using (ShopContext db = await services.GetRequiredService<IDbContextFactory<ShopContext>>().CreateDbContextAsync(Ct))
        {
            await db.Database.EnsureCreatedAsync(Ct);
            await ShopData.FillAsync(db, Ct);
        }

        var store = services.GetRequiredService<ISegmentStore>();
        await store.PrepareAsync(Ct);
        await services.GetRequiredService<SegmentCatalog>().SaveAsync(Segment.Define("gold").Where(c => c.Attribute("level").Equal("gold")), Ct);
        await services.GetRequiredService<SegmentRefresher>().RefreshAsync(["gold"], ct: Ct);

        await using ShopContext context = await services.GetRequiredService<IDbContextFactory<ShopContext>>().CreateDbContextAsync(Ct);
        int[] members = [2, 10];
        Assert.Equal(members, await context.Customers.Where(c => c.Segments.Any(m => m.Segment.Id == "gold")).OrderBy(c => c.Id).Select(c => c.Id).ToArrayAsync(Ct));
        Customer anna = await context.Customers.Include(c => c.Segments).ThenInclude(m => m.Segment).SingleAsync(c => c.Id == 10, Ct);
        Assert.Equal("gold", Assert.Single(anna.Segments).Segment.Id);
        SegmentSet set = await services.GetRequiredService<SegmentCatalog>().GetAsync(Ct);
        Assert.Equal(members, await context.Customers.Where(c => c.Id > 0).InSegment(set["gold"], ShopData.AsOf).OrderBy(c => c.Id).Select(c => c.Id).ToArrayAsync(Ct));
    }

    [Fact]
    public async Task Start_WithAMapThatDoesNotFitTheModel_NamesTheProblem()
    {
        using var file = new TempDatabase();
        await using ServiceProvider services = Services(file, isPooled: false, s => s.MapSubject<Customer, UnmappedMap>());
        string message = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate()).Message;
        Assert.Contains("UnmappedMap.email (ef.unmapped)", message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(TempDatabase file, bool isPooled, Action<SegmentationBuilder> map)
    {
        var services = new ServiceCollection();
        if (isPooled)
            services.AddPooledDbContextFactory<ShopContext>(o => o.UseSqlite(file.ConnectionString));
        else
            services.AddDbContextFactory<ShopContext>(o => o.UseSqlite(file.ConnectionString));
        services.AddSegmentation(s =>
        {
            s.UseSchema(ShopMap.Schema).UseEntityFrameworkCore<ShopContext>().UseEntityFrameworkCore<ShopContext>();
            map(s);
        });
        return services.BuildServiceProvider();
    }

    private sealed class UnmappedMap : SubjectMap<Customer>
    {
        public override void Configure(EntityMap<Customer> map) => map.Key(c => c.Id).Attribute("email", c => c.Shown);
    }
}
