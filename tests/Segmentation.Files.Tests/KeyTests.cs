namespace Segmentation.Files.Tests;

public sealed class KeyTests : IDisposable
{
    private const string LowerGuid = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private const string UpperGuid = "7C9E6679-7425-40DE-944B-E07FC1F90AE7";

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(KeyKind.Integer, "10", "9", "-3", "0")]
    [InlineData(KeyKind.Integer, "9223372036854775807", "-9223372036854775808", "0")]
    [InlineData(KeyKind.Text, "10", "9", "09")]
    [InlineData(KeyKind.Text, "1", "+2")]
    [InlineData(KeyKind.Text, "1", "9223372036854775808")]
    [InlineData(KeyKind.Guid, LowerGuid, UpperGuid)]
    [InlineData(KeyKind.Text, LowerGuid, "1")]
    [InlineData(KeyKind.Text, LowerGuid, "{7c9e6679-7425-40de-944b-e07fc1f90ae7}")]
    [InlineData(KeyKind.Text, "7c9e6679742540de944be07fc1f90ae7")]
    [InlineData(KeyKind.Text, "é", "z", "Z", "\uE000", "\U0001F600", " a")]
    public async Task Kind_OfAllKeys_DecidesOrderAndSpelling(KeyKind kind, params string[] keys)
    {
        _directory.Write("customers.csv", ["id", .. keys]);

        DataDirectory loaded = await _directory.LoadAsync();

        SubjectKey[] expected = [.. keys.Select(k => SubjectKey.Parse(k, kind)!.Value).Order()];
        List<ReadRow> rows = await loaded.RowsAsync("customer", "", []);
        Assert.Equal(expected.Select(k => k.ToString()), rows.Select(r => r.Root));
        Assert.Equal(kind, await KindAsync(loaded));
    }

    [Fact]
    public async Task Kind_OfManyKeys_OrdersThem()
    {
        int[] keys = [.. Enumerable.Range(0, 30_000).Select(i => i * 7919 % 30_011 * 1000)];
        _directory.Write("customers.csv", ["id", .. keys.Select(k => $"{k}")]);

        Assert.Equal(keys.Order().Select(k => $"{k}"), (await (await _directory.LoadAsync()).RowsAsync("customer", "", [])).Select(r => r.Root));
    }

    [Fact]
    public async Task Rows_WithoutId_AreNumbered()
    {
        _directory.Write("customers.csv", "email", "b", "a").Write("orders.csv", "customer_id,number", "2,x", "1,y");
        DataDirectory loaded = await _directory.LoadAsync();

        Assert.Equal(["1", "2"], (await loaded.RowsAsync("customer", "", [])).Select(r => r.Root));
        Assert.Equal([("1", "2", "y"), ("2", "1", "x")],
            (await loaded.RowsAsync("customer", "orders", ["number"])).Select(r => (r.Root, r.Key!, (string)r.Values[0]!)));
    }

    [Theory]
    [InlineData("5", "5")]
    [InlineData("a", "a")]
    [InlineData(LowerGuid, "0F8FAD5B-d9cb-469f-a165-70867728950e")]
    public async Task Key_Repeated_IsRefusedWithBothLines(string first, string second)
    {
        _directory.Write("customers.csv", "email,id", $"x,{first}", $"y,{second}");

        Assert.Equal($"customers.csv:3, column id: '{second}' is the key of line 2 too; a key may stand only once", (await _directory.ProblemAsync()).ToString());
    }

    [Fact]
    public async Task Key_RepeatedFarApart_IsRefused()
    {
        _directory.Write("customers.csv", "id", "1", "9000000000", "-9000000000", "1");

        Assert.Equal((5, 1), ((await _directory.ProblemAsync()) is var p ? (p.Line, p.ColumnNumber) : default));
    }

    [Fact]
    public async Task Key_Missing_IsRefused()
    {
        _directory.Write("customers.csv", "id,email", "1,x", ",y");

        Assert.Equal("customers.csv:3, column id: the key is missing; every row needs one of its own", (await _directory.ProblemAsync()).ToString());
    }

    [Theory]
    [InlineData("1", "2")]
    [InlineData("1", "01")]
    [InlineData("1", "x")]
    [InlineData("1", LowerGuid)]
    [InlineData("a", "A")]
    [InlineData("a", "1")]
    [InlineData("01", "1")]
    [InlineData(LowerGuid, UpperGuid)]
    [InlineData(LowerGuid, "1")]
    [InlineData(LowerGuid, "{0f8fad5b-d9cb-469f-a165-70867728950e}")]
    public async Task Reference_ToNothing_IsRefused(string key, string reference)
    {
        _directory.Write("customers.csv", "id", key).Write("orders.csv", "id,customer_id", $"1,{key}", $"2,{reference}");

        DataProblem problem = await _directory.ProblemAsync();

        Assert.Equal(("orders.csv", 3, "customer_id", 2, reference), (problem.File, problem.Line, problem.Column, problem.ColumnNumber, problem.Value));
        Assert.Equal($"'{reference}' leads to nothing: customers.csv has no such customer; add it there, or leave the field empty", problem.Message);
    }

    [Theory]
    [InlineData("wishlist_items.csv", "product_id")]
    [InlineData("categories.csv", "parent_id")]
    public async Task Reference_OfEveryKind_IsChecked(string file, string column)
    {
        _directory.Write("customers.csv", "id", "1").Write("products.csv", "id", "p")
            .Write(file, file == "categories.csv" ? "id,parent_id" : "customer_id,product_id", "1,", "1,zzz");
        if (file == "categories.csv")
            _directory.Write(file, "id,parent_id", "1,", "2,1", "3,zzz");

        DataProblem problem = (await _directory.ProblemsAsync())[^1];

        Assert.Equal((column, "zzz"), (problem.Column, problem.Value));
    }

    [Fact]
    public async Task Reference_ToAFileThatIsNotThere_IsRefusedOnce()
    {
        _directory.Write("customers.csv", "id", "1").Write("wishlist_items.csv", "customer_id,product_id", "1,", "1,7", "1,8");

        Assert.Equal("wishlist_items.csv:3, column product_id: '7' leads to a product, but there is no products.csv; add it, or leave the column out",
            (await _directory.ProblemAsync()).ToString());
    }

    [Fact]
    public async Task Reference_ToGuids_IgnoresCaseOfDigits()
    {
        _directory.Write("customers.csv", "id", UpperGuid).Write("orders.csv", "id,customer_id,customer_email", $"{LowerGuid},{UpperGuid.ToLowerInvariant()},");

        ReadRow order = Assert.Single(await (await _directory.LoadAsync()).RowsAsync("customer", "orders", []));

        Assert.Equal((UpperGuid, LowerGuid), (order.Root, order.Key));
    }

    [Fact]
    public async Task Reference_ColumnOfIntegersToTexts_IsFound()
    {
        _directory.Write("customers.csv", "id", "C1", "7").Write("orders.csv", "id,customer_id", "1,7", "2,", "3,7");

        Assert.Equal([("7", "1"), ("7", "3")], (await (await _directory.LoadAsync()).RowsAsync("customer", "orders", [])).Select(r => (r.Root, r.Key!)));
    }

    private static async Task<KeyKind> KindAsync(DataDirectory directory)
    {
        EntityRead read = directory.Read("customer", "", []);
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using ISourceSnapshot snapshot = await directory.OpenAsync(new SourceRequest(directory.Schema, [read]), ct);
        await foreach (ColumnBatch batch in snapshot.ReadAsync(read, ct))
            return batch.RootKeys.Kind;
        throw new InvalidOperationException("There are no rows.");
    }
}
