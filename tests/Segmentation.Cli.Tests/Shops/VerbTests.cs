using Newtonsoft.Json.Linq;
using Segmentation.Tests.Shared;

namespace Segmentation.Cli.Tests.Shops;

/// <summary>The verbs over an imported shop, on SQLite and PostgreSQL alike.</summary>
public abstract class VerbTests
{
    private static readonly string[] VipOfNow = ["17", "18"];

    [Fact]
    public async Task Apply_OfAFile_SaysWhatWasAddedChangedAndUnchanged()
    {
        using DemoShop shop = await OpenAsync();
        await shop.OutputAsync("import", "--data", shop.Data, "--quiet");

        Assert.Equal(["vip added", "lapsed added", "red-vip added"], Pairs(await shop.OutputAsync("apply", shop.SegmentFile, "--format", "json"), "segment_id", "outcome"));
        shop.WriteSegments(DemoShop.Vip, DemoShop.Lapsed.Replace("P30D", "P60D", StringComparison.Ordinal));

        Assert.Equal(["vip unchanged", "lapsed changed"], Pairs(await shop.OutputAsync("apply", shop.SegmentFile, "--format", "json"), "segment_id", "outcome"));
        Assert.Equal(["lapsed", "red-vip", "vip"], Column(await shop.OutputAsync("info", "--format", "json"), "segment_id"));
    }

    [Fact]
    public async Task Apply_WithAProblemAnywhere_SavesNothing()
    {
        using DemoShop shop = await OpenAsync();
        await shop.PrepareAsync();
        shop.WriteSegments(
            DemoShop.Vip.Replace("2000", "9", StringComparison.Ordinal),
            """{ "id": "wrong", "conditions": { "attribute": "emial", "operator": "=", "value": "a@x" } }""");
        shop.Write("shop.lists.json", """{ "vip": { "include": ["no key"] }, "nobody": { "include": [] } }""");

        ToolRun run = await shop.RunAsync("apply", shop.SegmentFile, "--lists", shop.ListsFile);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(3, run.ErrorLines.Length);
        Assert.StartsWith($"{shop.SegmentFile}: segments[1].conditions.attribute: ", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.All(run.ErrorLines[1..], line => Assert.StartsWith($"{shop.ListsFile}: ", line, StringComparison.Ordinal));
        Assert.Equal(["unchanged"], Column(await ApplyAsync(shop, DemoShop.Vip), "outcome"));
    }

    [Fact]
    public async Task Apply_WithLists_DecidesWhoIsInWithTheNextRefresh()
    {
        using DemoShop shop = await OpenAsync();
        await shop.RefreshAsync();

        await shop.OutputAsync("apply", shop.SegmentFile, "--lists", shop.ListsFile);
        Assert.Equal("pending", (string?)Object(await shop.OutputAsync("info", "vip", "--format", "json"))["status"]);
        await shop.OutputAsync("refresh", "vip", "--quiet");

        Assert.Equal(["17", "20"], await MembersAsync(shop));
    }

    [Fact]
    public async Task Delete_OfASegmentThatOthersReferTo_IsRefused()
    {
        using DemoShop shop = await OpenAsync();
        await shop.PrepareAsync();

        ToolRun run = await shop.RunAsync("delete", "vip");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("'red-vip'", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        await shop.OutputAsync("delete", "red-vip");
        await shop.OutputAsync("delete", "vip");
        Assert.Equal(["lapsed"], Column(await shop.OutputAsync("info", "--format", "json"), "segment_id"));
    }

    [Fact]
    public async Task Refresh_OfAll_TellsWhoEnteredAndLeft()
    {
        using DemoShop shop = await OpenAsync();
        await shop.RefreshAsync();
        shop.Write("shop/orders.csv", "id,customer_id,created_at,status,grand_total\n1,20,2026-02-20T10:00:00Z,complete,2000\n3,18,2025-12-31T10:00:00Z,complete,2500.50\n");
        await shop.OutputAsync("import", "--data", shop.Data, "--replace", "--quiet");

        ToolRun run = await shop.RunAsync("refresh", "--all", "-v", "--format", "json");

        JObject report = Object(run.Output);
        Assert.Equal((0, 4), (run.ExitCode, (int?)report["customers"]));
        JObject vip = Assert.Single(report["segments"]!.Children<JObject>(), s => (string?)s["segment_id"] == "vip");
        Assert.Equal((2, 1, 1), ((int?)vip["size"], (int?)vip["entered"], (int?)vip["left"]));
        Assert.Contains("  vip is done", run.Error, StringComparison.Ordinal);
        Assert.Contains("  4 customers, block 1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_OfAKnownRun_IsNotDoneTwice()
    {
        using DemoShop shop = await OpenAsync();
        await shop.RefreshAsync();
        string run = Column(await shop.OutputAsync("history", "--runs", "--format", "json"), "run_id").Single();

        string output = await shop.OutputAsync("refresh", "--resume", run, "--quiet", "--format", "json");

        Assert.All(Object(output)["segments"]!, s => Assert.Equal("refreshed before", (string?)s["outcome"]));
        Assert.Equal((2, "--resume:"), await FirstErrorAsync(shop, "refresh", "--resume", "none"));
    }

    [Fact]
    public async Task Refresh_Interrupted_SaysHowToGoOn()
    {
        using DemoShop shop = await OpenAsync();
        await shop.PrepareAsync();
        using var stop = new CancellationTokenSource();
        using var output = new MemoryStream();
        using var error = new WatchingWriter("Evaluating", stop.Cancel);

        int exitCode = await SegmentsTool.RunAsync(
            ["refresh", "--all", "--connection", shop.Connection, .. shop.More], new ToolConsole(output, error, ErrorIsTerminal: false, TimeProvider.System), stop.Token);

        Assert.Equal((130, 0), (exitCode, output.Length));
        string command = Assert.Single(error.ToString().Split('\''), part => part.StartsWith("segments refresh --resume ", StringComparison.Ordinal));
        ToolRun info = await shop.RunAsync("info");
        Assert.Contains(command, info.Error, StringComparison.Ordinal);
        await shop.OutputAsync(command.Split(' ')[1..]);
        Assert.Equal(VipOfNow, await MembersAsync(shop));
    }

    [Fact]
    public async Task Info_AfterALaterRefreshOfTheSame_SpeaksNoMoreOfTheInterrupted()
    {
        using DemoShop shop = await OpenAsync();
        await shop.PrepareAsync();
        using var stop = new CancellationTokenSource();
        using var error = new WatchingWriter("Evaluating", stop.Cancel);
        await SegmentsTool.RunAsync(
            ["refresh", "--all", "--connection", shop.Connection, .. shop.More],
            new ToolConsole(Stream.Null, error, ErrorIsTerminal: false, new ToolRun.StoppedClock(ToolRun.Now.AddHours(-1))), stop.Token);
        Assert.Contains("did not end", (await shop.RunAsync("info")).Error, StringComparison.Ordinal);

        await shop.OutputAsync("refresh", "vip", "--quiet");
        Assert.Contains("did not end", (await shop.RunAsync("info")).Error, StringComparison.Ordinal);
        await shop.OutputAsync("refresh", "--all", "--quiet");

        Assert.Equal("", (await shop.RunAsync("info")).Error);
    }

    [Fact]
    public async Task Refresh_OfASegmentThatAnotherRunRefreshes_SaysHowToWait()
    {
        using DemoShop shop = await OpenAsync();
        await shop.PrepareAsync();

        ToolRun run = await RefreshWithinARefreshAsync(shop, "vip");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("vip was not refreshed: ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.EndsWith(" Give --wait SECONDS to wait for it.", run.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_OfAChangedDefinition_TellsWhoWouldJoinAndLeave()
    {
        using DemoShop shop = await OpenAsync();
        await shop.RefreshAsync();
        shop.WriteSegments(DemoShop.Vip.Replace("\">=\", \"value\": 2000", "\"<\", \"value\": 2500", StringComparison.Ordinal), DemoShop.RedVip);

        JObject preview = Object(await shop.OutputAsync("preview", shop.SegmentFile, "--segment", "vip", "--columns", "email=mail,last_order.grand_total", "--take", "2", "--format", "json"));

        Assert.Equal((3, 75m, 4), ((int?)preview["count"], (decimal?)preview["percent_of_scope"], (int?)preview["customers_in_all"]));
        Assert.Equal((2, 1, "18"), ((int?)preview["joining"], (int?)preview["leaving"], (string?)preview["first_leaving"]![0]));
        Assert.Equal(["17 ann@example.com", "19 cyd@example.com"], preview["customers"]!.Select(c => $"{c["customer_id"]} {c["mail"]}"));
        Assert.Equal("19", (string?)preview["next"]);
        Assert.Equal(VipOfNow, await MembersAsync(shop));
    }

    [Fact]
    public async Task Validate_OfKeysAndAddresses_AnswersEach()
    {
        using DemoShop shop = await OpenAsync();
        await shop.PrepareAsync();

        string live = await shop.OutputAsync("validate", "--segment", "vip", "17", "BOB@example.com", "19", "nobody@example.com", "--format", "csv");
        string stored = await shop.OutputAsync("validate", "--segment", "vip", "17", "--stored", "--format", "csv");

        Assert.Equal("given,customer_id,member\r\n17,17,true\r\nBOB@example.com,18,true\r\n19,19,false\r\nnobody@example.com,,\r\n", live);
        Assert.Equal("given,customer_id,member\r\n17,17,false\r\n", stored);
    }

    [Fact]
    public async Task Explain_OfAStoredSegment_IsThatOfTheFiles()
    {
        using DemoShop shop = await OpenAsync();
        await shop.PrepareAsync();

        string stored = await shop.OutputAsync("explain", "--segment", "vip", "--customer", "18", "--format", "json");
        ToolRun ofFiles = await ToolRun.OfAsync("explain", "--data", shop.Data, "--segments", shop.SegmentFile, "--segment", "vip", "--customer", "18", "--format", "json");

        Assert.Equal(ofFiles.Output, stored);
        Assert.Equal((2, "--customer:"), await FirstErrorAsync(shop, "explain", "--segment", "vip", "--customer", "99"));
    }

    [Fact]
    public async Task Export_OfMembers_HasTheColumnsAskedFor()
    {
        using DemoShop shop = await OpenAsync();
        await shop.RefreshAsync();

        await shop.OutputAsync("export", "--segment", "vip", "--output", shop.InRoot("vip.csv"), "--columns", "email=E-mail,colour,last_order.grand_total");
        string xml = await shop.OutputAsync("export", "--segment", "vip", "--output", "-", "--format", "xml", "--columns", "email");

        Assert.Equal(
            "customer_id,E-mail,colour,last_order.grand_total\r\n17,ann@example.com,red,400\r\n18,bob@example.com,'=1+1,2500.5\r\n",
            await File.ReadAllTextAsync(shop.InRoot("vip.csv"), TestContext.Current.CancellationToken));
        Assert.Contains("ann@example.com", xml, StringComparison.Ordinal);
        Assert.Equal((2, "--columns:"), await FirstErrorAsync(shop, "export", "--segment", "vip", "--output", shop.InRoot("x.csv"), "--columns", "emial"));
        Assert.False(File.Exists(shop.InRoot("x.csv")));
    }

    [Theory]
    [InlineData("vip.XML", null, "<")]
    [InlineData("vip.doc", "csv", "c")]
    [InlineData("vip", null, "c")]
    [InlineData("vip.doc", null, null)]
    public async Task Export_WithoutAFormat_TakesThatOfTheExtensionOrNone(string file, string? format, string? beginning)
    {
        using DemoShop shop = await OpenAsync();
        await shop.RefreshAsync();

        ToolRun run = await shop.RunAsync(["export", "--segment", "vip", "--output", shop.InRoot(file), .. format is null ? Array.Empty<string>() : ["--format", format]]);

        Assert.Equal(beginning is null ? 2 : 0, run.ExitCode);
        Assert.Equal(beginning, File.Exists(shop.InRoot(file)) ? (await File.ReadAllTextAsync(shop.InRoot(file), TestContext.Current.CancellationToken))[..1] : null);
        Assert.Equal(beginning is null, run.Error.StartsWith("--output: '.doc' names no format", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ExcludeAndInclude_OfCustomers_HoldAndAreTakenBack()
    {
        using DemoShop shop = await OpenAsync();
        await shop.PrepareAsync();

        await shop.OutputAsync("exclude", "--segment", "vip", "17");
        await shop.OutputAsync("include", "--segment", "vip", "19", "20");
        Assert.Equal(["20 no longer included", "17 was not included"], Pairs(await shop.OutputAsync("include", "--segment", "vip", "--remove", "20", "17", "--format", "json"), "customer_id", "outcome"));
        await shop.OutputAsync("refresh", "vip", "--quiet");

        Assert.Equal(["18", "19"], await MembersAsync(shop));
        Assert.Equal((2, "KEY:"), await FirstErrorAsync(shop, "exclude", "--segment", "vip", "17", "seventeen"));
    }

    [Fact]
    public async Task History_OfASegment_IsTheNewestFirst()
    {
        using DemoShop shop = await OpenAsync();
        await shop.RefreshAsync();
        await shop.OutputAsync("refresh", "vip", "--cause", "a test", "--quiet");

        string all = await shop.OutputAsync("history", "--segment", "vip", "--format", "json");
        string some = await shop.OutputAsync("history", "--segment", "vip", "--action", "customers-added", "--take", "1", "--format", "json");

        Assert.Equal(["refresh-finished", "refresh-started", "refresh-finished", "customers-added", "refresh-started"], Column(all, "action"));
        Assert.Equal(["a test", "a test", "", "", ""], Column(all, "cause"));
        Assert.Equal(["customers-added 2"], Pairs(some, "action", "affected"));
        // Both began at the same instant of a clock that stands.
        Assert.Equal(["completed 0", "completed 4"], Pairs(await shop.OutputAsync("history", "--runs", "--format", "json"), "status", "entered").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Plan_OfASegment_NamesTablesColumnsStatementsAndWhoNeedsThem()
    {
        using DemoShop shop = await OpenAsync();
        await shop.PrepareAsync();

        JArray plan = JArray.Parse(await shop.OutputAsync("plan", "--format", "json"));

        Assert.Equal(2, plan.Count);
        JToken orders = plan[1];
        Assert.EndsWith("orders", (string?)orders["tables"]![0], StringComparison.Ordinal);
        Assert.Contains(orders["columns"]!, c => ((string)c!).EndsWith("orders.grand_total (order.grand_total)", StringComparison.Ordinal));
        Assert.Equal(["lapsed", "red-vip", "vip"], orders["needed_by"]!.Select(s => (string?)s));
        Assert.StartsWith("SELECT ", (string?)orders["statement"], StringComparison.Ordinal);
        Assert.Equal("Rows that belong to no customer are left out.", (string?)orders["restrictions"]![0]);
        Assert.Equal(["red-vip"], plan[0]["needed_by"]!.Select(s => (string?)s));
        Assert.DoesNotContain("colour", await shop.OutputAsync("plan", "vip"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WithOptions_IsRememberedByEveryVerb()
    {
        using DemoShop shop = await OpenAsync();
        await shop.OutputAsync("import", "--data", shop.Data, "--quiet", "--option", "counted-orders=only:canceled");
        await shop.OutputAsync("apply", shop.SegmentFile);
        await shop.OutputAsync("refresh", "--all", "--quiet");

        Assert.Equal(["19"], await MembersAsync(shop, "lapsed"));
    }

    /// <summary>A shop whose verbs are given a database of this kind.</summary>
    private protected abstract Task<DemoShop> OpenAsync();

    private static async Task<string> ApplyAsync(DemoShop shop, params string[] segments)
    {
        shop.WriteSegments(segments);
        return await shop.OutputAsync("apply", shop.SegmentFile, "--format", "json");
    }

    private static async Task<string[]> MembersAsync(DemoShop shop, string segment = "vip") =>
        (await shop.OutputAsync("export", "--segment", segment, "--output", "-", "--columns", "")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];

    private static async Task<(int, string)> FirstErrorAsync(DemoShop shop, params string[] args)
    {
        ToolRun run = await shop.RunAsync(args);
        return (run.ExitCode, run.ErrorLines[0].Split(' ')[0]);
    }

    private static JObject Object(string json) => JObject.Parse(json);

    private static string[] Column(string json, string name) => [.. JArray.Parse(json).Select(row => (string?)row[name] ?? "")];

    private static string[] Pairs(string json, string first, string second) => [.. JArray.Parse(json).Select(row => $"{row[first]} {row[second]}")];

    /// <summary>Refreshes, and in the middle of it refreshes one segment by another run, which is what it gives.</summary>
    private static async Task<ToolRun> RefreshWithinARefreshAsync(DemoShop shop, string segment)
    {
        ToolRun? inner = null;
        using var error = new WatchingWriter("Evaluating", () => inner ??= Task.Run(() => shop.RunAsync("refresh", segment, "--quiet")).GetAwaiter().GetResult());
        int exitCode = await SegmentsTool.RunAsync(
            ["refresh", "--all", "--connection", shop.Connection, .. shop.More],
            new ToolConsole(Stream.Null, error, ErrorIsTerminal: false, TimeProvider.System), TestContext.Current.CancellationToken);
        Assert.Equal(0, exitCode);
        return inner!;
    }

    /// <summary>Does something when a line begins with a text.</summary>
    private sealed class WatchingWriter(string beginning, Action seen) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.StartsWith(beginning, StringComparison.Ordinal) == true)
                seen();
        }
    }
}

public sealed class SqliteVerbTests : VerbTests
{
    private protected override Task<DemoShop> OpenAsync() => Task.FromResult(new DemoShop());
}

public sealed class PostgreSqlVerbTests(PostgresCluster cluster) : VerbTests, IAsyncDisposable
{
    private readonly List<PostgresDatabase> _databases = [];

    public async ValueTask DisposeAsync()
    {
        foreach (PostgresDatabase database in _databases)
            await database.DisposeAsync();
    }

    private protected override async Task<DemoShop> OpenAsync()
    {
        PostgresDatabase database = await cluster.CreateDatabaseAsync(ct: TestContext.Current.CancellationToken);
        _databases.Add(database);
        await database.ExecuteAsync("CREATE SCHEMA shop", TestContext.Current.CancellationToken);
        return new DemoShop { Connection = database.ConnectionString, More = ["--schema", "shop"] };
    }
}
