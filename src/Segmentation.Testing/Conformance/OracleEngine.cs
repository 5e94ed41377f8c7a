namespace Segmentation.Testing;

/// <summary>The oracle as an engine: shows that the cases and the oracle agree.</summary>
public sealed class OracleEngine : ConformanceEngine
{
    /// <inheritdoc/>
    public override string Name => "oracle";

    /// <summary>Evaluates segments over data, without sticky lists and in UTC where a segment names no zone: a bound set does not tell its own.</summary>
    /// <inheritdoc/>
    public override Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> EvaluateAsync(
        Dataset data, SegmentSet set, DateTimeOffset asOf, CancellationToken ct) =>
        EvaluateAsync(data, set, SegmentLists.Empty, "UTC", asOf, ct);

    private protected override Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> EvaluateAsync(
        Dataset data, SegmentSet set, SegmentLists lists, string zone, DateTimeOffset asOf, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(set);
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(new Oracle(data) { Operators = [.. Plugins.Language.Operators.Except(ConditionLanguage.BuiltIn.Operators)], Answer = Plugins.Answer }
            .Evaluate(set.Segments, lists, asOf, zone));
    }
}
