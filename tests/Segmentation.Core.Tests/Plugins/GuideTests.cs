using System.Text.RegularExpressions;
using Acme.Loyalty;

namespace Segmentation.Tests.Plugins;

/// <summary>What docs/plug-ins.md shows is compiled, and does what it says.</summary>
public sealed partial class GuideTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly string Guide = Read("docs", "plug-ins.md");

    private static readonly List<Member> Members =
    [
        new(1, "12-abc", "silver", null, [new(480, "complete")]),
        new(2, "12-abc", "silver", "gold", [new(480, "complete")]),
        new(3, "12 abc", "silver", null, [new(480, "complete")]),
        new(4, "34-xyz", null, null, [new(480, "complete"), new(100, "canceled")]),
        new(5, "56-xyz", null, null, [new(480, "complete")]),
    ];

    [Fact]
    public void Guide_CodeBlocks_AreRegionsOfCompiledCode()
    {
        string[] files =
        [
            .. Directory.GetFiles(Path.Combine(Root(), "samples", "LoyaltyPlugin"), "*.cs").Order(StringComparer.Ordinal),
            Path.Combine(Root(), "tests", "Segmentation.Core.Tests", "Plugins", "GuideExample.cs"),
        ];
        string[] regions = [.. files.SelectMany(f => Region().Matches(Read(f))).Select(m => Unindented(m.Groups["code"].Value))];
        string[] blocks = [.. CodeBlock().Matches(Guide).Select(m => m.Groups["code"].Value)];

        Assert.NotEmpty(blocks);
        Assert.Equal(regions.Order(StringComparer.Ordinal), blocks.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Guide_Example_FindsWhoTheGuideSays()
    {
        var tills = new FakeTills((1, "kyiv", 1), (2, "kyiv", 1), (4, "lviv", 2));
        var run = await GuideExample.RunAsync(Members, tills, AsOf, TestContext.Current.CancellationToken);

        Assert.Equal([1, 4], run.Result["almost-gold"].Select(k => k.Integer));
        // Only of those whom nothing else rules out.
        Assert.Equal([[1, 4, 5]], tills.Asked);
        Assert.Empty(run.Log);
    }

    [Fact]
    public async Task Guide_Json_IsWhatTheExampleWrites()
    {
        string block = Assert.Single(JsonBlock().Matches(Guide)).Groups["code"].Value;
        var run = await GuideExample.RunAsync(Members, new FakeTills(), AsOf, TestContext.Current.CancellationToken);
        Assert.Equal(run.Json, block);
    }

    [Fact]
    public async Task Guide_Cases_Pass()
    {
        const string cases = """
            [{ "name": "n", "requirement": "r", "asOf": "2026-01-01T00:00:00Z",
               "data": { "customers": [{ "id": 1, "points": 95 }, { "id": 2 }] },
               "segments": [{ "id": "s", "conditions": { "attribute": "points", "operator": "acme.isAbout", "value": 100 } }],
               "expected": { "s": ["1"] } }]
            """;
        await GuideExample.ProveAsync(cases, TestContext.Current.CancellationToken);
    }

    private static string Root()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Segmentation.Sdk.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException($"No Segmentation.Sdk.sln above {AppContext.BaseDirectory}.");
    }

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root(), .. path])).ReplaceLineEndings("\n");

    private static string Unindented(string code)
    {
        string[] lines = code.Split('\n');
        int indent = lines.Where(l => l.Length > 0).Min(l => l.Length - l.TrimStart(' ').Length);
        return string.Join('\n', lines.Select(l => l.Length == 0 ? l : l[indent..]));
    }

    [GeneratedRegex(@"^ *#region guide-.*\n(?<code>(.*\n)*?) *#endregion", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"^```csharp\n(?<code>(.*\n)*?)```", RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^```json\n(?<code>(.*\n)*?)```", RegexOptions.Multiline)]
    private static partial Regex JsonBlock();
}
