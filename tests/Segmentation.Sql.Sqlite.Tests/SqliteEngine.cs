using Segmentation.Testing;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Sqlite.Tests;

/// <summary>Evaluation over tables that are made from the schema, in a database of each evaluation's own.</summary>
internal sealed class SqliteEngine : ConformanceEngine
{
    public override string Name => "sqlite";

    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> EvaluateAsync(
        Dataset data, SegmentSet set, DateTimeOffset asOf, CancellationToken ct)
    {
        using var file = new SqliteFile();
        var tables = new DatasetTables(data);
        var loader = new SqlLoader(file.Database);
        await loader.LoadAsync(tables, ct: ct);
        var source = new SqlSource(data.Schema, file.Database, loader.MapOf(tables));
        EvaluationResult result = await new SegmentEvaluator(source).EvaluateAsync(
            set, asOf, new EvaluationOptions { BlockSize = 64, External = Plugins.External }, ct: ct);
        return result.Segments.ToDictionary(m => m.SegmentId, m => (IReadOnlyList<string>)[.. m.Select(key => key.ToString())], StringComparer.Ordinal);
    }
}
