using System.Diagnostics;

namespace QuickStart.Tests;

/// <summary>The sample as it was built, in a process of its own.</summary>
internal static class BuiltQuickStart
{
    private static readonly DirectoryInfo Framework = new(AppContext.BaseDirectory);

    private static string Path { get; } = System.IO.Path.Combine(
        Root(), "samples", "QuickStart", "bin", Framework.Parent!.Name, Framework.Name, "QuickStart.dll");

    /// <summary>Runs it to its end.</summary>
    public static async Task<Run> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Run(process.ExitCode, await output, await error);
    }

    private static string Root()
    {
        DirectoryInfo? directory = Framework;
        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory.FullName, "Segmentation.Sdk.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException($"No Segmentation.Sdk.sln above {AppContext.BaseDirectory}.");
    }

    /// <summary>What a run came to.</summary>
    internal sealed record Run(int ExitCode, string Output, string Error);
}
