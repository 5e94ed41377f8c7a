using System.Diagnostics;
using System.Globalization;

namespace Segmentation.Benchmarks.Tables;

/// <summary>Runs this program again as a process of its own, with the tool's settings, and reads what it took.</summary>
internal static class ChildProcess
{
    private const string Marker = "took ";

    /// <summary>What a process took.</summary>
    /// <param name="Seconds">By the clock, from its first statement to its last row.</param>
    /// <param name="Processor">Of processor time in the same span.</param>
    /// <param name="PeakMegabytes">The most memory that it ever had.</param>
    /// <param name="Answer">What it found.</param>
    public sealed record Cost(double Seconds, double Processor, double PeakMegabytes, string Answer);

    public static async Task<Cost> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Segmentation.Benchmarks.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 || !output.StartsWith(Marker, StringComparison.Ordinal))
            throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {output}");
        string[] figures = output[Marker.Length..].Trim().Split(' ', 4);
        return new Cost(Number(figures[0]), Number(figures[1]), Number(figures[2]), figures[3]);
    }

    /// <summary>What the child itself does.</summary>
    public static async Task MeasureAsync(Func<Task<string>> work)
    {
        long began = Stopwatch.GetTimestamp();
        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
        string answer = await work();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(began);
        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        string peak = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Marker}{elapsed.TotalSeconds:F3} {processor.TotalSeconds:F3} {long.Parse(peak, CultureInfo.InvariantCulture) / 1024.0:F1} {answer}"));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
