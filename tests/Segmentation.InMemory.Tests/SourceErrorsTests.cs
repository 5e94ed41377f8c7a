namespace Segmentation.InMemory.Tests;

/// <summary>What a source refuses to give, and data that it refuses to read.</summary>
public sealed class SourceErrorsTests
{
    private static readonly SegmentSchema Schema = Shop.Schema;

    [Fact]
    public async Task OpenAsync_WhatIsNotMapped_IsNamedWithTheWayToMapIt()
    {
        var source = new ObjectSource<Customer>(Schema, new ShopMap(), []);
        var error = await Assert.ThrowsAsync<SegmentSourceException>(() => source.RowsAsync(
            Schema, Schema.Want("customer", "", "age"), Schema.Want("customer", "orders.items", "sku"), Schema.Want("customer", "orders.billing_address")));
        Assert.Equal(
            [
                "'customer.age' is not mapped: add .Attribute(\"age\", …) to the map at ShopMap.",
                "'order.items' is not mapped: add .Many(\"items\", …) to the map at ShopMap.orders.",
                "'order.billing_address' is not mapped: add .One(\"billing_address\", …) to the map at ShopMap.orders.",
            ],
            error.Message.Split(Environment.NewLine));
    }

    [Fact]
    public async Task OpenAsync_ReferenceNotMapped_IsNamed()
    {
        var map = new LambdaMap<Customer>(m => m.Key(c => c.Id).Many("orders", c => c.Orders, o => o.Many("items", x => x.Items, _ => { })));
        var error = await Assert.ThrowsAsync<SegmentSourceException>(() =>
            new ObjectSource<Customer>(Schema, map, []).RowsAsync(Schema, Schema.Want("customer", "orders.items", "→product"), Schema.Want("product", "", "name")));
        Assert.Contains("'item.product' is not mapped: add .One(\"product\", …) to the map at LambdaMap.orders.items.", error.Message, StringComparison.Ordinal);
        Assert.Contains("The rows of 'product' are nowhere in the map", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_AttributeOfASharedRowNotMapped_IsNamed()
    {
        EntityRead items = Schema.Want("customer", "orders.items", "→product");
        var error = await Assert.ThrowsAsync<SegmentSourceException>(() =>
            new ObjectSource<Customer>(Schema, new WholeShopMap(), []).RowsAsync(Schema, items, Schema.Want("product", "", "tags")));
        Assert.Equal("'product.tags' is not mapped: add .Attribute(\"tags\", …) to the map at ProductMap.", error.Message);
    }

    [Fact]
    public async Task OpenAsync_AttributeOfAnotherType_IsRefused()
    {
        SegmentSchema other = SegmentSchema.Create("other", s => s.Subject("customer", "customers", e => e.Integer("email")));
        var error = await Assert.ThrowsAsync<SegmentSourceException>(() =>
            new ObjectSource<Customer>(Schema, new ShopMap(), []).RowsAsync(other, other.Want("customer", "", "email")));
        Assert.Contains("one schema", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NotInTheRequest_IsRefused()
    {
        await using ISourceSnapshot snapshot = await new ObjectSource<Customer>(Schema, new WholeShopMap(), [])
            .OpenAsync(new SourceRequest(Schema, [Schema.Want("customer", "")]), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<SegmentSourceException>(() => snapshot.RowsAsync(Schema.Want("product", "")));
    }

    [Fact]
    public async Task OpenAsync_RepeatedNullOrMissingKeysAndRows_AreDataErrors()
    {
        Assert.Equal("customer of key '1': the key is repeated; every row has its own", await OpenErrorAsync(c => c.Id, new Customer { Id = 1 }, new Customer { Id = 2 }, new Customer { Id = 1 }));
        Assert.Equal("customer: row 2 as given is null", await OpenErrorAsync(c => c.Id, new Customer { Id = 1 }, null!));
        Assert.Equal("customer: the key is missing (row 1 as given)", await OpenErrorAsync(c => c.Email, new Customer()));
        Assert.StartsWith("customer: the text has U+0000", await OpenErrorAsync(c => c.Email, new Customer { Email = "\0" }), StringComparison.Ordinal);
        Assert.StartsWith("customer: the map's expression met a null", await OpenErrorAsync(c => c.Ship!.Country, new Customer()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NullInAnExpression_NamesEntityAttributeAndKey()
    {
        var map = new LambdaMap<Customer>(m => m.Key(c => c.Id).Attribute("email", c => c.Ship!.Country!.Trim()));
        var source = new ObjectSource<Customer>(Schema, map, [new Customer { Id = 1, Ship = new Address { Country = "UA" } }, new Customer { Id = 2 }]);
        var error = await Assert.ThrowsAsync<SegmentDataException>(() => source.RowsAsync(Schema, Schema.Want("customer", "", "email")));
        Assert.Equal(("customer", "email", "2"), (error.Entity, error.Attribute, error.Key));
        Assert.IsType<NullReferenceException>(error.InnerException);
    }

    [Fact]
    public async Task ReadAsync_BadRowWithoutAKey_NamesTheRowAboveIt()
    {
        var map = new LambdaMap<Customer>(m => m.Key(c => c.Id).Many("orders", c => c.Orders, o => o.Attribute("grand_total", x => x.Total)));
        var source = new ObjectSource<Customer>(Schema, map, [new Customer { Id = 4, Orders = [new Order(), new Order { Total = 1e20m }] }]);
        var error = await Assert.ThrowsAsync<SegmentDataException>(() => source.RowsAsync(Schema, Schema.Want("customer", "orders", "grand_total")));
        Assert.Null(error.Key);
        Assert.EndsWith("(below customer '4')", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NullAmongRows_IsADataError()
    {
        var source = new ObjectSource<Customer>(Schema, new ShopMap(), [new Customer { Id = 1 }, new Customer { Id = 9, Orders = [new Order(), null!] }]);
        var error = await Assert.ThrowsAsync<SegmentDataException>(() => source.RowsAsync(Schema, Schema.Want("customer", "orders")));
        Assert.Equal(("customer", "orders", "9", "one of the rows is null"), (error.Entity, error.Attribute, error.Key, error.Reason));
    }

    [Fact]
    public async Task ReadAsync_ParentKeysRepeatedBelowOneCustomer_AreADataError()
    {
        Order first = new() { Id = 5, Items = [new Item()] };
        var source = new ObjectSource<Customer>(Schema, new WholeShopMap(), [new Customer { Id = 1, Orders = [first, new Order { Id = 5 }] }]);
        var error = await Assert.ThrowsAsync<SegmentDataException>(() => source.RowsAsync(Schema, Schema.Want("customer", "orders.items", "sku")));
        Assert.Equal(("order", "5"), (error.Entity, error.Key));

        // Two customers' orders may have one number each.
        var apart = new ObjectSource<Customer>(Schema, new WholeShopMap(), [new Customer { Id = 1, Orders = [first] }, new Customer { Id = 2, Orders = [first] }]);
        Assert.Equal(2, (await apart.RowsAsync(Schema, Schema.Want("customer", "orders.items", "sku"))).Count);
    }

    [Fact]
    public async Task ReadAsync_ExceptionOfTheHost_IsNotTakenForData()
    {
        var map = new LambdaMap<Customer>(m => m.Key(c => c.Id).Attribute("email", c => Fail(c)));
        await Assert.ThrowsAsync<TimeoutException>(() =>
            new ObjectSource<Customer>(Schema, map, [new Customer()]).RowsAsync(Schema, Schema.Want("customer", "", "email")));
    }

    private static string Fail(Customer customer) => throw new TimeoutException($"{customer.Id}");

    private static async Task<string> OpenErrorAsync<TKey>(System.Linq.Expressions.Expression<Func<Customer, TKey>> key, params Customer[] customers)
    {
        var source = new ObjectSource<Customer>(Schema, new LambdaMap<Customer>(m => m.Key(key)), customers);
        return (await Assert.ThrowsAsync<SegmentDataException>(() => source.RowsAsync(Schema, Schema.Want("customer", "")))).Message;
    }
}
