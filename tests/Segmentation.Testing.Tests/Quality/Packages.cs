using System.Reflection;

namespace Segmentation.Testing.Tests.Quality;

/// <summary>The packages whose code the rules of the house hold for.</summary>
internal static class Packages
{
    public static IReadOnlyList<Assembly> All { get; } =
    [
        typeof(SegmentSet).Assembly,
        typeof(CommerceSchema).Assembly,
        typeof(Segmentation.InMemory.ObjectSource<>).Assembly,
        typeof(Segmentation.Files.DataDirectory).Assembly,
        typeof(Segmentation.EntityFrameworkCore.EntityMaps).Assembly,
        typeof(Segmentation.Quartz.SegmentSchedules).Assembly,
        typeof(Segmentation.Hosting.SegmentationHostingOptions).Assembly,
        typeof(Segmentation.Sql.SqlSource).Assembly,
        typeof(Segmentation.Sql.PostgreSql.PostgreSqlDatabase).Assembly,
        typeof(Segmentation.Sql.Sqlite.SqliteDatabase).Assembly,
        typeof(Oracle).Assembly,
    ];

    public static TheoryData<string> Names => [.. All.Select(a => a.GetName().Name!)];

    public static Assembly Named(string name) => All.Single(a => a.GetName().Name == name);
}
