namespace Segmentation.Files.Tests;

/// <summary>The real order histories beside the repository, checked against the figures of their readme.</summary>
public sealed class SharedDataTests
{
    [Fact]
    public async Task OnlineRetail_Loads_WithTheFiguresOfItsReadme()
    {
        DataDirectory loaded = await LoadAsync("online-retail");

        Assert.Equal(
            [("addresses.csv.gz", 4372L), ("customers.csv.gz", 4372), ("order_items.csv.gz", 541_909), ("orders.csv.gz", 25_900), ("products.csv.gz", 4070)],
            loaded.Files.Select(f => (f.Name, f.Rows)));
        Assert.All(loaded.Files, f => Assert.Equal(1, f.Opened));

        List<ReadRow> all = await loaded.RowsAsync("order", "", ["status", "grand_total", "currency"]);
        Assert.Equal(3836, all.Count(r => (string)r.Values[0]! == "credit" && r.Root.StartsWith('C')));
        Assert.Equal(3, all.Count(r => r.Root.StartsWith('A')));
        Assert.All(all, r => Assert.Equal("GBP", r.Values[2]));
        Assert.Equal(25_900 - 3710, (await loaded.RowsAsync("customer", "orders", [])).Count);
        Assert.Equal(4372, (await loaded.RowsAsync("customer", "", [])).Count);
        Assert.Equal(37, (await loaded.RowsAsync("customer", "addresses", ["country"])).Select(r => r.Values[0]).Distinct().Count());

        List<ReadRow> items = await loaded.RowsAsync("order", "items", ["row_total"], "product");
        Assert.Equal(541_909, items.Count);
        Assert.All(items, r => Assert.NotNull(r.References[0]));
        Assert.Equal(all.Sum(r => (decimal)r.Values[1]!), items.Sum(r => (decimal)r.Values[0]!));
    }

    [Fact]
    public async Task Cdnow_Loads_WithTheFiguresOfItsReadme()
    {
        DataDirectory loaded = await LoadAsync("cdnow");

        Assert.Equal([("customers.csv.gz", 23_570L, 1), ("orders.csv.gz", 69_659, 1)], loaded.Files.Select(f => (f.Name, f.Rows, f.Opened)));
        List<ReadRow> orders = await loaded.RowsAsync("customer", "orders", ["currency", "grand_total"]);
        Assert.Equal(69_659, orders.Count);
        Assert.Equal("00001", orders[0].Root);
        Assert.All(orders, r => Assert.Equal("USD", r.Values[0]));
    }

    private static Task<DataDirectory> LoadAsync(string name)
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Segmentation.Sdk.sln")))
            root = root.Parent;
        string path = Path.GetFullPath(Path.Combine(root?.FullName ?? ".", "..", "shared", "data", name));
        Assert.SkipUnless(Directory.Exists(path), $"There is no {path}; the real data is not beside the repository.");
        return DataDirectory.LoadAsync(path, CommerceSchema.Create(), ct: TestContext.Current.CancellationToken);
    }
}
