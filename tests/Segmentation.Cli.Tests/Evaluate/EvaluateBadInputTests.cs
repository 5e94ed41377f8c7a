namespace Segmentation.Cli.Tests.Evaluate;

public sealed class EvaluateBadInputTests : IDisposable
{
    private readonly SmallShop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Data_MissingDirectory_IsNamed()
    {
        Directory.Delete(_shop.Data, recursive: true);

        await AssertRefusedAsync([], $"{_shop.Data}: there is no such directory");
    }

    [Fact]
    public async Task Data_AFile_IsRefused()
    {
        ToolRun run = await ToolRun.OfAsync("evaluate", "--data", _shop.SegmentFile, "--segments", _shop.SegmentFile, "--output", _shop.OutputFile);

        AssertRefused(run, $"{_shop.SegmentFile}: this is a file");
    }

    [Fact]
    public async Task Data_WithoutCustomers_IsRefused()
    {
        File.Delete(_shop.InData("customers.csv"));

        await AssertRefusedAsync([], _shop.Data, "customers.csv");
    }

    [Fact]
    public async Task Data_BadNumber_NamesFileLineColumnAndValue()
    {
        _shop.WriteData("orders.csv", "id,customer_id,grand_total\n1,10,60.00\n2,10,sixty\n");

        await AssertRefusedAsync([], $"{_shop.InData("orders.csv")}: line 3, column grand_total:", "'sixty'");
    }

    [Fact]
    public async Task Data_UnknownReference_NamesFileAndLine()
    {
        _shop.WriteData("orders.csv", "id,customer_id,grand_total\n1,77,60.00\n");

        await AssertRefusedAsync([], $"{_shop.InData("orders.csv")}: line 2, column customer_id:", "'77'");
    }

    [Fact]
    public async Task Data_RepeatedKey_NamesFileAndLine()
    {
        _shop.WriteData("customers.csv", "id\n10\n9\n2\n1\n9\n");

        await AssertRefusedAsync([], $"{_shop.InData("customers.csv")}: line 6", "'9'");
    }

    [Fact]
    public async Task Data_UnknownFile_IsNamed()
    {
        _shop.WriteData("oders.csv", "id\n1\n");

        await AssertRefusedAsync([], "oders.csv");
    }

    [Fact]
    public async Task Segments_MissingFile_IsNamed()
    {
        File.Delete(_shop.SegmentFile);

        await AssertRefusedAsync([], $"{_shop.SegmentFile}: there is no such file");
    }

    [Fact]
    public async Task Segments_NoJson_NamesLineAndColumn()
    {
        _shop.WriteSegments("{ \"version\": 1,\n  \"segments\": [ oops ] }");

        await AssertRefusedAsync([], $"{_shop.SegmentFile}:", "line 2");
    }

    [Fact]
    public async Task Segments_UnknownAttribute_NamesThePath()
    {
        _shop.WriteSegments("""{ "version": 1, "segments": [ { "id": "a", "conditions": { "type": "attribute", "attribute": "emial", "operator": "notNull" } } ] }""");

        await AssertRefusedAsync([], $"{_shop.SegmentFile}: segments[0].conditions.attribute:", "emial");
    }

    [Fact]
    public async Task Segments_ManyProblems_AreAllReportedALineEach()
    {
        _shop.WriteSegments(
            """
            { "version": 1, "segments": [
              { "id": "a", "conditions": { "type": "attribute", "attribute": "emial", "operator": "notNull" } },
              { "id": "b", "priorty": 1, "conditions": { "type": "attribute", "attribute": "email", "operator": "<", "value": "x" } },
              { "id": "c", "conditions": { "type": "segment", "segment": "d" } } ] }
            """);

        ToolRun run = await _shop.EvaluateAsync();

        AssertRefused(run);
        Assert.Equal(4, run.ErrorLines.Length);
        Assert.All(run.ErrorLines, line => Assert.StartsWith($"{_shop.SegmentFile}: segments[", line, StringComparison.Ordinal));
        Assert.Contains(run.ErrorLines, line => line.Contains("segments[0].conditions.attribute:", StringComparison.Ordinal));
        Assert.Contains(run.ErrorLines, line => line.Contains("segments[1].priorty:", StringComparison.Ordinal));
        Assert.Contains(run.ErrorLines, line => line.Contains("segments[1].conditions.operator:", StringComparison.Ordinal));
        Assert.Contains(run.ErrorLines, line => line.Contains("segments[2].conditions.segment:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SegmentsAndData_BothBad_AreReportedTogether()
    {
        _shop.WriteData("orders.csv", "id,customer_id,grand_total\n1,10,sixty\n");
        _shop.WriteSegments("""{ "version": 1, "segments": [ { "id": "a", "priorty": 1, "everyone": true } ] }""");

        await AssertRefusedAsync([], "orders.csv: line 2, column grand_total:", "segments[0].priorty:");
    }

    [Fact]
    public async Task Lists_OfAnUnknownSegment_NameTheListsFile()
    {
        _shop.WriteLists("""{ "vips": { "include": ["1"] } }""");

        await AssertRefusedAsync(["--lists", _shop.ListsFile], $"{_shop.ListsFile}: ", "vips");
    }

    [Fact]
    public async Task Lists_Misspelt_NameThePath()
    {
        _shop.WriteLists("""{ "spenders": { "includes": ["1"] } }""");

        await AssertRefusedAsync(["--lists", _shop.ListsFile], $"{_shop.ListsFile}: spenders.includes:");
    }

    [Fact]
    public async Task Lists_MissingFile_IsNamed() =>
        await AssertRefusedAsync(["--lists", _shop.ListsFile], $"{_shop.ListsFile}: there is no such file");

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T00:00:00")]
    [InlineData("2026-02-30T00:00:00Z")]
    [InlineData("0999-12-31T00:00:00Z")]
    [InlineData("9001-01-01T00:00:00Z")]
    public async Task AsOf_NoInstantWithOffset_IsRefused(string asOf) =>
        await AssertRefusedAsync(["--as-of", asOf], $"--as-of: '{asOf}'");

    [Theory]
    [InlineData("oracle")]
    [InlineData("Memory")]
    public async Task Engine_NotThere_ListsThoseThatAre(string engine) =>
        await AssertRefusedAsync(["--engine", engine], $"--engine: '{engine}'", "memory");

    [Fact]
    public async Task Connection_ForMemory_IsRefused() =>
        await AssertRefusedAsync(["--connection", "Host=localhost"], "--connection:");

    [Theory]
    [InlineData("red=red", "counted-orders")]
    [InlineData("counted-orders", "NAME=VALUE")]
    [InlineData("counted-orders=complete", "only:")]
    [InlineData("counted-orders=only:", "only:")]
    [InlineData("counted-orders=only:complete,,pending", "only:")]
    [InlineData("guests=ignored", "derived")]
    [InlineData("leap-day=02-29", "03-01")]
    [InlineData("time-zone=Europe/Kyyiv", "IANA")]
    public async Task Option_NotUnderstood_SaysWhatWouldBe(string option, string hint) =>
        await AssertRefusedAsync(["--option", option], "--option: ", option.Split('=')[^1], hint);

    [Fact]
    public async Task Option_Twice_IsRefused() =>
        await AssertRefusedAsync(["--option", "leap-day=02-28", "--option", "leap-day=03-01"], "--option: 'leap-day' is given twice");

    [Fact]
    public async Task Format_Unknown_ListsThoseThatAre() =>
        await AssertRefusedAsync(["--format", "xml"], "--format: 'xml'", "csv, json");

    [Fact]
    public async Task Arguments_SeveralBad_AreAllReported()
    {
        ToolRun run = await _shop.EvaluateAsync("--as-of", "now", "--format", "xml", "--option", "x=y");

        AssertRefused(run);
        Assert.Equal(["--as-of", "--option", "--format"], run.ErrorLines.Select(line => line.Split(':')[0]));
    }

    [Fact]
    public async Task Output_IntoADirectoryThatIsNotThere_IsRefused()
    {
        string output = Path.Combine(_shop.InRoot("nowhere"), "members.csv");

        ToolRun run = await _shop.EvaluateToStandardOutputAsync("--output", output);

        AssertRefused(run, $"{output}: its directory does not exist");
    }

    [Fact]
    public async Task Output_ADirectory_IsRefused()
    {
        ToolRun run = await _shop.EvaluateToStandardOutputAsync("--output", _shop.Data);

        AssertRefused(run, $"{_shop.Data}: this is a directory");
    }

    [Fact]
    public async Task Output_NameTooLongForTheFileSystem_IsRefused()
    {
        string output = _shop.InRoot(new string('m', 300));

        ToolRun run = await _shop.EvaluateToStandardOutputAsync("--output", output);

        AssertRefused(run, $"{output}: cannot be written");
    }

    [Fact]
    public async Task Output_OverAnInput_IsRefusedAndTheInputStays()
    {
        string before = await File.ReadAllTextAsync(_shop.SegmentFile, TestContext.Current.CancellationToken);

        ToolRun run = await _shop.EvaluateToStandardOutputAsync("--output", _shop.SegmentFile);

        AssertRefused(run, $"{_shop.SegmentFile}: this file is also read");
        Assert.Equal(before, await File.ReadAllTextAsync(_shop.SegmentFile, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("orders.csv")]
    [InlineData("members.CSV")]
    [InlineData("carts.csv.gz")]
    public async Task Output_AmongTheData_IsRefusedAndTheDataStays(string name)
    {
        string before = await File.ReadAllTextAsync(_shop.InData("orders.csv"), TestContext.Current.CancellationToken);

        ToolRun run = await _shop.EvaluateToStandardOutputAsync("--output", _shop.InData(name));

        AssertRefused(run, $"{_shop.InData(name)}: every CSV file in {_shop.Data} is data");
        Assert.Equal(before, await File.ReadAllTextAsync(_shop.InData("orders.csv"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Data_ADirectoryWithTheNameOfAFile_IsNamed()
    {
        Directory.CreateDirectory(_shop.InData("carts.csv"));

        await AssertRefusedAsync([], $"{_shop.InData("carts.csv")}: this is a directory");
    }

    [Fact]
    public async Task Output_ThatIsThere_StaysWhenTheInputIsBad()
    {
        await File.WriteAllTextAsync(_shop.OutputFile, "before", TestContext.Current.CancellationToken);
        _shop.WriteSegments("{");

        ToolRun run = await _shop.EvaluateAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("before", await File.ReadAllTextAsync(_shop.OutputFile, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("evaluate", "--data")]
    [InlineData("evaluate --data x", "--segments")]
    [InlineData("evaluate --data x --segments y --colour red", "--colour")]
    [InlineData("evaluate --data x --data y --segments z", "--data")]
    [InlineData("evaluates", "evaluates")]
    [InlineData("", "")]
    public async Task CommandLine_NotUnderstood_SaysWhat(string args, string named)
    {
        ToolRun run = await ToolRun.OfAsync(args.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("segments: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Contains("--help", run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private async Task AssertRefusedAsync(string[] more, params string[] named) =>
        AssertRefused(await _shop.EvaluateAsync(more), named);

    private void AssertRefused(ToolRun run, params string[] named)
    {
        Assert.Equal(2, run.ExitCode);
        Assert.All(named, text => Assert.Contains(text, run.Error, StringComparison.Ordinal));
        Assert.Empty(run.Output);
        Assert.DoesNotContain(_shop.Files, f => f is not ("shop.segments.json" or "shop.lists.json"));
    }
}
