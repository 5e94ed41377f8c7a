namespace Segmentation.Files.Tests;

public sealed class DirectoryFilesTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Load_EveryFile_IsOpenedOnceAndCounted()
    {
        _directory.Write("customers.csv", "id", "1", "2").WriteCompressed("orders.csv.gz", "id,customer_id", "10,2");

        DataDirectory loaded = await _directory.LoadAsync();

        Assert.Equal(["customers.csv", "orders.csv.gz"], loaded.Files.Select(f => f.Name));
        Assert.Equal(["customer", "order"], loaded.Files.Select(f => f.Entity));
        Assert.Equal([2, 1], loaded.Files.Select(f => f.Rows));
        Assert.All(loaded.Files, f => Assert.Equal(1, f.Opened));
        Assert.All(loaded.Files, f => Assert.Equal(new FileInfo(Path.Combine(_directory.Path, f.Name)).Length, f.Bytes));
    }

    [Fact]
    public async Task Load_NoCustomers_IsRefused()
    {
        _directory.Write("products.csv", "id", "1");

        Assert.Equal("customers.csv: the file is missing; add customers.csv or customers.csv.gz", (await _directory.ProblemAsync()).ToString());
    }

    [Fact]
    public async Task Load_NoDirectory_IsRefused()
    {
        string path = Path.Combine(_directory.Path, "nowhere");

        var refused = await Assert.ThrowsAsync<DataDirectoryException>(
            () => DataDirectory.LoadAsync(path, CommerceSchema.Create(), ct: TestContext.Current.CancellationToken));

        Assert.Contains($"{path}: there is no such directory", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("order.csv", "did you mean orders.csv?")]
    [InlineData("Customers.csv", "did you mean customers.csv?")]
    [InlineData("customers.CSV", "did you mean customers.csv?")]
    [InlineData("adresses.csv.gz", "did you mean addresses.csv?")]
    [InlineData("zzzz.csv", "rename it to one of customers.csv, addresses.csv, ")]
    public async Task Load_UnknownFile_IsRefusedAndTheNearestIsNamed(string name, string expected)
    {
        _directory.Write("customers.csv", "id", "1").Write(name, "id", "1");

        DataProblem problem = await _directory.ProblemAsync();

        Assert.Equal(name, problem.File);
        Assert.Null(problem.Line);
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_PlainAndCompressed_IsRefused()
    {
        _directory.Write("customers.csv", "id", "1").WriteCompressed("customers.csv.gz", "id", "1");

        Assert.Equal("customers.csv.gz: customers.csv is there as well; remove one of the two", (await _directory.ProblemAsync()).ToString());
    }

    [Fact]
    public async Task Load_OtherFiles_AreLeftAlone()
    {
        _directory.Write("customers.csv", "id", "1").Write("README.md", "x").Write("orders.csv.bak", "x");
        Directory.CreateDirectory(Path.Combine(_directory.Path, "old"));

        Assert.Single((await _directory.LoadAsync()).Files);
    }

    [Fact]
    public async Task Load_ADirectoryWithTheNameOfAFile_IsReported()
    {
        _directory.Write("customers.csv", "id", "1");
        Directory.CreateDirectory(Path.Combine(_directory.Path, "orders.csv"));

        DataProblem problem = Assert.Single(await _directory.ProblemsAsync());
        Assert.Contains("orders.csv", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains("is a directory", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_ProblemsOfAllFiles_AreListedTogetherInOrder()
    {
        _directory.Write("customers.csv", "id,created_at,store_credit", "1,x,y", "1,2011-01-01T00:00:00Z,1")
            .Write("orders.csv", "id,customer_id,grand_total", "10,7,1", "11,1,1.0.0")
            .Write("carts.csv", "id,is_active", "1,true")
            .Write("nothing.csv", "id");

        IReadOnlyList<DataProblem> problems = await _directory.ProblemsAsync();

        Assert.Equal(
            ["carts.csv line 1, column customer_id", "customers.csv line 2, column created_at", "customers.csv line 2, column store_credit",
                "customers.csv line 3, column id", "nothing.csv ", "orders.csv line 3, column grand_total"],
            problems.Select(p => $"{p.File} {p.Place}"));
    }

    [Fact]
    public async Task Load_ManyProblems_AreCountedBeyondTheLimit()
    {
        _directory.Write("customers.csv", ["id,store_credit", .. Enumerable.Range(1, 250).Select(i => $"{i},x")]);

        var refused = await Assert.ThrowsAsync<DataDirectoryException>(() => _directory.LoadAsync());
        var fewer = await Assert.ThrowsAsync<DataDirectoryException>(() => _directory.LoadAsync(new DataDirectoryOptions { MaxProblems = 3 }));

        Assert.Equal(100, refused.Problems.Count);
        Assert.Equal(150, refused.Unlisted);
        Assert.EndsWith("and 150 more", refused.Message, StringComparison.Ordinal);
        Assert.Equal([2L, 3L, 4L], fewer.Problems.Select(p => p.Line!.Value));
        Assert.Equal(247, fewer.Unlisted);
    }

    [Theory]
    [InlineData(0, 1, "MaxProblems must be at least 1, but is 0.")]
    [InlineData(1, 0, "MaxConcurrency must be at least 1, but is 0.")]
    public async Task Load_InvalidOptions_AreRefused(int problems, int concurrency, string message)
    {
        var options = new DataDirectoryOptions { MaxProblems = problems, MaxConcurrency = concurrency };

        Assert.Equal(message, (await Assert.ThrowsAsync<ArgumentException>(() => _directory.LoadAsync(options))).Message);
    }

    [Fact]
    public async Task Load_Cancelled_Stops()
    {
        _directory.Write("customers.csv", "id", "1");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DataDirectory.LoadAsync(_directory.Path, CommerceSchema.Create(), ct: cancelled.Token));
    }

    [Fact]
    public async Task Load_Progress_EndsWithAllBytes()
    {
        _directory.Write("customers.csv", ["id", .. Enumerable.Range(1, 40_000).Select(i => $"{i}")]).Write("products.csv", "id", "1");
        var progress = new Recorder();

        await DataDirectory.LoadAsync(_directory.Path, CommerceSchema.Create(), progress: progress, ct: TestContext.Current.CancellationToken);

        long total = new DirectoryInfo(_directory.Path).EnumerateFiles().Sum(f => f.Length);
        Assert.All(progress.Reports, p => Assert.Equal(total, p.BytesTotal));
        Assert.Contains(progress.Reports, p => p is { File: "customers.csv", Rows: > 0 and < 40_000 });
        Assert.Equal(total, progress.Reports.Max(p => p.BytesRead));
    }

    private sealed class Recorder : IProgress<DataDirectoryProgress>
    {
        private readonly Lock _lock = new();

        public List<DataDirectoryProgress> Reports { get; } = [];

        public void Report(DataDirectoryProgress value)
        {
            lock (_lock)
                Reports.Add(value);
        }
    }
}
