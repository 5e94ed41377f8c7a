using System.Globalization;

namespace Segmentation.Cli.Tests.OnlineRetail;

/// <summary>The tool's members of the sample segments over a real order history are those that plain loops find.</summary>
public sealed class OnlineRetailTests(OnlineRetailTests.Shop shop) : IClassFixture<OnlineRetailTests.Shop>
{
    [Theory]
    [InlineData("2011-12-10T00:00:00Z", null)]
    [InlineData("2011-12-10T00:00:00Z", "only:complete")]
    [InlineData("2011-06-20T12:30:00+01:00", "not:adjustment")]
    [InlineData("2011-10-03T15:45:00Z", "not:credit,adjustment")]
    public async Task Evaluate_OnlineRetail_FindsTheMembersThatPlainLoopsFind(string asOf, string? counted)
    {
        string data = Repository.OnlineRetailOrSkip();
        string[] option = counted is null ? [] : ["--option", $"counted-orders={counted}"];

        ToolRun run = await ToolRun.OfAsync(
            ["evaluate", "--data", data, "--segments", Repository.OnlineRetailSegments, "--as-of", asOf, "--quiet", .. option]);

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        AssertSameMembers(Expected(asOf, counted), run.Output);
    }

    [Fact]
    public async Task Evaluate_OnlineRetailThroughEntityFramework_FindsTheMembersOfTheMemoryEngine()
    {
        string data = Repository.OnlineRetailOrSkip();
        string[] arguments = ["evaluate", "--data", data, "--segments", Repository.OnlineRetailSegments, "--as-of", "2011-12-10T00:00:00Z", "--quiet"];

        ToolRun memory = await ToolRun.OfAsync(arguments);
        ToolRun ef = await ToolRun.OfAsync([.. arguments, "--engine", "ef"]);

        Assert.Equal("", ef.Error);
        Assert.Equal(memory.Output, ef.Output);
    }

    [Fact]
    public async Task BuiltTool_OnlineRetail_FindsTheMembersThatPlainLoopsFind()
    {
        string data = Repository.OnlineRetailOrSkip();

        ToolRun run = await BuiltTool.RunAsync(
            "evaluate", "--data", data, "--segments", Repository.OnlineRetailSegments, "--as-of", "2011-12-10T00:00:00Z");

        Assert.True(run.ExitCode == 0, run.Error);
        AssertSameMembers(Expected("2011-12-10T00:00:00Z", null), run.Output);
        Assert.Contains("4,372 customers", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Expectations_OfEverySegment_HaveMembersAndOthers()
    {
        Repository.OnlineRetailOrSkip();

        Assert.All(Expected("2011-12-10T00:00:00Z", null), segment => Assert.InRange(segment.Value.Count, 1, shop.Data.Customers.Count - 1));
    }

    private IReadOnlyDictionary<string, HashSet<long>> Expected(string asOf, string? counted)
    {
        string[] statuses = counted is null ? ["canceled"] : counted.Split(':')[1].Split(',');
        bool isOnly = counted is not null && counted.StartsWith("only:", StringComparison.Ordinal);
        var instant = DateTimeOffset.Parse(asOf, CultureInfo.InvariantCulture);
        return new RetailExpectations(shop.Data, instant, status => statuses.Contains(status) == isOnly).Members();
    }

    private static void AssertSameMembers(IReadOnlyDictionary<string, HashSet<long>> expected, string output)
    {
        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal("segment_id,customer_id", lines[0]);

        IEnumerable<string> rows = expected
            .OrderBy(s => s.Key, StringComparer.Ordinal)
            .SelectMany(s => s.Value.Order().Select(key => $"{s.Key},{key}"));
        Assert.Equal(rows, lines[1..]);
    }

    /// <summary>The data, read once for all tests of the class; empty where it is not there and the tests are skipped.</summary>
    public sealed class Shop
    {
        private readonly Lazy<RetailShop> _data = new(() => RetailShop.Read(Repository.OnlineRetailOrSkip()));

        internal RetailShop Data => _data.Value;
    }
}
