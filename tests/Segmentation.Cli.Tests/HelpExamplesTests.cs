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
    }

    [Fact]
    public async Task Help_OfAll_HasALineAVerb()
    {
        ToolRun help = await ToolRun.OfAsync("--help");

        string commands = help.Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..];
        Assert.All(Tool.Subcommands, verb => Assert.Single(commands.Split('\n'), line => line.TrimStart().StartsWith($"{verb.Name} ", StringComparison.Ordinal)));
        Assert.Equal(Tool.Subcommands.Count, commands.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length - 1);
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
