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
    public void Build_AddressChosenAmongOthers_SaysWhichRelationToMap()
    {
        var map = new LambdaMap<Buyer>(m => m.Key(b => b.Id).One("shipping_address", b => b.Ship, a => a.Attribute("country", x => x.Country)));
        Problem problem = Assert.Single(Assert.Throws<SegmentDefinitionException>(() => map.Build(Schema)).Problems);
        Assert.Equal(
            "'shipping_address' is chosen among 'addresses'; map that relation, with the attributes it is chosen by.", problem.Message);
    }

    private sealed record Place(string Country);

    private sealed record Buyer(long Id, Place? Bill, Place? Ship)
    {
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
