using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Segmentation.Tests.Shared;

namespace Segmentation.EntityFrameworkCore.Tests.Shop;

/// <summary>Segments over a host's own classes, read and composed, on both providers.</summary>
public sealed class ShopTests(PostgresCluster cluster)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SQLite", false, "")]
    [InlineData("SQLite", true, "tr-TR")]
    [InlineData("PostgreSQL", false, "")]
    [InlineData("PostgreSQL", true, "tr-TR")]
    [InlineData("PostgreSQL ICU", true, "tr-TR")]
    public async Task Evaluation_OverEverythingThatIsMapped_FindsTheMembers(string provider, bool relationalNulls, string culture)
    {
        await using OpenShop shop = await OpenShop.CreateAsync(provider, cluster, Ct, relationalNulls);
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            EvaluationResult result = await new SegmentEvaluator(new EntitySource<ShopContext>(shop, shop.Maps)).EvaluateAsync(ShopData.Bind(), ShopData.AsOf, ct: Ct);
            Assert.All(ShopData.Segments, s => Assert.Equal((s.Key, string.Join(' ', s.Value.Members)), (s.Key, string.Join(' ', result[s.Key].Select(k => k.ToString())))));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("SQLite", false, "")]
    [InlineData("SQLite", true, "tr-TR")]
    [InlineData("PostgreSQL", false, "")]
    [InlineData("PostgreSQL", true, "tr-TR")]
    [InlineData("PostgreSQL ICU", true, "tr-TR")]
    public async Task InSegment_OverEverythingThatIsMapped_FindsTheMembers(string provider, bool relationalNulls, string culture)
    {
        await using OpenShop shop = await OpenShop.CreateAsync(provider, cluster, Ct, relationalNulls);
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            SegmentSet set = ShopData.Bind();
            await using ShopContext db = shop.CreateDbContext();
            foreach ((string id, (_, string[] members)) in ShopData.Segments)
            {
                int[] found = await db.Customers.InSegment(set[id], ShopData.AsOf).OrderBy(c => c.Id).Select(c => c.Id).ToArrayAsync(Ct);
                Assert.Equal((id, string.Join(' ', members)), (id, string.Join(' ', found)));
                int[] others = await db.Customers.NotInSegment(set[id], ShopData.AsOf).Select(c => c.Id).ToArrayAsync(Ct);
                Assert.Equal((id, 3 - members.Length), (id, others.Length));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task InSegment_WithOtherOperators_IsOneQuery()
    {
        await using OpenShop shop = await OpenShop.CreateAsync("SQLite", cluster, Ct);
        SegmentSet set = ShopData.Bind();
        await using ShopContext db = shop.CreateDbContext();

        List<Customer> page = await db.Customers.Where(c => c.Email != null).Include(c => c.Orders).InSegment(set["text"], ShopData.AsOf)
            .NotInSegment(set["json"], ShopData.AsOf).OrderBy(c => c.Email).Skip(0).Take(5).ToListAsync(Ct);
        Assert.Equal(10.50m, Assert.Single(Assert.Single(page).Orders).Total);

        Assert.Equal(["bea@EXAMPLE.com"], await db.Customers.InSegment(set["shadow"], ShopData.AsOf).Select(c => c.Email!).ToArrayAsync(Ct));
        Assert.Equal(2, await db.Customers.InSegment(set["enum-as-text"], ShopData.AsOf).ExecuteUpdateAsync(s => s.SetProperty(c => c.Email, "gold"), Ct));
        Assert.Equal(2, await db.Customers.CountAsync(c => c.Email == "gold", Ct));
    }

    [Fact]
    public async Task InSegment_OfAContextThatKnowsNothing_SaysWhatToCall()
    {
        await using OpenShop shop = await OpenShop.CreateAsync("SQLite", cluster, Ct);
        await using var db = new ShopContext(new DbContextOptionsBuilder<ShopContext>().UseSqlite(shop.ConnectionString).Options);
        string message = Assert.Throws<InvalidOperationException>(() => db.Customers.InSegment(ShopData.Bind()["text"], ShopData.AsOf)).Message;
        Assert.Contains("UseSegmentation", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InSegment_BeyondTheLimitOfConditions_IsRefused()
    {
        await using OpenShop shop = await OpenShop.CreateAsync("SQLite", cluster, Ct);
        var options = new DbContextOptionsBuilder<ShopContext>().UseSqlite(shop.ConnectionString).UseSegmentation(shop.Maps, maxComposedNodes: 2).Options;
        await using var db = new ShopContext(options);
        var refused = Assert.Throws<CompositionRefusedException>(() => db.Customers.InSegment(ShopData.Bind()["json"], ShopData.AsOf));
        Assert.Equal("compose.size", Assert.Single(refused.Problems).Code);
    }
}
