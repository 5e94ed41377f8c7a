using Newtonsoft.Json.Linq;
using Segmentation.Cli.Tests.Evaluate;

namespace Segmentation.Cli.Tests.Explain;

public sealed class ExplainTests : IDisposable
{
    private readonly SmallShop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Explain_OfAMember_SaysWhyAndWhetherTimeChangesIt()
    {
        ToolRun run = await ExplainAsync("--segment", "spenders", "--customer", "9", "--as-of", "2026-03-01T00:00:00Z", "--option", "time-zone=Europe/Kyiv");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("customer 9 is in spenders as of 2026-03-01T00:00:00Z\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("yes  orders: sum of grand_total >= 100: is 250.5, over 1 of 1 row (3)\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("Time alone does not change this before 2036-03-01T00:00:00Z.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_WithoutAsOf_IsOfNow()
    {
        ToolRun run = await ExplainAsync("--segment", "Recent", "--customer", "10");

        Assert.Contains("as of 2026-03-01T12:00:00Z", run.Output, StringComparison.Ordinal);
        Assert.Contains("If nothing but time changes, it is out from 2026-03-23T10:00:00.0000001Z.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_AsJson_IsJson()
    {
        ToolRun run = await ExplainAsync("--segment", "spenders", "--customer", "1", "--format", "json");

        JObject explanation = JObject.Parse(run.Output);
        Assert.Equal("1", (string?)explanation["key"]);
        Assert.False((bool?)explanation["member"]);
        Assert.Equal("segments[0].conditions", (string?)explanation["decisive"]![0]!["places"]![0]!["path"]);
    }

    [Fact]
    public async Task Explain_WithLists_ShowsThem()
    {
        _shop.WriteLists("""{ "nobody": { "include": ["1"] } }""");

        ToolRun run = await ExplainAsync("--segment", "nobody", "--customer", "1", "--lists", _shop.ListsFile);

        Assert.Contains("yes  is on the list of those included", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_OfAllCustomersAndSegments_AgreesWithEvaluate()
    {
        ToolRun members = await _shop.EvaluateToStandardOutputAsync();
        foreach (string segment in new[] { "spenders", "Recent", "nobody" })
        {
            foreach (string customer in new[] { "1", "2", "9", "10" })
            {
                ToolRun run = await ExplainAsync("--segment", segment, "--customer", customer);
                bool isMember = members.Output.Split('\n').Contains($"{segment},{customer}");
                Assert.StartsWith($"customer {customer} is {(isMember ? "in" : "not in")} {segment} ", run.Output, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("--segment", "vip", "--customer", "1", "there is no segment 'vip' in")]
    [InlineData("--segment", "spenders", "--customer", "77", "there is no customer '77' in")]
    [InlineData("--segment", "spenders", "--customer", "ann", "there is no customer 'ann' in")]
    public async Task Explain_OfWhatIsNotThere_IsRefusedByName(string first, string second, string third, string fourth, string message)
    {
        ToolRun run = await ExplainAsync(first, second, third, fourth);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_WithSeveralBadArguments_NamesThemAll()
    {
        ToolRun run = await ExplainAsync("--segment", "spenders", "--customer", "1", "--format", "xml", "--as-of", "8995-01-01T00:00:00Z", "--lists", _shop.InRoot("none.json"));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(["--format:", "--as-of:", $"{_shop.InRoot("none.json")}:"], run.ErrorLines.Select(l => l.Split(' ')[0]));
    }

    [Fact]
    public async Task Help_OfExplain_HasAnExample()
    {
        ToolRun run = await ToolRun.OfAsync("explain", "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("segments explain --data shop/", run.Output, StringComparison.Ordinal);
    }

    private Task<ToolRun> ExplainAsync(params string[] more) =>
        ToolRun.OfAsync(["explain", "--data", _shop.Data, "--segments", _shop.SegmentFile, .. more]);
}
