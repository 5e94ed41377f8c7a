using System.Diagnostics;

namespace Segmentation.Cli.Tests;

/// <summary>The tool as it was built, in a process of its own.</summary>
internal static class BuiltTool
{
    /// <summary>Where it was built: the native libraries of a release build are beside it only there.</summary>
    public static string Path { get; } = System.IO.Path.Combine(
        Repository.Root, "src", "Segmentation.Cli", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, new DirectoryInfo(AppContext.BaseDirectory).Name, "segments.dll");

    public static async Task<ToolRun> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string arg in args)
            start.ArgumentList.Add(arg);

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ToolRun(process.ExitCode, await output, await error);
    }
}
