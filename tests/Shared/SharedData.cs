namespace Segmentation.Tests.Shared;

/// <summary>Real data beside the repository; tests over it are skipped, visibly, where it is not.</summary>
internal static class SharedData
{
    /// <summary>The repository's own directory.</summary>
    public static string Repository()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Segmentation.Sdk.sln")))
            root = Path.GetDirectoryName(root);
        return root ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    /// <summary>A file or directory of the data.</summary>
    /// <param name="path">Below the data's directory, such as <c>chinook/chinook.sqlite</c>.</param>
    public static string PathOrSkip(string path)
    {
        string full = Path.GetFullPath(Path.Combine(Repository(), "..", "shared", "data", path));
        if (!Path.Exists(full))
            Assert.Skip($"No ../shared/data/{path} beside the repository.");
        return full;
    }
}
