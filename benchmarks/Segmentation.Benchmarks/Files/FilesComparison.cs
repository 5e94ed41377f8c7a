using System.Diagnostics;
using System.Globalization;
using Segmentation.Cli;

namespace Segmentation.Benchmarks.Files;

/// <summary>
/// Compares the whole <c>segments evaluate</c> with a bare CsvHelper loop over the same files: as processes of their own,
/// start-up and compilation included, and inside this process, where both are warm. The contenders take turns, so that the
/// machine's moods hit all alike.
/// </summary>
internal static class FilesComparison
{
    private const int Rounds = 9;
    private const string AsOf = "2011-12-10T00:00:00Z";

    /// <summary>The sample's segments, from the repository that this program was built in.</summary>
    public static string SampleSegments() => Path.Combine(BenchmarkSize.Repository, "samples", "online-retail.segments.json");

    // The tool as its own build puts it out, compiled ahead; the copy beside this program is not.
    private static string Tool()
    {
        string built = Path.Combine(BenchmarkSize.Repository, "src", "Segmentation.Cli", "bin", "Release", "net10.0", "segments.dll");
        return File.Exists(built) ? built : Path.Combine(AppContext.BaseDirectory, "segments.dll");
    }

    public static async Task<int> RunAsync(string data, string segments)
    {
        string output = Path.GetTempFileName();
        string tool = Tool();
        string self = Path.Combine(AppContext.BaseDirectory, "Segmentation.Benchmarks.dll");
        string[] evaluate = ["evaluate", "--data", data, "--segments", segments, "--as-of", AsOf, "--output", output];
        try
        {
            await CompareAsync("processes, start-up included", [
                new("segments evaluate", () => ProcessAsync([tool, .. evaluate])),
                new("bare loop, fields as strings", () => ProcessAsync([self, BareLoop.Command, data, BareLoop.AsStrings])),
                new("bare loop, fields as spans", () => ProcessAsync([self, BareLoop.Command, data, BareLoop.AsSpans])),
            ]);
            await CompareAsync("in one warm process", [
                new("segments evaluate", () => ToolAsync(evaluate)),
                new("bare loop, fields as strings", () => Loop(data, asStrings: true)),
                new("bare loop, fields as spans", () => Loop(data, asStrings: false)),
            ]);
            return 0;
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static async Task CompareAsync(string title, Contender[] contenders)
    {
        // The first round warms the file cache, and what is compiled in this process, and does not count.
        for (int round = 0; round <= Rounds; round++)
        {
            foreach (Contender contender in contenders)
            {
                long began = Stopwatch.GetTimestamp();
                await contender.Run();
                if (round > 0)
                    contender.Times.Add(Stopwatch.GetElapsedTime(began));
            }
        }

        Console.WriteLine(title);
        foreach (Contender contender in contenders)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {contender.Name,-30} median {contender.Median.TotalMilliseconds,6:N0} ms, fastest {contender.Fastest.TotalMilliseconds,6:N0} ms;  segments evaluate takes {contenders[0].Median / contender.Median:N2} (fastest: {contenders[0].Fastest / contender.Fastest:N2}) times this"));
        }
    }

    private static async Task ToolAsync(string[] args)
    {
        using var error = new StringWriter();
        int exitCode = await SegmentsTool.RunAsync(
            args, new ToolConsole(Stream.Null, error, ErrorIsTerminal: false, TimeProvider.System), CancellationToken.None);
        if (exitCode != 0)
            throw new InvalidOperationException($"The tool ended with {exitCode}: {error}");
    }

    private static Task Loop(string data, bool asStrings)
    {
        BareLoop.Run(data, asStrings);
        return Task.CompletedTask;
    }

    private static async Task ProcessAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        await output;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{arguments[0]} ended with {process.ExitCode}: {await error}");
    }

    private sealed record Contender(string Name, Func<Task> Run)
    {
        public List<TimeSpan> Times { get; } = [];

        public TimeSpan Median => Times.Order().ElementAt(Times.Count / 2);

        public TimeSpan Fastest => Times.Min();
    }
}
