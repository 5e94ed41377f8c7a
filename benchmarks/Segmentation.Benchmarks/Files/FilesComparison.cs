using System.Diagnostics;
using System.Globalization;

namespace Segmentation.Benchmarks.Files;

/// <summary>
/// Compares the whole <c>segments evaluate</c> with a bare CsvHelper loop over the same files. Each is a process of its
/// own, start-up included, and they take turns, so that the machine's moods hit both alike.
/// </summary>
internal static class FilesComparison
{
    private const int Rounds = 9;
    private const string AsOf = "2011-12-10T00:00:00Z";

    /// <summary>The sample's segments, from the repository that this program was built in.</summary>
    public static string SampleSegments()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Segmentation.Sdk.sln")))
            directory = directory.Parent;
        return Path.Combine(directory?.FullName ?? ".", "samples", "online-retail.segments.json");
    }

    public static async Task<int> RunAsync(string data, string segments)
    {
        string output = Path.GetTempFileName();
        string tool = Path.Combine(AppContext.BaseDirectory, "segments.dll");
        string self = Path.Combine(AppContext.BaseDirectory, "Segmentation.Benchmarks.dll");
        try
        {
            Contender[] contenders =
            [
                new("segments evaluate", [tool, "evaluate", "--data", data, "--segments", segments, "--as-of", AsOf, "--output", output]),
                new("bare loop, fields as strings", [self, BareLoop.Command, data, BareLoop.AsStrings]),
                new("bare loop, fields as spans", [self, BareLoop.Command, data, BareLoop.AsSpans]),
            ];

            // The first round warms the file cache and does not count.
            for (int round = 0; round <= Rounds; round++)
            {
                foreach (Contender contender in contenders)
                {
                    TimeSpan time = await contender.RunAsync();
                    if (round > 0)
                        contender.Times.Add(time);
                }
            }

            foreach (Contender contender in contenders)
            {
                double ratio = contenders[0].Median / contender.Median;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{contender.Name,-30} median {contender.Median.TotalMilliseconds,6:N0} ms, fastest {contender.Times.Min().TotalMilliseconds,6:N0} ms; segments evaluate takes {ratio:N2} times this"));
            }

            return 0;
        }
        finally
        {
            File.Delete(output);
        }
    }

    private sealed record Contender(string Name, string[] Arguments)
    {
        public List<TimeSpan> Times { get; } = [];

        public TimeSpan Median => Times.Order().ElementAt(Times.Count / 2);

        public async Task<TimeSpan> RunAsync()
        {
            var start = new ProcessStartInfo("dotnet", Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            long began = Stopwatch.GetTimestamp();
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            TimeSpan time = Stopwatch.GetElapsedTime(began);
            await output;
            return process.ExitCode == 0
                ? time
                : throw new InvalidOperationException($"{Name} ended with {process.ExitCode}: {await error}");
        }
    }
}
