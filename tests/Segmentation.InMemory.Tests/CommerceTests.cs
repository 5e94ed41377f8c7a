namespace Segmentation.InMemory.Tests;

/// <summary>The commerce vocabulary over a host's classes.</summary>
public sealed class CommerceTests
{
    private static readonly SegmentSchema Schema = CommerceSchema.Create();

    [Fact]
    public async Task ReadAsync_AddressesInPropertiesOfTheCustomer_AreRowsWithAKind()
    {
        var source = new ObjectSource<Buyer>(Schema, new BuyerMap(), [new Buyer(1, new Place("UA"), new Place("DE")), new Buyer(2, null, new Place("FR"))]);
        Assert.Equal(
            [("1", "billing", "UA"), ("1", "shipping", "DE"), ("2", "shipping", "FR")],
            (await source.RowsAsync(Schema, Schema.Want("customer", "addresses", "kind", "country")))
                .Select(r => (r.Root, (string)r.Values[0]!, (string)r.Values[1]!)));
    }

    [Fact]
    public async Task ReadAsync_AddressesAsPartsOfTheCustomer_AreRowsWithAKind()
    {
        var map = new LambdaMap<Buyer>(m => m.Key(b => b.Id)
            .One("shipping_address", b => b.Ship, a => a.Attribute("country", x => x.Country))
            .One("billing_address", b => b.Invoice, a => a.Attribute("country", x => x.Land).Attribute("city", x => x.Ort)));
        var source = new ObjectSource<Buyer>(
            Schema, map, [new Buyer(2, null, new Place("FR")), new Buyer(1, null, new Place("DE")) { Invoice = new Anschrift("UA", "Kyiv") }, new Buyer(3, null, null)]);
        Assert.Equal(
            [("1", "shipping", "DE"), ("1", "billing", "UA"), ("2", "shipping", "FR")],
            (await source.RowsAsync(Schema, Schema.Want("customer", "addresses", "kind", "country")))
                .Select(r => (r.Root, (string)r.Values[0]!, (string)r.Values[1]!)));

        // What only one of the parts has is not offered: a condition on it is refused, never read as missing.
        string message = (await Assert.ThrowsAsync<SegmentSourceException>(
            () => source.RowsAsync(Schema, Schema.Want("customer", "addresses", "city")))).Message;
        Assert.Contains("add .Attribute(\"city\", …)", message, StringComparison.Ordinal);
        Assert.Contains(".shipping_address and ", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_CartAsAPart_IsTheOnlyCartWithItsItems()
    {
        var map = new LambdaMap<Shopper>(m => m.Key(s => s.Id).One("cart", s => s.Cart, c => c
            .Key(x => x.Id)
            .Attribute("grand_total", x => x.Total)
            .Many("items", x => x.Skus.Select(sku => Tuple.Create(sku)), i => i.Attribute("sku", x => x.Item1))));
        var source = new ObjectSource<Shopper>(Schema, map, [new Shopper(1, new Basket(7, 10m, ["a", "b"])), new Shopper(2, null)]);
        Assert.Equal(
            [("1", true, 10m)],
            (await source.RowsAsync(Schema, Schema.Want("customer", "carts", "is_active", "grand_total"))).Select(r => (r.Root, (bool)r.Values[0]!, (decimal)r.Values[1]!)));
        Assert.Equal(["a", "b"], (await source.RowsAsync(Schema, Schema.Want("customer", "carts.items", "sku"))).Select(r => (string)r.Values[0]!));
    }

    [Fact]
    public void Build_Parts_AreOfferedOneByOneToThoseWhoTranslate()
    {
        EntityMapping mapping = new LambdaMap<Buyer>(m => m.Key(b => b.Id)
            .One("shipping_address", b => b.Ship, a => a.Attribute("country", x => x.Country))
            .One("billing_address", b => b.Bill, a => a.Attribute("country", x => x.Country))).Build(Schema);
        RelationMapping addresses = mapping.FindRelation("addresses")!;
        Assert.Equal(["shipping_address", "billing_address"], addresses.Parts.Select(p => p.Relation.Name));
        Assert.Equal(["country", "kind"], addresses.Parts[0].Target!.Attributes.Select(a => a.Attribute.Name));
        Assert.Same(addresses.Parts[0], mapping.FindRelation("shipping_address"));
    }

    [Fact]
    public void Build_PartsThatCannotBe_AreReported()
    {
        var map = new LambdaMap<Buyer>(m => m.Key(b => b.Id)
            .Many("shipping_address", b => new[] { b.Ship! }, a => a.Attribute("country", x => x.Country))
            .One("billing_address", b => b.Bill, a => a.Attribute("kind", x => x.Country))
            .One("last_order", b => b.Bill, _ => { })
            .Many("carts", b => new[] { b.Ship! }, _ => { })
            .One("cart", b => b.Ship, _ => { }));
        Assert.Equal(
            [
                "'shipping_address' is one row of 'addresses'; declare it with .One(…), or map that relation, with the attributes it is chosen by.",
                "'billing_address' says what 'kind' is; leave it out of the map.",
                "'last_order' is chosen among 'orders'; map that relation, with the attributes it is chosen by.",
                "'carts' is mapped as well, and 'cart' is one of its rows; leave 'cart' out and map the attributes it is chosen by, or leave 'carts' out.",
            ],
            Assert.Throws<SegmentDefinitionException>(() => map.Build(Schema)).Problems.Select(p => p.Message));
    }

    private sealed record Anschrift(string Land, string Ort);

    private sealed record Basket(long Id, decimal Total, string[] Skus);

    private sealed record Shopper(long Id, Basket? Cart);

    private sealed record Place(string Country);

    private sealed record Buyer(long Id, Place? Bill, Place? Ship)
    {
        public Anschrift? Invoice { get; init; }

        public IEnumerable<(string Kind, Place? Place)> Places => [("billing", Bill), ("shipping", Ship)];
    }

    private sealed class BuyerMap : SubjectMap<Buyer>
    {
        public override void Configure(EntityMap<Buyer> map) => map
            .Key(b => b.Id)
            .Many("addresses", b => b.Places.Where(p => p.Place != null).Select(p => Tuple.Create(p.Kind, p.Place!)), a => a
                .Attribute("kind", x => x.Item1)
                .Attribute("country", x => x.Item2.Country));
    }
}
