using System.Text;

namespace Segmentation.Cli.Tests;

/// <summary>What a run of the tool inside the test process came to.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>The instant that the tool takes for now.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What stands on standard error, line by line.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static Task<ToolRun> OfAsync(params string[] args) => OfAsync(TestContext.Current.CancellationToken, args);

    public static async Task<ToolRun> OfAsync(CancellationToken ct, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        int exitCode = await SegmentsTool.RunAsync(args, new ToolConsole(output, error, ErrorIsTerminal: false, new StoppedClock(Now)), ct);
        return new ToolRun(exitCode, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
