namespace Segmentation.Cli.Tests;

/// <summary>Where the files of the repository, and the data beside it, are on this machine.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string OnlineRetailSegments { get; } = Path.Combine(Root, "samples", "online-retail.segments.json");

    /// <summary>The online-retail data in <c>shared/</c> beside the repository; skips the test, visibly, where there is none.</summary>
    public static string OnlineRetailOrSkip()
    {
        string directory = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", "online-retail"));
        Assert.SkipUnless(Directory.Exists(directory), $"The data is not there: {directory}");
        return directory;
    }

    private static string FindRoot()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Segmentation.Sdk.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException($"No Segmentation.Sdk.sln above {AppContext.BaseDirectory}.");
    }
}
