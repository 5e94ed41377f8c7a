using System.Globalization;
using Segmentation.Testing;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests;

/// <summary>Evaluation over tables that are made from the schema, in a schema of each evaluation's own.</summary>
internal sealed class PostgresEngine(PostgresDatabase database) : ConformanceEngine
{
    private static int _schemas;

    public override string Name => "postgresql";

    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> EvaluateAsync(
        Dataset data, SegmentSet set, DateTimeOffset asOf, CancellationToken ct)
    {
        string schema = "s" + Interlocked.Increment(ref _schemas).ToString(CultureInfo.InvariantCulture);
        var tables = new DatasetTables(data);
        var sql = new PostgreSqlDatabase(database.DataSource);
        var loader = new SqlLoader(sql, new SqlLoaderOptions { Schema = schema, CreateSchema = true });
        await loader.LoadAsync(tables, ct: ct);
        var source = new SqlSource(data.Schema, sql, loader.MapOf(tables));
        EvaluationResult result = await new SegmentEvaluator(source).EvaluateAsync(
            set, asOf, new EvaluationOptions { BlockSize = 64, External = Plugins.External }, ct: ct);
        await loader.DropAsync(tables, ct);
        return result.Segments.ToDictionary(m => m.SegmentId, m => (IReadOnlyList<string>)[.. m.Select(key => key.ToString())], StringComparer.Ordinal);
    }
}
