using System.Runtime.CompilerServices;

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

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Approved");
}
