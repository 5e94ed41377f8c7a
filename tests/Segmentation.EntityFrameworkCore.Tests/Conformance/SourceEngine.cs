using Segmentation.Testing;

namespace Segmentation.EntityFrameworkCore.Tests.Conformance;

/// <summary>Core's evaluation over the rows that EF Core reads from a database.</summary>
internal sealed class SourceEngine(string provider, Func<Dataset, CancellationToken, Task<BagDatabase>> open) : ConformanceEngine
{
    public override string Name => $"EF Core on {provider}";

    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> EvaluateAsync(
        Dataset data, SegmentSet set, DateTimeOffset asOf, CancellationToken ct)
    {
        await using BagDatabase database = await open(data, ct);
        var source = new EntitySource<BagContext>(database, database.Maps);
        EvaluationResult result = await new SegmentEvaluator(source).EvaluateAsync(set, asOf, new EvaluationOptions { BlockSize = 64 }, ct: ct);
        return result.Segments.ToDictionary(m => m.SegmentId, m => (IReadOnlyList<string>)[.. m.Select(key => key.ToString())], StringComparer.Ordinal);
    }
}
