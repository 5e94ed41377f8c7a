using System.Diagnostics;

namespace Segmentation.Cli.Tests.Shops;

/// <summary>What the tool draws where someone watches.</summary>
public sealed class TerminalTests
{
    private const string Script = "/usr/bin/script";

    [Fact]
    public async Task Refresh_OnATerminal_DrawsBarsAndEndsWithTheTable()
    {
        Assert.SkipUnless(File.Exists(Script), $"There is no {Script} to make a terminal with.");
        using var shop = new DemoShop();
        await shop.PrepareAsync();

        string drawn = await OnATerminalAsync(shop.Root, "refresh --all -v");

        Assert.Contains("━━━", drawn, StringComparison.Ordinal);
        Assert.Contains("3 of 3 segments", drawn, StringComparison.Ordinal);
        Assert.Contains("4 customers, block 1", drawn, StringComparison.Ordinal);
        Assert.Matches(@"vip +refreshed +2 +2 +0", drawn);
    }

    private static async Task<string> OnATerminalAsync(string directory, string verb)
    {
        var start = new ProcessStartInfo(Script, ["-qec", $"dotnet '{BuiltTool.Path}' {verb}", "/dev/null"])
        {
            WorkingDirectory = directory,
            Environment = { ["TERM"] = "xterm" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string drawn = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, drawn);
        return drawn;
    }
}
