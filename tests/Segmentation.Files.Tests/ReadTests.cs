namespace Segmentation.Files.Tests;

public sealed class ReadTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private TempDirectory WriteShop() => _directory
        .Write("customers.csv", "id,email", "3,c", "1,a", "2,b")
        .Write("orders.csv", "id,customer_id,status,billing_country,shipping_country,shipping_city,shipping_amount",
            "30,3,complete,GB,,,1.5", "11,1,new,,,,2", "31,3,complete,,FR,Paris,", "99,,complete,DE,DE,,9", "12,1,complete,,,Rome,")
        .Write("order_items.csv", "order_id,sku,product_id", "12,a,p2", "30,b,p1", "11,c,", "12,d,p1", "99,e,p1")
        .Write("products.csv", "id,sku,categories", "p2,S2,x|y", "p1,S1,")
        .Write("categories.csv", "id,name,parent_id", "2,leaf,1", "1,root,");

    [Fact]
    public async Task Read_Root_ComesInKeyOrder()
    {
        DataDirectory shop = await WriteShop().LoadAsync();

        Assert.Equal([("1", "a"), ("2", "b"), ("3", "c")],
            (await shop.RowsAsync("customer", "", ["email"])).Select(r => (r.Root, (string)r.Values[0]!)));
    }

    [Fact]
    public async Task Read_Children_ComeByRootInTheOrderOfTheFile()
    {
        DataDirectory shop = await WriteShop().LoadAsync();

        Assert.Equal([("1", "11", "new"), ("1", "12", "complete"), ("3", "30", "complete"), ("3", "31", "complete")],
            (await shop.RowsAsync("customer", "orders", ["status"])).Select(r => (r.Root, r.Key!, (string)r.Values[0]!)));
    }

    [Fact]
    public async Task Read_NestedChildren_NameTheirParentsAndReferences()
    {
        DataDirectory shop = await WriteShop().LoadAsync();

        List<ReadRow> rows = await shop.RowsAsync("customer", "orders.items", ["sku"], "product");

        Assert.Equal([("1", "11", "c", null), ("1", "12", "a", "p2"), ("1", "12", "d", "p1"), ("3", "30", "b", "p1")],
            rows.Select(r => (r.Root, r.Parent!, (string)r.Values[0]!, r.References[0])));
        Assert.All(rows, r => Assert.Null(r.Key));
    }

    [Fact]
    public async Task Read_ChildrenOfAnotherRoot_IncludeThoseOfNobody()
    {
        DataDirectory shop = await WriteShop().LoadAsync();

        Assert.Equal(["c", "a", "d", "b", "e"], (await shop.RowsAsync("order", "items", ["sku"])).Select(r => r.Values[0]));
    }

    [Fact]
    public async Task Read_Parts_AreThereWhereAColumnIsPresent()
    {
        DataDirectory shop = await WriteShop().LoadAsync();

        Assert.Equal([("1", "12", null, "Rome"), ("3", "31", "FR", "Paris")],
            (await shop.RowsAsync("customer", "orders.shipping_address", ["country", "city"])).Select(r => (r.Root, r.Parent!, (string?)r.Values[0], (string?)r.Values[1])));
        Assert.Equal([("3", "30", "GB", null)],
            (await shop.RowsAsync("customer", "orders.billing_address", ["country", "city"])).Select(r => (r.Root, r.Parent!, (string?)r.Values[0], (string?)r.Values[1])));
        Assert.Equal([("12", null), ("31", null), ("99", null)],
            (await shop.RowsAsync("order", "shipping_address", [])).Select(r => (r.Root, r.Parent)));
    }

    [Fact]
    public async Task Read_AttributeThatLooksLikeAPart_BelongsToTheRowItself()
    {
        DataDirectory shop = await WriteShop().LoadAsync();

        Assert.Equal([2m, null, 1.5m, null], (await shop.RowsAsync("customer", "orders", ["shipping_amount"])).Select(r => r.Values[0]));
    }

    [Fact]
    public async Task Read_SharedRoots_GiveAllRows()
    {
        DataDirectory shop = await WriteShop().LoadAsync();

        Assert.Equal([("p1", "S1", ""), ("p2", "S2", "x+y")],
            (await shop.RowsAsync("product", "", ["sku", "categories"])).Select(r => (r.Root, (string)r.Values[0]!, (string)r.Values[1]!)));
        Assert.Equal([("1", "root", null), ("2", "leaf", "1")],
            (await shop.RowsAsync("category", "", ["name"], "parent")).Select(r => (r.Root, (string)r.Values[0]!, r.References[0])));
    }

    [Fact]
    public async Task Read_WhatNoFileHas_IsEmptyOrMissing()
    {
        _directory.Write("customers.csv", "id", "1", "2").Write("wishlist_items.csv", "customer_id", "1");
        DataDirectory loaded = await _directory.LoadAsync();

        Assert.Empty(await loaded.RowsAsync("customer", "orders.items", ["sku"], "product"));
        Assert.Empty(await loaded.RowsAsync("customer", "orders.billing_address", ["country"]));
        Assert.Empty(await loaded.RowsAsync("product", "", ["sku"]));
        ReadRow wish = Assert.Single(await loaded.RowsAsync("customer", "wishlist_items", ["wishlist", "quantity", "added_at", "is_shared"], "product"));
        Assert.All(wish.Values, Assert.Null);
        Assert.Null(wish.References[0]);
        Assert.Equal(["", ""], await loaded.CustomerValuesAsync("tags"));
    }

    [Fact]
    public async Task Read_ManyRows_ComesInBatchesThatAgree()
    {
        int[] customers = [.. Enumerable.Range(0, 3000).Select(i => i * 1013 % 3001)];
        string[] orders = [.. Enumerable.Range(0, 40_000).Select(i => $"{i},{customers[i * 37 % 3000]},{i}.25")];
        _directory.Write("customers.csv", ["id", .. customers.Select(k => $"{k}")]).Write("orders.csv", ["id,customer_id,grand_total", .. orders]);
        DataDirectory loaded = await _directory.LoadAsync();

        List<ReadRow> rows = await loaded.RowsAsync("customer", "orders", ["grand_total"]);

        Assert.Equal(
            Enumerable.Range(0, 40_000).OrderBy(i => customers[i * 37 % 3000]).ThenBy(i => i).Select(i => ($"{customers[i * 37 % 3000]}", $"{i}", i + 0.25m)),
            rows.Select(r => (r.Root, r.Key!, (decimal)r.Values[0]!)));
    }

    [Fact]
    public async Task Read_OneRootWithManyRows_IsSplit()
    {
        _directory.Write("customers.csv", "id", "1").Write("orders.csv", ["customer_id,total_items", .. Enumerable.Range(0, 50_000).Select(i => $"1,{i}")]);
        DataDirectory loaded = await _directory.LoadAsync();

        Assert.Equal(Enumerable.Range(0, 50_000).Select(i => (long)i), (await loaded.RowsAsync("customer", "orders", ["total_items"])).Select(r => (long)r.Values[0]!));
    }

    [Fact]
    public async Task Read_Concurrently_GivesTheSame()
    {
        DataDirectory shop = await WriteShop().LoadAsync();

        List<ReadRow>[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => shop.RowsAsync("customer", "orders.items", ["sku"], "product"))));

        Assert.All(all, rows => Assert.Equal(all[0].Select(r => (r.Root, r.Parent)), rows.Select(r => (r.Root, r.Parent))));
    }

    [Fact]
    public async Task Open_WhatTheDirectoryLacks_IsRefusedByName()
    {
        DataDirectory shop = await WriteShop().LoadAsync();
        SegmentSchema other = CommerceSchema.Create(extend: s => s
            .Entity("customer", c => c.Text("nickname").Integer("shoe_size").Part("passport", "passport").Many("pets", "pet"))
            .Entity("pet", "pets", p => p.Text("name"))
            .Entity("passport", "passports", p => p.Text("number")));
        SchemaEntity customer = other.Subject;

        await RefusedAsync(shop, other, new EntityRead(customer, "", customer, [customer.FindAttribute("nickname")!], []), "'nickname'");
        await RefusedAsync(shop, other, new EntityRead(customer, "", customer, [customer.FindAttribute("age")!], []), "'age'");
        await RefusedAsync(shop, other, new EntityRead(customer, "pets", other.FindEntity("pet")!, [], []), "'pets'");
        await RefusedAsync(shop, other, new EntityRead(customer, "last_order", other.FindEntity("order")!, [], []), "'last_order'");
        await RefusedAsync(shop, other, new EntityRead(customer, "orders", customer, [], []), "leads to 'order', not to 'customer'");
        await RefusedAsync(shop, other, new EntityRead(other.FindEntity("pet")!, "", other.FindEntity("pet")!, [], []), "no entity 'pet'");
    }

    [Fact]
    public async Task Load_AnySchema_FollowsItsNames()
    {
        SegmentSchema schema = SegmentSchema.Create("crm", s => s
            .Subject("company", "companies", c => c.Text("name").Many("members", "member").Part("seat", "place"))
            .Entity("member", "members", m => m.Text("name").Reference("boss", "member").Part("home_place", "place"))
            .Entity("place", "places", p => p.Text("town").Reference("region", "region"))
            .Entity("region", "regions", r => r.Text("name")));
        _directory.Write("companies.csv", "id,name,seat_town,seat_region_id", "1,Acme,Rome,7", "2,Void,,")
            .Write("members.csv", "id,company_id,name,boss_id,home_town", "a,1,Ann,,Bari", "b,1,Bob,a,")
            .Write("regions.csv", "id,name", "7,Lazio");
        DataDirectory loaded = await _directory.LoadAsync(schema: schema);

        Assert.Equal([("1", "Rome", "7")], (await loaded.RowsAsync("company", "seat", ["town"], "region")).Select(r => (r.Root, (string)r.Values[0]!, r.References[0]!)));
        Assert.Equal([("a", null), ("b", "a")], (await loaded.RowsAsync("company", "members", [], "boss")).Select(r => (r.Key!, r.References[0])));
        Assert.Equal([("1", "a", "Bari")], (await loaded.RowsAsync("company", "members.home_place", ["town"])).Select(r => (r.Root, r.Parent!, (string)r.Values[0]!)));
    }

    private static async Task RefusedAsync(DataDirectory directory, SegmentSchema schema, EntityRead read, string expected)
    {
        var refused = await Assert.ThrowsAsync<SegmentSourceException>(
            async () => await directory.OpenAsync(new SourceRequest(schema, [read]), TestContext.Current.CancellationToken));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }
}
