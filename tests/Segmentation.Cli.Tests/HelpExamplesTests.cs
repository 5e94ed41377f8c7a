using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Segmentation.Cli.Tests.Shops;

namespace Segmentation.Cli.Tests;

/// <summary>Every example of every help text runs as it stands, in a directory with the files that it names.</summary>
public sealed partial class HelpExamplesTests
{
    private static readonly RootCommand Tool = SegmentsTool.Create(new ToolConsole(Stream.Null, TextWriter.Null, ErrorIsTerminal: false, TimeProvider.System));

    // What begins with the import has no database before.
    private static readonly string[] FromNothing = ["segments", "import"];

    // What is seen of the examples, in the database, in files or on the output.
    private static readonly Dictionary<string, Func<DemoShop, ToolRun, Task>> Effects = new(StringComparer.Ordinal)
    {
        ["segments"] = async (shop, run) =>
        {
            await Shows(run, "completed", "customer 17 is in vip");
            Assert.True(File.Exists(shop.InRoot("vip.xlsx")));
        },
        ["import"] = async (shop, _) =>
        {
            Assert.Equal(4, await shop.ScalarAsync("SELECT COUNT(*) FROM customers"));
            Assert.Equal(2, await shop.ScalarAsync("SELECT COUNT(*) FROM segments_import WHERE kind = 'option'"));
        },
        ["apply"] = async (shop, _) => Assert.Equal(2, await shop.ScalarAsync("SELECT COUNT(*) FROM segmentation_listed_customers")),
        ["delete"] = async (shop, _) => Assert.Equal(0, await shop.ScalarAsync("SELECT COUNT(*) FROM segmentation_segments WHERE id = 'lapsed'")),
        ["info"] = (_, run) => Shows(run, "red-vip", "completed", "\"size\": 2"),
        ["refresh"] = async (shop, _) =>
        {
            Assert.Equal(3, await shop.ScalarAsync("SELECT COUNT(*) FROM segmentation_runs"));
            Assert.Equal(1, await shop.ScalarAsync("SELECT COUNT(*) FROM segmentation_runs WHERE cause = 'nightly import'"));
        },
        ["preview"] = (_, run) => Shows(run, "percent_of_scope", "\"email\": \"ann@example.com\""),
        ["validate"] = (_, run) => Shows(run, "ann@example.com", "17,17,true"),
        ["explain"] = (_, run) => Shows(run, "is in vip"),
        ["export"] = async (shop, _) =>
        {
            Assert.Equal(3, (await File.ReadAllLinesAsync(shop.InRoot("vip.csv"), TestContext.Current.CancellationToken)).Length);
            Assert.True(File.Exists(shop.InRoot("vip.xlsx")));
        },
        ["exclude"] = async (shop, _) => Assert.Equal(1, await shop.ScalarAsync("SELECT COUNT(*) FROM segmentation_listed_customers WHERE customer = 17")),
        ["include"] = async (shop, run) =>
        {
            await Shows(run, "19            included", "19            no longer included");
            Assert.Equal(0, await shop.ScalarAsync("SELECT COUNT(*) FROM segmentation_listed_customers"));
        },
        ["history"] = (_, run) => Shows(run, "refresh-finished", "customers-added,2,", "completed"),
        ["plan"] = (_, run) => Shows(run, "FROM \"orders\"", "\"needed_by\""),
        ["indexes"] = (_, run) => Shows(run, "CREATE INDEX", "it is there"),
        ["evaluate"] = async (shop, _) =>
            Assert.Contains("vip,18", await File.ReadAllLinesAsync(shop.InRoot("members.csv"), TestContext.Current.CancellationToken)),
    };

    public static TheoryData<string> Verbs => [Tool.Name, .. Tool.Subcommands.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_Examples_Run(string verb)
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "The examples are for a shell, and there is none.");
        bool isRoot = verb == Tool.Name;
        ToolRun help = await ToolRun.OfAsync(isRoot ? ["--help"] : [verb, "--help"]);
        string examples = Examples().Match(help.Output).Groups["lines"].Value;
        Assert.Contains(isRoot ? "segments import" : $"segments {verb}", examples, StringComparison.Ordinal);

        using var shop = new DemoShop();
        if (!(isRoot || FromNothing.Contains(verb)))
            await shop.RefreshAsync();
        ToolRun run = await ShellAsync(shop.Root, examples);

        Assert.True(run.ExitCode == 0, $"{examples}\n{run.Output}\n{run.Error}");
        await Effects[isRoot ? "segments" : verb](shop, run);
    }

    [Fact]
    public async Task Help_OfAll_HasALineAVerb()
    {
        ToolRun help = await ToolRun.OfAsync("--help");

        string commands = help.Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..];
        Assert.All(Tool.Subcommands, verb => Assert.Single(commands.Split('\n'), line => line.TrimStart().StartsWith($"{verb.Name} ", StringComparison.Ordinal)));
        Assert.Equal(Tool.Subcommands.Count, commands.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length - 1);
    }

    private static Task Shows(ToolRun run, params string[] texts)
    {
        Assert.All(texts, text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
        return Task.CompletedTask;
    }

    /// <summary>Runs lines as a shell does, the first that fails ending them.</summary>
    private static async Task<ToolRun> ShellAsync(string directory, string lines)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-e", "-c", $"segments() {{ dotnet '{BuiltTool.Path}' \"$@\"; }}\n{lines}"])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ToolRun(process.ExitCode, await output, await error);
    }

    [GeneratedRegex(@"^  Examples?:\n(?<lines>(    .*\n)+)", RegexOptions.Multiline)]
    private static partial Regex Examples();
}
