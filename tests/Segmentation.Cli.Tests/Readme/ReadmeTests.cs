using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Segmentation.Cli.Tests.Readme;

/// <summary>What the README shows is code that compiles and commands that are there.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = Read("README.md");

    [Fact]
    public void Readme_CodeBlocks_AreTheRegionsOfTheCompiledExample()
    {
        string example = Read("tests", "Segmentation.Cli.Tests", "Readme", "ReadmeExample.cs");

        string[] regions = [.. Region().Matches(example).Select(m => Unindented(m.Groups["code"].Value))];
        string[] blocks = [.. CodeBlock().Matches(Readme).Select(m => m.Groups["code"].Value)];

        Assert.NotEmpty(blocks);
        Assert.Equal(regions, blocks);
    }

    [Fact]
    public async Task Readme_Example_FindsWhatTheReadmeSpeaksOf()
    {
        var asOf = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        List<Customer> customers =
        [
            new(7, "ann@example.com", [new(1, asOf.AddDays(-200), "complete", 1500m), new(2, asOf.AddDays(-45), "complete", 700m)]),
            new(8, "bob@example.com", [new(3, asOf.AddDays(-5), "complete", 2500m)]),
            new(9, "cyd@example.com", [new(4, asOf.AddDays(-90), "complete", 100m), new(5, asOf.AddDays(-90), "canceled", 9000m)]),
        ];

        var found = await ReadmeExample.EvaluateAsync(customers, asOf);

        Assert.Equal([new SubjectKey(7)], found.Slipping);
        Assert.Equal(["vip", "slipping"], found.OfAnn);
        Assert.Equal(["vip", "slipping"], found.Written.Select(s => s.Id));
    }

    [Fact]
    public void Readme_Matcher_FindsTheSameOfOne()
    {
        var now = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var ann = new Customer(7, "ann@example.com", [new(1, now.AddDays(-200), "complete", 1500m), new(2, now.AddDays(-45), "complete", 700m)]);
        Segment vip = Segment.Define("vip", "VIP").Where(c => c.Sum("orders", "grand_total").AtLeast(2000));
        Segment slipping = Segment.Define("slipping", "Slipping").Where(c => c.InSegment("vip"));

        Assert.Equal(["vip", "slipping"], ReadmeExample.MatchOne(SegmentSet.Bind(CommerceSchema.Create(), [vip, slipping]), ann, now));
    }

    [Fact]
    public async Task Readme_Host_KeepsMembersAndTellsWhoEntered()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("segmentation-readme-");
        string connectionString = $"Data Source={Path.Combine(directory.FullName, "shop.db")};Pooling=False";
        await MakeShopAsync(connectionString);

        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        ReadmeExample.AddSegments(builder.Services, connectionString);
        using IHost host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        Segment vip = Segment.Define("vip", "VIP").Where(c => c.Sum("orders", "grand_total").AtLeast(2000));

        var (report, isVip, members) = await ReadmeExample.RefreshAsync(host.Services, vip, TestContext.Current.CancellationToken);
        SegmentEvent letter = await host.Services.GetRequiredService<ReadmeExample.Letters>().First.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, Assert.Single(report.Segments).Size);
        Assert.True(isVip);
        Assert.Equal([new SubjectKey(7)], members.Select(m => m.Key));
        Assert.Equal((new SubjectKey(7), MemberChangeKind.Entered), (letter.Customer, letter.Kind));
        directory.Delete(recursive: true);
    }

    [Fact]
    public void Readme_JsonBlocks_AreSegmentFilesThatRead()
    {
        string[] blocks = [.. JsonBlock().Matches(Readme).Select(m => m.Groups["code"].Value)];

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.NotEmpty(SegmentSet.Bind(CommerceSchema.Create(), SegmentFile.Parse(block)).Segments));
    }

    [Fact]
    public void Readme_Paths_AreThere()
    {
        string[] paths = [.. LinkedPath().Matches(Readme).Select(m => m.Groups["path"].Value)];

        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
    }

    private static async Task MakeShopAsync(string connectionString)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            """
            CREATE TABLE customers (id INTEGER PRIMARY KEY, mail TEXT);
            CREATE TABLE sales (id INTEGER PRIMARY KEY, buyer_id INTEGER, total_cents INTEGER);
            INSERT INTO customers VALUES (7, 'ann@example.com'), (8, 'bob@example.com');
            INSERT INTO sales VALUES (1, 7, 150000), (2, 7, 50000), (3, 8, 199999);
            """;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static string Read(params string[] path) =>
        File.ReadAllText(Path.Combine([Repository.Root, .. path])).ReplaceLineEndings("\n");

    private static string Unindented(string code)
    {
        string[] lines = code.Split('\n');
        int indent = lines.Where(l => l.Length > 0).Min(l => l.Length - l.TrimStart(' ').Length);
        return string.Join('\n', lines.Select(l => l.Length == 0 ? l : l[indent..]));
    }

    [GeneratedRegex(@"^ *#region readme-.*\n(?<code>(.*\n)*?) *#endregion", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"^```csharp\n(?<code>(.*\n)*?)```", RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^```json\n(?<code>(.*\n)*?)```", RegexOptions.Multiline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex(@"\]\((?!https?:)(?<path>[^)#]+)\)")]
    private static partial Regex LinkedPath();
}
