using System.Globalization;

namespace Segmentation.InMemory.Tests;

public sealed class ObjectSourceTests
{
    private static readonly SegmentSchema Schema = Shop.Schema;

    [Fact]
    public async Task OpenAsync_MapOfTheDesign_ReadsEveryAttribute()
    {
        Customer[] customers =
        [
            new() { Id = 2, Email = "b@x", Ship = new Address { Country = "DE" } },
            new()
            {
                Id = 1,
                Orders = [new Order { Id = 7, Total = 12.50m, State = OrderState.Done, PlacedLocal = new DateTime(2025, 7, 1, 12, 0, 0) }],
            },
        ];
        var source = new ObjectSource<Customer>(Schema, new ShopMap(), customers);

        List<ReadRow> roots = await source.RowsAsync(Schema, Schema.Want("customer", "", "email"));
        Assert.Equal(["1", "2"], roots.Select(r => r.Root));
        Assert.Equal([null, "b@x"], roots.Select(r => r.Values[0]));

        ReadRow address = Assert.Single(await source.RowsAsync(Schema, Schema.Want("customer", "shipping_address", "country")));
        Assert.Equal(("2", null, "DE"), (address.Root, address.Key, address.Values[0]));

        ReadRow order = Assert.Single(await source.RowsAsync(Schema, Schema.Want("customer", "orders", "created_at", "status", "grand_total")));
        Assert.Equal(("1", "7"), (order.Root, order.Key));
        Assert.Equal([new DateTimeOffset(2025, 7, 1, 9, 0, 0, TimeSpan.Zero), "complete", 12.5m], order.Values);
    }

    [Fact]
    public async Task ReadAsync_IntegerKeys_OrdersAsNumbers() =>
        Assert.Equal(["-1", "2", "10"], await KeysAsync(c => c.Key(x => x.Id), [10, 2, -1], id => new Customer { Id = id }));

    [Fact]
    public async Task ReadAsync_TextKeys_OrdersByCodePointAndNotByUtf16() =>
        Assert.Equal(
            ["10", "9", "Z", "a", "é", "\uFF5E", "\U0001F600"],
            await KeysAsync(c => c.Key(x => x.Email), ["\U0001F600", "\uFF5E", "é", "a", "Z", "9", "10"], text => new Customer { Email = text }));

    [Fact]
    public async Task ReadAsync_GuidKeys_OrdersAsLowerCaseText()
    {
        Guid[] keys = [.. new[] { "f0", "0a", "A1", "80", "7f" }.Select(p => Guid.Parse($"{p}000000-0000-0000-0000-000000000000"))];
        List<ReadRow> rows = await new ObjectSource<Category>(
                Categories, new LambdaMap<Category>(m => m.Key(c => c.Id)), keys.Select(k => new Category { Id = k }))
            .RowsAsync(Categories, Categories.Want("category", ""));
        Assert.Equal(keys.Select(k => k.ToString()).Order(StringComparer.Ordinal), rows.Select(r => r.Root));
    }

    [Fact]
    public async Task ReadAsync_NestedRows_NameRootAndParentInRootOrder()
    {
        ObjectSource<Customer> source = Whole(
            new Customer { Id = 3, Orders = [Order(31, "c"), Order(30, "d", "e")] },
            new Customer { Id = 1, Orders = [Order(12), Order(11, "a", "b")] },
            new Customer { Id = 2 });

        List<ReadRow> orders = await source.RowsAsync(Schema, Schema.Want("customer", "orders"));
        Assert.Equal([("1", "12"), ("1", "11"), ("3", "31"), ("3", "30")], orders.Select(r => (r.Root, r.Key!)));
        List<ReadRow> items = await source.RowsAsync(Schema, Schema.Want("customer", "orders.items", "sku"));
        Assert.Equal(
            [("1", "11", "a"), ("1", "11", "b"), ("3", "31", "c"), ("3", "30", "d"), ("3", "30", "e")],
            items.Select(r => (r.Root, r.Parent!, (string)r.Values[0]!)));
    }

    [Fact]
    public async Task ReadAsync_PartsOfNestedRows_NameTheirOwner()
    {
        ObjectSource<Customer> source = Whole(
            new Customer { Id = 1, Orders = [new Order { Id = 1, Bill = new Address { Country = "UA" } }, new Order { Id = 2 }] });
        ReadRow part = Assert.Single(await source.RowsAsync(Schema, Schema.Want("customer", "orders.billing_address", "country")));
        Assert.Equal(("1", "1", null, "UA"), (part.Root, part.Parent, part.Key, part.Values[0]));
    }

    [Fact]
    public async Task ReadAsync_RowsWithoutAKey_AreNumberedAlikeInEveryRead()
    {
        var map = new LambdaMap<Customer>(m => m.Key(c => c.Id)
            .Many("orders", c => c.Orders, o => o.Many("items", x => x.Items, i => i.Attribute("sku", x => x.Sku))));
        IEnumerable<Customer> customers = Enumerable.Range(1, 3000)
            .Select(id => new Customer { Id = id, Orders = [Order(0, $"{id}.0"), Order(0), Order(0, $"{id}.2")] });
        var source = new ObjectSource<Customer>(Schema, map, customers);

        List<ReadRow> orders = await source.RowsAsync(Schema, Schema.Want("customer", "orders"));
        Assert.Equal(Enumerable.Range(1, 9000).Select(n => $"{n}"), orders.Select(o => o.Key));
        List<ReadRow> items = await source.RowsAsync(Schema, Schema.Want("customer", "orders.items", "sku"));
        Assert.Equal(6000, items.Count);
        // The customer's first order has the number 3·(id − 1) + 1, the last 3·id.
        Assert.All(items, i => Assert.Equal(
            $"{3 * (int.Parse(i.Root, CultureInfo.InvariantCulture) - 1) + (((string)i.Values[0]!).EndsWith(".0", StringComparison.Ordinal) ? 1 : 3)}", i.Parent));
    }

    [Fact]
    public async Task ReadAsync_ManyRows_ComeInBatchesOfEightThousand()
    {
        var source = new ObjectSource<Customer>(Schema, new ShopMap(), Enumerable.Range(0, 20_000)
            .Select(id => new Customer { Id = 20_000 - id, Email = $"{20_000 - id}", Orders = id == 5 ? [.. Enumerable.Range(1, 9000).Select(o => Order(o))] : null }));
        EntityRead read = Schema.Want("customer", "", "email"), orders = Schema.Want("customer", "orders");
        await using ISourceSnapshot snapshot = await source.OpenAsync(new SourceRequest(Schema, [read, orders]), TestContext.Current.CancellationToken);

        List<ReadRow> rows = await snapshot.RowsAsync(read);
        Assert.Equal(Enumerable.Range(1, 20_000).Select(id => ($"{id}", $"{id}")), rows.Select(r => (r.Root, (string)r.Values[0]!)));
        Assert.Equal([8192, 8192, 3616], await SizesAsync(snapshot, read));
        Assert.Equal([8192, 808], await SizesAsync(snapshot, orders));
    }

    [Fact]
    public async Task OpenAsync_SubjectsFromAFunction_AreAskedForByEverySnapshot()
    {
        int asked = 0;
        var source = new ObjectSource<Customer>(Schema, new ShopMap(), () => [new Customer { Id = ++asked }]);
        Assert.Equal("1", Assert.Single(await source.RowsAsync(Schema, Schema.Want("customer", ""))).Root);
        Assert.Equal("2", Assert.Single(await source.RowsAsync(Schema, Schema.Want("customer", ""))).Root);
    }

    [Fact]
    public async Task OpenAsync_ListChangesLater_SnapshotKeepsItsCustomers()
    {
        var list = new List<Customer> { new() { Id = 1 } };
        EntityRead read = Schema.Want("customer", "");
        await using ISourceSnapshot snapshot = await new ObjectSource<Customer>(Schema, new ShopMap(), list)
            .OpenAsync(new SourceRequest(Schema, [read]), TestContext.Current.CancellationToken);
        list.Add(new Customer { Id = 2 });
        Assert.Single(await snapshot.RowsAsync(read));
    }

    [Fact]
    public async Task ReadAsync_NoCustomers_GivesNoBatch() =>
        Assert.Empty(await Whole().RowsAsync(Schema, Schema.Want("customer", "orders.items", "sku")));

    [Fact]
    public async Task ReadAsync_Cancelled_StopsBetweenBatches()
    {
        using var cancellation = new CancellationTokenSource();
        var source = new ObjectSource<Customer>(Schema, new ShopMap(), Enumerable.Range(1, 20_000).Select(id => new Customer { Id = id }));
        EntityRead read = Schema.Want("customer", "");
        await using ISourceSnapshot snapshot = await source.OpenAsync(new SourceRequest(Schema, [read]), TestContext.Current.CancellationToken);
        int batches = 0;
        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (ColumnBatch batch in snapshot.ReadAsync(read, cancellation.Token))
            {
                batches++;
                await cancellation.CancelAsync();
            }
        });
        Assert.Equal(1, batches);
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await source.OpenAsync(new SourceRequest(Schema, [read]), cancellation.Token));
    }

    [Fact]
    public async Task DisposeAsync_ReadUnderWay_EndsIt()
    {
        var source = new ObjectSource<Customer>(Schema, new ShopMap(), Enumerable.Range(1, 20_000).Select(id => new Customer { Id = id }));
        EntityRead read = Schema.Want("customer", "");
        ISourceSnapshot snapshot = await source.OpenAsync(new SourceRequest(Schema, [read]), TestContext.Current.CancellationToken);
        await using IAsyncEnumerator<ColumnBatch> batches = snapshot.ReadAsync(read, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await batches.MoveNextAsync());
        await snapshot.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await batches.MoveNextAsync());
    }

    [Fact]
    public async Task ReadAsync_SeveralSnapshotsAndReadsAtOnce_GiveTheSame()
    {
        ObjectSource<Customer> source = Whole([.. Enumerable.Range(1, 2000)
            .Select(id => new Customer { Id = 2001 - id, Email = $"{id}", Orders = [Order(1, "a", "b"), Order(2, "c")] })]);
        EntityRead[] reads = [Schema.Want("customer", "", "email"), Schema.Want("customer", "orders", "grand_total"), Schema.Want("customer", "orders.items", "sku", "→product")];
        var request = new SourceRequest(Schema, [.. reads, Schema.Want("product", "", "name")]);
        List<ReadRow>[][] all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using ISourceSnapshot snapshot = await source.OpenAsync(request, TestContext.Current.CancellationToken);
            return await Task.WhenAll(reads.Select(r => Task.Run(() => snapshot.RowsAsync(r))));
        })));
        Assert.Equal([2000, 4000, 6000], all[0].Select(rows => rows.Count));
        foreach (List<ReadRow>[] other in all)
            Assert.Equal(all[0].SelectMany(Texts), other.SelectMany(Texts));

        static IEnumerable<string> Texts(List<ReadRow> rows) =>
            rows.Select(r => $"{r.Root} {r.Parent} {r.Key} {string.Join(',', r.Values)} {string.Join(',', r.References)}");
    }

    private static SegmentSchema Categories { get; } =
        SegmentSchema.Create("categories", s => s.Subject("category", "categories", e => e.Text("name")));

    private static ObjectSource<Customer> Whole(params Customer[] customers) => new(Schema, new WholeShopMap(), customers);

    private static Order Order(int id, params string[] skus) => new() { Id = id, Items = [.. skus.Select(s => new Item { Sku = s })] };

    private static async Task<IEnumerable<string>> KeysAsync<TKey>(Action<EntityMap<Customer>> map, TKey[] keys, Func<TKey, Customer> create)
    {
        var source = new ObjectSource<Customer>(Schema, new LambdaMap<Customer>(map), keys.Select(create));
        return (await source.RowsAsync(Schema, Schema.Want("customer", ""))).Select(r => r.Root);
    }

    private static async Task<List<int>> SizesAsync(ISourceSnapshot snapshot, EntityRead read)
    {
        var sizes = new List<int>();
        await foreach (ColumnBatch batch in snapshot.ReadAsync(read, TestContext.Current.CancellationToken))
            sizes.Add(batch.Count);
        return sizes;
    }
}
