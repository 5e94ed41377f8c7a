namespace Segmentation.EntityFrameworkCore.Tests;

/// <summary>Texts that a reviewer has approved; run the tests once with SEGMENTATION_APPROVE=1 to approve anew.</summary>
internal static class Approval
{
    public static void Require(string name, string text)
    {
        string folder = Path.Combine(Repository(), "tests", "Segmentation.EntityFrameworkCore.Tests", "Composition", "Approved");
        string file = Path.Combine(folder, name);
        if (Environment.GetEnvironmentVariable("SEGMENTATION_APPROVE") == "1")
            File.WriteAllText(file, text);
        Assert.Equal(File.Exists(file) ? File.ReadAllText(file) : "", text, ignoreLineEndingDifferences: true);
    }

    public static string Repository()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Segmentation.Sdk.sln")))
            root = Path.GetDirectoryName(root);
        return root!;
    }
}
