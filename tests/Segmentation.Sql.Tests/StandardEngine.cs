using System.Data.Common;
using Microsoft.Data.Sqlite;
using Segmentation.Sql.Sqlite;
using Segmentation.Testing;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Tests;

/// <summary>Evaluation by the standard dialect, over SQLite through nothing but its ADO.NET driver.</summary>
internal sealed class StandardEngine(StandardSqlOptions options) : ConformanceEngine
{
    public override string Name => "standard";

    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> EvaluateAsync(
        Dataset data, SegmentSet set, DateTimeOffset asOf, CancellationToken ct)
    {
        string connectionString = $"Data Source={Guid.NewGuid():N};Mode=Memory;Cache=Shared;Pooling=False";
        await using var keeper = new SqliteConnection(connectionString);
        await keeper.OpenAsync(ct);
        var tables = new DatasetTables(data);
        var loader = new SqlLoader(new SqliteDatabase(connectionString));
        await loader.LoadAsync(tables, ct: ct);
        await using DbDataSource driver = SqliteFactory.Instance.CreateDataSource(connectionString);
        var source = new SqlSource(data.Schema, new StandardDatabase(driver, options), loader.MapOf(tables));
        EvaluationResult result = await new SegmentEvaluator(source).EvaluateAsync(
            set, asOf, new EvaluationOptions { BlockSize = 64, External = Plugins.External }, ct: ct);
        return result.Segments.ToDictionary(m => m.SegmentId, m => (IReadOnlyList<string>)[.. m.Select(key => key.ToString())], StringComparer.Ordinal);
    }
}
