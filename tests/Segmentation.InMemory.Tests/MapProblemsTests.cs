namespace Segmentation.InMemory.Tests;

/// <summary>What is wrong with a map is said when a source is made of it, all at once.</summary>
public sealed class MapProblemsTests
{
    private static readonly SegmentSchema Values = SegmentSchema.Create("values", s => s.Subject("row", "rows", e => e
        .Text("text").Integer("integer").Decimal("decimal").Boolean("boolean").Date("date").Instant("instant")
        .Choice("choice").ClosedChoice("closed", "yes", "no").Set("set")));

    [Fact]
    public void Build_SeveralMistakes_ReportsAllWithTheirPaths()
    {
        Assert.Equal(
            [
                "FaultyMap.nickname map.unknown",
                "FaultyMap.number_of_orders map.computed",
                "FaultyMap.email map.repeated",
                "FaultyMap.orders.key map.unknown",
                "FaultyMap.orders.grand_total map.type",
                "FaultyMap.orders.status map.type",
                "FaultyMap.orders.created_at zone.unknown",
                "FaultyMap.last_order map.relation",
                "FaultyMap map.key",
            ],
            Problems(() => new FaultyMap().Build(Shop.Schema)));
    }

    [Fact]
    public void Build_RelationsThatDoNotFit_AreReported()
    {
        Assert.Equal(["Map.orders map.relation"], Of(m => m.One("orders", c => c.Ship, _ => { })));
        Assert.Equal(["Map.shipping_address map.relation"], Of(m => m.Many("shipping_address", c => new[] { c.Ship! }, _ => { })));
        Assert.Equal(["Map.shipping_address map.relation"], Of(m => m.Reference("shipping_address", c => c.Id)));
        Assert.Equal(["Map.last_order map.relation"], Of(m => m.One("last_order", c => c.Orders![0], _ => { })));
        Assert.Equal(["Map.items map.relation"], Of(m => m.Many("items", c => c.Orders, _ => { })));
        Assert.Equal(["Map.orders.customer map.relation"], Of(m => m.Many("orders", c => c.Orders, o => o.One("customer", x => (Customer?)null, _ => { }))));
        Assert.Equal(["Map.email map.unknown"], Of(m => m.One("email", c => c.Ship, _ => { })));
        Assert.Equal(["Map.orders map.unknown"], Of(m => m.Attribute("orders", c => c.Id)));
        Assert.Equal(["Map.orders map.repeated"], Of(m => m.Many("orders", c => c.Orders, _ => { }).Many("orders", c => c.Orders, _ => { })));
        Assert.Equal(["Map.friends map.unknown"], Of(m => m.Many("friends", c => c.Orders, _ => { })));
    }

    [Fact]
    public void Build_Keys_AreCheckedWhereTheyAreNeeded()
    {
        Assert.Equal(["LambdaMap map.key"], Problems(() => new LambdaMap<Customer>(m => m.Attribute("email", c => c.Email)).Build(Shop.Schema)));
        Assert.Equal(["LambdaMap map.key"], Problems(() => new LambdaMap<Customer>(m => m.Key(c => c.Ship)).Build(Shop.Schema)));
        Assert.Equal(["Map map.repeated"], Of(m => m.Key(c => c.Id)));
        Assert.Equal(["Map.orders map.key"], Of(m => m.Many("orders", c => c.Orders, o => o.Key(x => x.Total))));
        Assert.Equal(["Map.orders.items.product map.key"], Of(m => m.Many("orders", c => c.Orders, o => o
            .Many("items", x => x.Items, i => i.One("product", x => x.Product, p => p.Attribute("name", x => x.Name))))));
    }

    [Fact]
    public void Build_OneEntityWithKeysOfTwoKinds_IsReported()
    {
        SegmentSchema schema = SegmentSchema.Create("two", s => s
            .Subject("customer", "customers", e => e.Reference("a", "product").Reference("b", "product").Reference("friend", "customer"))
            .Entity("product", "products", e => e.Text("name")));
        Assert.Equal(
            ["LambdaMap.b map.key", "LambdaMap map.key"],
            Problems(() => new LambdaMap<Product>(m => m.Key(p => p.Code).Reference("a", p => p.Code).Reference("b", p => 1L).Reference("friend", p => 2)).Build(schema)));
    }

    [Fact]
    public void Build_TypesThatDoNotFit_AreReported()
    {
        Rejects("text", 1);
        Rejects("text", DayOfWeek.Monday);
        Rejects("choice", DayOfWeek.Monday);
        Rejects("integer", 1m);
        Rejects("integer", 1UL);
        Rejects("integer", DayOfWeek.Monday);
        Rejects("integer", "1");
        Rejects("integer", new object());
        Rejects("decimal", 1.5);
        Rejects("decimal", (float?)1.5f);
        Rejects("decimal", 1m, "map.type", v => v.Scale(2));
        Rejects("decimal", 1.5, "map.scale", v => v.Scale(10));
        Rejects("decimal", 1.5, "map.scale", v => v.Scale(-1));
        Rejects("boolean", 1);
        Rejects("date", DateTimeOffset.UnixEpoch);
        Rejects("date", DateTime.UnixEpoch, "map.type", v => v.LocalTime("Europe/Kyiv"));
        Rejects("instant", new DateOnly(2025, 1, 1));
        Rejects("instant", DateTimeOffset.UnixEpoch, "map.type", v => v.LocalTime("Europe/Kyiv"));
        Rejects("instant", DateTime.UnixEpoch, "zone.unknown", v => v.LocalTime("Europe/Kijv"));
        Rejects("set", "a");
        Rejects("set", new[] { 1 });
        Rejects("integer", 1, "map.type", v => v.Choice((1, "one")));
    }

    [Fact]
    public void Build_ChoicesThatDoNotFit_AreReported()
    {
        Rejects("closed", 1, "map.choice", v => v.Choice((1, "perhaps")));
        Rejects("choice", 1, "map.choice", v => v.Choice((1, "a"), (1, "b")));
        Rejects("choice", (int?)1, "map.choice", v => v.Choice((null, "a")));
        Rejects("choice", 1, "map.choice", v => v.Choice((1, "a\0")));
        Rejects("choice", 1, "map.choice", v => v.Choice((1, null!)));
    }

    [Fact]
    public void Build_MapsWithoutEnd_AreReported()
    {
        Assert.Equal(["EndlessMap map.recursive"], Problems(() => new EndlessMap().Build(Shop.Schema, "category")));
        string problem = Assert.Single(Problems(() => new LambdaMap<Category>(Endless).Build(Shop.Schema, "category")));
        Assert.EndsWith(".parent map.recursive", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_UnknownEntity_IsReported() =>
        Assert.Equal(["CategoryMap map.unknown"], Problems(() => new CategoryMap().Build(Shop.Schema, "folder")));

    [Fact]
    public void Build_MistakeInAMapClassUsedTwice_IsReportedOnce()
    {
        SegmentSchema schema = SegmentSchema.Create("two", s => s
            .Subject("customer", "customers", e => e.Reference("a", "category").Reference("b", "category"))
            .Entity("category", "categories", e => e.Text("title")));
        Assert.Equal(
            ["CategoryMap.name map.unknown", "CategoryMap.parent map.unknown"],
            Problems(() => new LambdaMap<Category>(m => m.Key(c => c.Id).One("a", c => c, new CategoryMap()).One("b", c => c, new CategoryMap())).Build(schema)));
    }

    [Fact]
    public void ObjectSource_FaultyMap_IsRefusedWhenItIsMade() =>
        Assert.Throws<SegmentDefinitionException>(() => new ObjectSource<Customer>(Shop.Schema, new FaultyMap(), []));

    [Fact]
    public void Build_MapThatLeadsBackToItself_IsOneMapping()
    {
        EntityMapping category = new CategoryMap().Build(Shop.Schema, "category");
        Assert.Same(category, category.FindRelation("parent")!.Target);
        Assert.Equal(KeyKind.Guid, category.Key!.Kind);
        Assert.Equal(typeof(string), category.FindAttribute("name")!.Value.ReturnType);
    }

    private static void Endless(EntityMap<Category> map) => map.Key(c => c.Id).One("parent", c => c.Parent, Endless);

    private static List<string> Of(Action<EntityMap<Customer>> configure) =>
        [.. Problems(() => new LambdaMap<Customer>(m => configure(m.Key(c => c.Id))).Build(Shop.Schema)).Select(p => p.Replace("LambdaMap", "Map", StringComparison.Ordinal))];

    private static void Rejects<TValue>(string attribute, TValue value, string code = "map.type", Action<ValueMap<TValue>>? configure = null)
    {
        var map = new LambdaMap<Tuple<int, TValue>>(m => m.Key(x => x.Item1).Attribute(attribute, x => x.Item2, configure));
        Assert.Equal([$"LambdaMap.{attribute} {code}"], Problems(() => map.Build(Values)));
        Assert.NotNull(value);
    }

    private static List<string> Problems(Func<EntityMapping> build) =>
        [.. Assert.Throws<SegmentDefinitionException>(build).Problems.Select(p => $"{p.Path} {p.Code}")];

    private sealed class FaultyMap : SubjectMap<Customer>
    {
        public override void Configure(EntityMap<Customer> map) => map
            .Attribute("email", c => c.Email)
            .Attribute("nickname", c => c.Email)
            .Attribute("number_of_orders", c => c.Id)
            .Attribute("email", c => c.Email)
            .Many("orders", c => c.Orders, o => o
                .Attribute("key", x => x.Id)
                .Attribute("grand_total", x => (double)x.Total)
                .Attribute("status", x => x.State)
                .Attribute("created_at", x => x.PlacedLocal, v => v.LocalTime("Kyiv")))
            .One("last_order", c => c.Orders![0], _ => { });
    }

    private sealed class EndlessMap : SubjectMap<Category>
    {
        public override void Configure(EntityMap<Category> map) => map.Key(c => c.Id).One("parent", c => c.Parent, new EndlessMap());
    }
}
