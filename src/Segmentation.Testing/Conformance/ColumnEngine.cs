namespace Segmentation.Testing;

/// <summary>Core's own evaluation over a dataset as a source.</summary>
/// <param name="batchSize">Rows a batch of the source has; at least 1. Small ones show what batches have to do with answers.</param>
/// <param name="blockSize">Customers a block of the evaluation has.</param>
public sealed class ColumnEngine(int batchSize = 3, int blockSize = 64) : ConformanceEngine
{
    /// <inheritdoc/>
    public override string Name => "columns";

    /// <inheritdoc/>
    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> EvaluateAsync(
        Dataset data, SegmentSet set, DateTimeOffset asOf, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(set);
        var evaluator = new SegmentEvaluator(new DatasetSource(data, batchSize));
        EvaluationResult result = await evaluator.EvaluateAsync(set, asOf, new EvaluationOptions { BlockSize = blockSize, External = Plugins.External }, ct: ct).ConfigureAwait(false);
        return set.Segments.ToDictionary(s => s.Id, s => (IReadOnlyList<string>)[.. result[s.Id].Select(key => key.ToString())], StringComparer.Ordinal);
    }
}
