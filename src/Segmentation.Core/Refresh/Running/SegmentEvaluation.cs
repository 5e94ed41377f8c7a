using Segmentation.Predicates;

namespace Segmentation.Refresh;

/// <summary>
/// Evaluates the segments that are due as one shared set. When data or a plug-in makes the evaluation fail, those segments
/// fail that the failure concerns, and the others are evaluated without them.
/// </summary>
internal sealed class SegmentEvaluation(
    ISegmentSource source, BindOptions bind, EvaluationOptions options, CatalogView view, DateTimeOffset asOf, IProgress<EvaluationProgress> progress)
{
    private readonly SegmentEvaluator _evaluator = new(source);
    private readonly Dictionary<string, EvaluatedSegment> _evaluated = new(StringComparer.Ordinal);

    /// <summary>How many customers there are.</summary>
    public long Customers { get; private set; }

    /// <summary>How many rows were read, each once for all segments.</summary>
    public long RowsRead { get; private set; }

    /// <summary>Evaluates segments; an answer for each.</summary>
    /// <param name="ids">Usable segments; those that they refer to are evaluated with them.</param>
    /// <param name="ct">Cancels between blocks.</param>
    public async Task<IReadOnlyDictionary<string, EvaluatedSegment>> RunAsync(IReadOnlyList<string> ids, CancellationToken ct)
    {
        await EvaluateAsync(ids, ct).ConfigureAwait(false);
        return _evaluated;
    }

    private async Task EvaluateAsync(IReadOnlyList<string> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
            return;
        SegmentSet set = DefinitionBinding.Narrowed(view.Set, ids, view.Lists, bind);
        try
        {
            Take(set, ids, await _evaluator.EvaluateAsync(set, asOf, options, progress, ct).ConfigureAwait(false));
        }
        catch (SegmentDataException failure)
        {
            string[] concerned = [.. ids.Where(id => Reads(set[id], failure))];
            if (concerned.Length == 0)
                concerned = [.. ids];
            Fail(concerned, failure);
            await EvaluateAsync([.. ids.Except(concerned, StringComparer.Ordinal)], ct).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is SegmentPluginException or SegmentSourceException)
        {
            // It does not say which segments it concerns: halves of them find out.
            if (ids.Count == 1)
            {
                Fail(ids, failure);
                return;
            }

            await EvaluateAsync([.. ids.Take(ids.Count / 2)], ct).ConfigureAwait(false);
            await EvaluateAsync([.. ids.Skip(ids.Count / 2)], ct).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // That concerns all of them.
            Fail(ids, failure, $"The source cannot be read: {failure.Message}");
        }
    }

    private void Take(SegmentSet set, IReadOnlyList<string> ids, EvaluationResult result)
    {
        Customers = Math.Max(Customers, result.SubjectCount);
        RowsRead += result.Statistics.RowsRead.Values.Sum();
        Dictionary<string, SegmentFailure> failures = result.Failures.ToDictionary(f => f.SegmentId, StringComparer.Ordinal);
        foreach (string id in ids)
        {
            _evaluated[id] = failures.TryGetValue(id, out SegmentFailure? failure)
                ? new EvaluatedSegment(null, 0, failure.Reason, failure.Exception)
                : new EvaluatedSegment(result, RowsOf(set, set[id], result.Statistics), null, null);
        }
    }

    private void Fail(IEnumerable<string> ids, Exception failure, string? reason = null)
    {
        foreach (string id in ids)
            _evaluated[id] = new EvaluatedSegment(null, 0, reason ?? failure.Message, failure);
    }

    /// <summary>The rows of the tables that one segment needs, whatever the others need.</summary>
    private static long RowsOf(SegmentSet set, BoundSegment segment, EvaluationStatistics statistics)
    {
        var plan = new EvaluationPlan(set.Plan, [segment.Membership], [], []);
        return plan.SubjectTables.Concat(plan.SharedTables).Sum(t => statistics.RowsRead.GetValueOrDefault(t.Read.ToString()));
    }

    private static bool Reads(BoundSegment segment, SegmentDataException failure) =>
        failure.Attribute is null
            ? segment.Entities.Any(e => e.Name == failure.Entity)
            : segment.StoredAttributes.Any(a => a.Entity.Name == failure.Entity && a.Attribute.Name == failure.Attribute)
                || segment.Relations.Any(r => r.Entity.Name == failure.Entity && r.Relation.Name == failure.Attribute);
}

/// <summary>What became of evaluating a segment.</summary>
/// <param name="Result">Where its members are; null when it failed.</param>
/// <param name="RowsRead">The rows that it needed.</param>
/// <param name="Failure">Why it failed, in a sentence; null when it did not.</param>
/// <param name="Exception">What was thrown; null when nothing was.</param>
internal sealed record EvaluatedSegment(EvaluationResult? Result, long RowsRead, string? Failure, Exception? Exception);
