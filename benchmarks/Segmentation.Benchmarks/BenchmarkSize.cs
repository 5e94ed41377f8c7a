using Segmentation.Benchmarks.Reference;

namespace Segmentation.Benchmarks;

/// <summary>How much is measured, and over what. What is large is made once a process and shared.</summary>
internal static class BenchmarkSize
{
    private const int QuickCustomers = 100_000;
    private const int FullCustomers = 1_000_000;

    private static readonly Lazy<ReferenceShop> LazyShop = new(() => new ReferenceShop(Customers));
    private static readonly Lazy<Customer[]> LazyObjects = new(() => ShopObjects.Of(Shop));
    private static readonly Lazy<ShopColumns> LazyColumns = new(() => new ShopColumns(Shop));

    /// <summary>Whether the machine has little time; to be set before anything is measured.</summary>
    public static bool IsQuick { get; set; }

    /// <summary>The connection string of a PostgreSQL database that may be written to; null to leave it out. To be set before anything is measured.</summary>
    public static string? PostgreSql { get; set; }

    public static int Customers => IsQuick ? QuickCustomers : FullCustomers;

    public static ReferenceShop Shop => LazyShop.Value;

    public static Customer[] Objects => LazyObjects.Value;

    public static ShopColumns Columns => LazyColumns.Value;

    /// <summary>The thousand segments that growth is measured with.</summary>
    public static string CommittedSegments => Path.Combine(Repository, "benchmarks", "definitions", "thousand.segments.json");

    /// <summary>The repository that this program was built in.</summary>
    public static string Repository
    {
        get
        {
            DirectoryInfo? directory = new(AppContext.BaseDirectory);
            while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Segmentation.Sdk.sln")))
                directory = directory.Parent;
            return directory?.FullName ?? ".";
        }
    }
}
