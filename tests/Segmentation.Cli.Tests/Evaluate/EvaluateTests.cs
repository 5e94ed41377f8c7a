using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Segmentation.Cli.Tests.Evaluate;

public sealed class EvaluateTests : IDisposable
{
    // Upper case comes before lower case by ordinal, and 9 before 10 by number.
    private const string Members = "segment_id,customer_id\nRecent,1\nRecent,10\nspenders,9\nspenders,10\n";

    private readonly SmallShop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Evaluate_ToFile_WritesMembersInOrder()
    {
        ToolRun run = await _shop.EvaluateAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Members, File.ReadAllText(_shop.OutputFile));
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Evaluate_ToFile_ReplacesItAndLeavesNothingElse()
    {
        await File.WriteAllTextAsync(_shop.OutputFile, new string('x', 10_000), TestContext.Current.CancellationToken);

        await _shop.EvaluateAsync();

        Assert.Equal(Members, File.ReadAllText(_shop.OutputFile));
        Assert.Equal(["members.out", "shop.segments.json"], _shop.Files);
    }

    [Theory]
    [InlineData()]
    [InlineData("--output", "-")]
    public async Task Evaluate_ToStandardOutput_WritesMembersAndNothingElse(params string[] output)
    {
        ToolRun run = await _shop.EvaluateToStandardOutputAsync(output);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Members, run.Output);
        Assert.Equal(["shop.segments.json"], _shop.Files);
    }

    [Fact]
    public async Task Evaluate_AsJson_WritesAnArrayOfPairs()
    {
        ToolRun run = await _shop.EvaluateToStandardOutputAsync("--format", "json");

        JArray members = JArray.Parse(run.Output);
        Assert.Equal(
            ["Recent 1", "Recent 10", "spenders 9", "spenders 10"],
            members.Select(m => $"{(string?)m["segment_id"]} {(string?)m["customer_id"]}"));
        Assert.All(members, m => Assert.Equal(JTokenType.String, m["customer_id"]!.Type));
        Assert.All(members, m => Assert.Equal(2, m.Children().Count()));
    }

    [Theory]
    [InlineData("csv", "segment_id,customer_id\n")]
    [InlineData("json", "[\n]\n")]
    public async Task Evaluate_NoMembers_WritesTheFrameOnly(string format, string expected)
    {
        _shop.WriteSegments("""{ "version": 1, "segments": [ { "id": "none", "conditions": { "type": "attribute", "attribute": "email", "operator": "=", "value": "x" } } ] }""");

        ToolRun run = await _shop.EvaluateToStandardOutputAsync("--format", format);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(expected, run.Output);
    }

    [Theory]
    [InlineData("2026-02-21T09:59:59Z", "Recent,10\n")]
    [InlineData("2026-02-21T11:59:59+02:00", "Recent,10\n")]
    [InlineData("2026-06-01T00:00Z", "")]
    public async Task Evaluate_AsOf_MovesRelativeValues(string asOf, string recent)
    {
        // Orders dated after as-of still count where no condition excludes them.
        _shop.WriteSegments(
            """
            { "version": 1, "segments": [ { "id": "Recent", "conditions": { "type": "related", "relation": "orders", "quantifier": "some", "where":
              { "match": "all", "are": true, "conditions": [
                { "attribute": "created_at", "operator": "between", "value": [ { "ago": "P30D" }, { "ago": "PT0S" } ] } ] } } } ] }
            """);

        ToolRun run = await _shop.EvaluateToStandardOutputAsync("--as-of", asOf);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("segment_id,customer_id\n" + recent, run.Output);
    }

    [Fact]
    public async Task Evaluate_Lists_OverrideConditions()
    {
        _shop.WriteLists("""{ "spenders": { "include": ["1"], "exclude": ["10"] } }""");

        ToolRun run = await _shop.EvaluateToStandardOutputAsync("--lists", _shop.ListsFile);

        Assert.Equal("segment_id,customer_id\nRecent,1\nRecent,10\nspenders,1\nspenders,9\n", run.Output);
    }

    [Theory]
    [InlineData("counted-orders=only:complete", "Recent,10\n")]
    [InlineData("counted-orders=only:complete,canceled", "Recent,2\nRecent,10\n")]
    [InlineData("counted-orders=not:pending", "Recent,2\nRecent,10\n")]
    public async Task Evaluate_CountedOrders_DecideComputedAttributes(string option, string recent)
    {
        ToolRun run = await _shop.EvaluateToStandardOutputAsync("--option", option);

        Assert.Equal("segment_id,customer_id\n" + recent + "spenders,9\nspenders,10\n", run.Output);
    }

    [Fact]
    public async Task Evaluate_DerivedGuests_AreCustomers()
    {
        _shop.WriteData("orders.csv",
            "id,customer_id,customer_email,created_at,status,grand_total\n1,,Guest@Example.com,2026-02-20T10:00:00Z,complete,60\n2,,guest@example.com,2026-02-21T10:00:00Z,complete,60\n3,,ANN@example.com,2026-02-21T10:00:00Z,complete,500\n");

        ToolRun without = await _shop.EvaluateToStandardOutputAsync();
        ToolRun with = await _shop.EvaluateToStandardOutputAsync("--option", "guests=derived");

        Assert.Equal("segment_id,customer_id\n", without.Output);
        Assert.Contains("spenders,guest:guest@example.com\n", with.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time-zone=UTC", "today,1\n")]
    [InlineData("time-zone=Pacific/Kiritimati", "today,4\n")]
    public async Task Evaluate_TimeZone_DecidesTheDay(string option, string members)
    {
        _shop.WriteData("customers.csv", "id,created_at\n1,2026-03-02T12:00:00Z\n4,2026-03-01T11:00:00Z\n");
        _shop.WriteData("orders.csv", "id,customer_id\n");
        _shop.WriteSegments("""{ "version": 1, "segments": [ { "id": "today", "conditions": { "type": "attribute", "attribute": "created_at", "operator": "=", "value": "2026-03-02" } } ] }""");

        ToolRun run = await _shop.EvaluateToStandardOutputAsync("--option", option);

        Assert.Equal("segment_id,customer_id\n" + members, run.Output);
    }

    [Theory]
    [InlineData("leap-day=02-28", "2027-02-28T12:00:00Z", true)]
    [InlineData("leap-day=03-01", "2027-02-28T12:00:00Z", false)]
    [InlineData("leap-day=03-01", "2027-03-01T12:00:00Z", true)]
    public async Task Evaluate_LeapDay_DecidesTheBirthday(string option, string asOf, bool isBirthday)
    {
        _shop.WriteData("customers.csv", "id,date_of_birth\n10,2000-02-29\n9,2000-05-05\n2,\n1,\n");
        _shop.WriteSegments("""{ "version": 1, "segments": [ { "id": "birthday", "conditions": { "type": "attribute", "attribute": "days_until_birthday", "operator": "=", "value": 0 } } ] }""");

        ToolRun run = await _shop.EvaluateToStandardOutputAsync("--option", option, "--as-of", asOf);

        Assert.Equal("segment_id,customer_id\n" + (isBirthday ? "birthday,10\n" : ""), run.Output);
    }

    [Fact]
    public async Task Evaluate_WithoutAsOf_TakesNow()
    {
        ToolRun run = await _shop.EvaluateAsync();

        Assert.Contains("As of 2026-03-01T12:00:00", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_Summary_SaysMembersSharesRowsAndLeaves()
    {
        ToolRun run = await _shop.EvaluateAsync();

        Assert.Matches(@"spenders\s+Big spenders\s+2\s+50\.0 %", run.Error);
        Assert.Matches(@"nobody\s+nobody\s+0\s+0\.0 %", run.Error);
        Assert.Contains("4 customers", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"Rows read: customer 4, .*5", run.Error);
        Assert.Matches(@"Leaves: \d+ distinct, \d+ evaluated", run.Error);
    }

    [Fact]
    public async Task Evaluate_InACultureWithCommas_WritesTheSame()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("uk-UA");
        try
        {
            ToolRun run = await _shop.EvaluateToStandardOutputAsync();

            Assert.Equal(Members, run.Output);
            Assert.Contains("50.0 %", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Evaluate_Quiet_SaysNothing()
    {
        ToolRun run = await _shop.EvaluateAsync("--quiet");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Equal(Members, File.ReadAllText(_shop.OutputFile));
    }

    [Fact]
    public async Task Evaluate_SegmentThatCannotMatch_WarnsAndEndsWith0()
    {
        _shop.WriteSegments(
            """
            { "version": 1, "segments": [ { "id": "odd", "conditions": { "type": "combination", "match": "all", "are": true, "conditions": [
              { "type": "attribute", "attribute": "age", "operator": ">", "value": 30 },
              { "type": "attribute", "attribute": "age", "operator": "<", "value": 20 } ] } } ] }
            """);

        ToolRun run = await _shop.EvaluateAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            $"{_shop.SegmentFile}: segments[0].conditions: warning: No customer can ever match: it cannot be that at once age > 30 is true and age < 20 is true.",
            run.ErrorLines);
        Assert.Empty((await _shop.EvaluateAsync("--quiet")).Error);
    }

    [Fact]
    public async Task Evaluate_Canceled_EndsWith130AndWritesNothing()
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();

        ToolRun run = await ToolRun.OfAsync(
            canceled.Token, "evaluate", "--data", _shop.Data, "--segments", _shop.SegmentFile, "--output", _shop.OutputFile);

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("canceled", run.Error, StringComparison.Ordinal);
        Assert.Equal(["shop.segments.json"], _shop.Files);
    }

    [Theory]
    [InlineData("--help", "evaluate")]
    [InlineData("evaluate --help", "--as-of")]
    [InlineData("evaluate --help", "Example:")]
    [InlineData("evaluate --help", "counted-orders=")]
    public async Task Help_Shows(string args, string text)
    {
        ToolRun run = await ToolRun.OfAsync(args.Split(' '));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(text, run.Output, StringComparison.Ordinal);
    }
}
