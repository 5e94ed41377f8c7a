using Microsoft.EntityFrameworkCore;

namespace Segmentation.EntityFrameworkCore.Tests.Shop;

/// <summary>What a map asks of a context that the context does not have is told at once, all of it.</summary>
public sealed class ModelCheckTests
{
    [Fact]
    public void Check_OfAMapThatFits_FindsNothing()
    {
        using ShopContext db = Offline();
        new EntityMaps(ShopMap.Schema).Map(new ShopMap()).Check(db);
    }

    [Fact]
    public void Check_OfAMapThatDoesNotFit_NamesEveryPlace()
    {
        using ShopContext db = Offline();
        var refused = Assert.Throws<SegmentDefinitionException>(() => new EntityMaps(ShopMap.Schema).Map(new WrongMap()).Check(db));
        Assert.Equal(
            [
                ("WrongMap.email", "ef.unmapped"), ("WrongMap.city", "ef.unmapped"), ("WrongMap.orders.total", "ef.unmapped"),
            ],
            refused.Problems.Select(p => (p.Path, p.Code)));
        Assert.Contains("'Customer.Shown' is not mapped", refused.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfAClassThatIsNotInTheModel_SaysSo()
    {
        using ShopContext db = Offline();
        var refused = Assert.Throws<SegmentDefinitionException>(() => new EntityMaps(ShopMap.Schema).Map(new StrangerMap()).Check(db));
        Assert.Equal(("StrangerMap", "ef.entity"), (Assert.Single(refused.Problems).Path, refused.Problems[0].Code));
    }

    private static ShopContext Offline() => new(new DbContextOptionsBuilder<ShopContext>().IgnoringMany().UseSqlite("Data Source=:memory:").Options);

    private sealed class WrongMap : SubjectMap<Customer>
    {
        public override void Configure(EntityMap<Customer> map) => map
            .Key(c => c.Id)
            .Attribute("email", c => c.Shown)
            .Attribute("city", c => EF.Property<string>(c, "Town"))
            .Attribute("born", c => c.Born)
            .Many("orders", c => c.Orders, o => o.Attribute("total", x => EF.Property<decimal>(x, "Sum")));
    }

    private sealed class Stranger
    {
        public long Id { get; set; }
    }

    private sealed class StrangerMap : SubjectMap<Stranger>
    {
        public override void Configure(EntityMap<Stranger> map) => map.Key(c => c.Id);
    }
}
