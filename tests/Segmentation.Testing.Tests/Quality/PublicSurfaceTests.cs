namespace Segmentation.Testing.Tests.Quality;

/// <summary>What users of a package can name is a reviewed file: a change to it is a decision, never an accident.</summary>
public sealed class PublicSurfaceTests
{
    [Theory]
    [MemberData(nameof(Packages.Names), MemberType = typeof(Packages))]
    public void PublicSurface_OfAPackage_IsTheApprovedOne(string package)
    {
        string surface = PublicSurface.Of(Packages.Named(package));
        string file = Path.Combine(Folder(), $"{package}.approved.txt");
        if (Environment.GetEnvironmentVariable("SEGMENTATION_APPROVE") == "1")
            File.WriteAllText(file, surface);
        string approved = File.Exists(file) ? File.ReadAllText(file) : "";
        // A reviewer approves a change by running the tests once with SEGMENTATION_APPROVE=1.
        Assert.Equal(approved, surface, ignoreLineEndingDifferences: true);
    }

    // Not by the caller's path, which a deterministic build maps to a place that is nowhere.
    private static string Folder()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Segmentation.Sdk.sln")))
            root = Path.GetDirectoryName(root);
        return Path.Combine(root!, "tests", "Segmentation.Testing.Tests", "Quality", "Approved");
    }
}
