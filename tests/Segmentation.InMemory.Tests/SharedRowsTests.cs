namespace Segmentation.InMemory.Tests;

public sealed class SharedRowsTests
{
    private static readonly SegmentSchema Schema = Shop.Schema;
    private static readonly EntityRead Items = Schema.Want("customer", "orders.items", "→product");

    [Fact]
    public async Task ReadAsync_ProductsOfManyItems_AreDistinctAndInKeyOrder()
    {
        Product lamp = new() { Code = "lamp", Name = "Lamp" }, bulb = new() { Code = "bulb", Name = "Bulb" };
        ObjectSource<Customer> source = Whole(Buyer(1, lamp, null, bulb), Buyer(2, bulb, lamp));

        List<ReadRow> products = await source.RowsAsync(Schema, Items, Schema.Want("product", "", "name"));
        Assert.Equal([("bulb", "Bulb"), ("lamp", "Lamp")], products.Select(p => (p.Root, (string)p.Values[0]!)));
        List<ReadRow> items = await source.RowsAsync(Schema, Schema.Want("product", "", "name"), Items);
        Assert.Equal(["lamp", null, "bulb", "bulb", "lamp"], items.Select(i => i.References[0]));
    }

    [Fact]
    public async Task ReadAsync_TwoObjectsWithOneKey_TheFirstInOrderOfCustomersCounts()
    {
        ObjectSource<Customer> source = Whole(
            Buyer(2, new Product { Code = "lamp", Name = "second" }), Buyer(1, new Product { Code = "lamp", Name = "first" }));
        ReadRow product = Assert.Single(await source.RowsAsync(Schema, Items, Schema.Want("product", "", "name")));
        Assert.Equal("first", product.Values[0]);
    }

    [Fact]
    public async Task ReadAsync_ReferencesAndRowsOfSharedRows_AreFollowed()
    {
        var root = new Category { Id = Guid.NewGuid(), Name = "root" };
        var child = new Category { Id = Guid.NewGuid(), Name = "child", Parent = root };
        var lamp = new Product { Code = "lamp", Category = child, Reviews = [new Review { Stars = 5 }, new Review { Stars = 1 }] };
        ObjectSource<Customer> source = Whole(Buyer(1, new Product { Code = "z" }, lamp));
        EntityRead products = Schema.Want("product", "", "→category");
        EntityRead categories = Schema.Want("category", "", "name", "→parent");

        Assert.Equal([child.Id.ToString(), null], (await source.RowsAsync(Schema, Items, categories, products)).Select(r => r.References[0]));
        Assert.Equal(
            new[] { ("child", root.Id.ToString()), ("root", null) },
            (await source.RowsAsync(Schema, Items, products, categories)).Select(r => ((string)r.Values[0]!, r.References[0])).Order());
        Assert.Equal(
            [("lamp", "1", 5L), ("lamp", "2", 1L)],
            (await source.RowsAsync(Schema, Items, products, Schema.Want("product", "reviews", "stars"))).Select(r => (r.Root, r.Key!, (long)r.Values[0]!)));
    }

    [Fact]
    public async Task ReadAsync_ReferencesInACircle_AreReadOnce()
    {
        var ring = new Ring { Id = 1 };
        ring.Next = new Ring { Id = 2, Next = ring };
        SegmentSchema schema = SegmentSchema.Create("rings", s => s
            .Subject("owner", "owners", e => e.Reference("ring", "ring"))
            .Entity("ring", "rings", e => e.Reference("next", "ring")));
        var source = new ObjectSource<Tuple<int, Ring>>(
            schema, new LambdaMap<Tuple<int, Ring>>(m => m.Key(o => o.Item1).One("ring", o => o.Item2, new RingMap())), [Tuple.Create(1, ring)]);
        List<ReadRow> rings = await source.RowsAsync(schema, schema.Want("owner", "", "→ring"), schema.Want("ring", "", "→next"));
        Assert.Equal([("1", "2"), ("2", "1")], rings.Select(r => (r.Root, r.References[0]!)));
    }

    [Fact]
    public async Task ReadAsync_LongChainOfReferences_DoesNotExhaustTheStack()
    {
        Category? category = null;
        for (int i = 0; i < 50_000; i++)
            category = new Category { Id = Guid.NewGuid(), Parent = category };
        ObjectSource<Customer> source = Whole(Buyer(1, new Product { Code = "lamp", Category = category }));
        Assert.Equal(50_000, (await source.RowsAsync(
            Schema, Items, Schema.Want("product", "", "→category"), Schema.Want("category", "", "→parent"))).Count);
    }

    [Fact]
    public async Task ReadAsync_OneEntityFromTwoClasses_EachIsReadByItsOwnMap()
    {
        SegmentSchema schema = SegmentSchema.Create("two", s => s
            .Subject("customer", "customers", e => e.Reference("first", "product").Reference("second", "product"))
            .Entity("product", "products", e => e.Text("name").Many("reviews", "review"))
            .Entity("review", "reviews", e => e.Integer("stars")));
        var map = new LambdaMap<Tuple<int, Product?, Category?>>(m => m
            .Key(x => x.Item1)
            .One("first", x => x.Item2, p => p.Key(x => x.Code).Attribute("name", x => x.Name)
                .Many("reviews", x => x.Reviews, r => r.Attribute("stars", x => x.Stars)))
            .One("second", x => x.Item3, c => c.Key(x => x.Name!).Attribute("name", x => "category " + x.Name)
                .Many("reviews", x => new[] { x }, r => r.Attribute("stars", x => 9))));
        var source = new ObjectSource<Tuple<int, Product?, Category?>>(schema, map,
        [
            new(1, new Product { Code = "c", Name = "C", Reviews = [new Review { Stars = 1 }] }, new Category { Name = "b" }),
            new(2, new Product { Code = "a", Name = "A", Reviews = [new Review { Stars = 2 }] }, null),
        ]);
        EntityRead customers = schema.Want("customer", "", "→first", "→second");
        Assert.Equal(
            [("a", "A"), ("b", "category b"), ("c", "C")],
            (await source.RowsAsync(schema, customers, schema.Want("product", "", "name"))).Select(r => (r.Root, (string)r.Values[0]!)));
        Assert.Equal(
            [("a", "1", 2L), ("b", "2", 9L), ("c", "3", 1L)],
            (await source.RowsAsync(schema, customers, schema.Want("product", "reviews", "stars"))).Select(r => (r.Root, r.Key!, (long)r.Values[0]!)));
    }

    [Fact]
    public async Task With_ReferenceByKeyAlone_ReadsTheGivenRows()
    {
        var map = new LambdaMap<Customer>(m => m.Key(c => c.Id).Many("orders", c => c.Orders, o => o.Key(x => x.Id)
            .Many("items", x => x.Items, i => i.Reference("product", x => x.Sku == "" ? null : x.Sku))));
        Customer[] customers = [new() { Id = 1, Orders = [new Order { Items = [new Item { Sku = "lamp" }, new Item(), new Item { Sku = "gone" }] }] }];
        ObjectSource<Customer> source = new ObjectSource<Customer>(Schema, map, customers)
            .With("product", new ProductMap(), [new Product { Code = "lamp", Name = "Lamp" }, new Product { Code = "bulb" }]);
        EntityRead products = Schema.Want("product", "", "name");
        Assert.Equal(["lamp", null, "gone"], (await source.RowsAsync(Schema, products, Items)).Select(r => r.References[0]));
        Assert.Equal(["bulb", "lamp"], (await source.RowsAsync(Schema, Items, products)).Select(r => r.Root));
    }

    [Fact]
    public async Task With_RowsThatObjectsAlsoLeadTo_TheGivenOnesCount()
    {
        ObjectSource<Customer> source = Whole(Buyer(1, new Product { Code = "lamp", Name = "reached" }))
            .With("product", new ProductMap(), [new Product { Code = "lamp", Name = "given" }]);
        Assert.Equal("given", Assert.Single(await source.RowsAsync(Schema, Items, Schema.Want("product", "", "name"))).Values[0]);
    }

    [Fact]
    public async Task With_TreeOverASet_IsReadThoughNothingRefersToIt()
    {
        ObjectSource<Customer> source = Whole();
        EntityRead tree = Schema.Want("category", "", "name", "→parent");
        Assert.Empty(await source.RowsAsync(Schema, tree));
        var root = new Category { Id = Guid.NewGuid() };
        Assert.Equal(2, (await source.With("category", new CategoryMap(), [new Category { Id = Guid.NewGuid(), Parent = root }, root]).RowsAsync(Schema, tree)).Count);
    }

    [Fact]
    public void With_SubjectOrGivenTwice_IsRefused()
    {
        ObjectSource<Customer> source = Whole().With("category", new CategoryMap(), []);
        Assert.Throws<ArgumentException>(() => source.With("category", new CategoryMap(), []));
        Assert.Throws<ArgumentException>(() => source.With("customer", new ShopMap(), []));
    }

    [Fact]
    public void With_KeysOfAnotherKind_IsRefused()
    {
        var byNumber = new LambdaMap<Review>(m => m.Key(r => r.Stars));
        Problem problem = Assert.Single(Assert.Throws<SegmentDefinitionException>(() => Whole().With("product", byNumber, [])).Problems);
        Assert.Equal("map.key", problem.Code);
    }

    [Fact]
    public async Task With_RepeatedKey_IsADataError()
    {
        ObjectSource<Customer> source = Whole().With("product", new ProductMap(), [new Product { Code = "a" }, new Product { Code = "a" }]);
        var error = await Assert.ThrowsAsync<SegmentDataException>(() => source.RowsAsync(Schema, Items, Schema.Want("product", "")));
        Assert.Equal(("product", "a"), (error.Entity, error.Key));
    }

    [Fact]
    public async Task OpenAsync_ProductsNotAskedFor_AreNotTouched()
    {
        var map = new LambdaMap<Customer>(m => m.Key(c => c.Id)
            .Many("orders", c => c.Orders, o => o.Key(x => x.Id).Many("items", x => Fail(x), i => i.One("product", x => x.Product, new ProductMap()))));
        var source = new ObjectSource<Customer>(Schema, map, [Buyer(1)]);
        Assert.Single(await source.RowsAsync(Schema, Schema.Want("customer", "orders")));
    }

    private static IEnumerable<Item> Fail(Order order) => throw new NotSupportedException($"{order.Id} was touched");

    private static ObjectSource<Customer> Whole(params Customer[] customers) => new(Schema, new WholeShopMap(), customers);

    private static Customer Buyer(long id, params Product?[] products) =>
        new() { Id = id, Orders = [new Order { Id = 1, Items = [.. products.Select(p => new Item { Product = p })] }] };

    private sealed class Ring
    {
        public int Id { get; init; }

        public Ring? Next { get; set; }
    }

    private sealed class RingMap : SubjectMap<Ring>
    {
        public override void Configure(EntityMap<Ring> map) => map.Key(r => r.Id).One("next", r => r.Next, this);
    }
}
