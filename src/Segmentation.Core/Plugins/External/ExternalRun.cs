using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>Asks the host during one evaluation, block by block, and remembers which segments failed for want of an answer.</summary>
internal sealed class ExternalRun(
    ExternalPlan plan, IReadOnlyList<BoundSegment> segments, ExternalAnswers answers, DateTimeOffset asOf, CancellationToken ct)
{
    private readonly SegmentFailure?[] _failures = new SegmentFailure?[segments.Count];
    private readonly ExternalAsking _asking = new(answers, asOf, ct);

    /// <summary>By the order of the set; null where the members are known.</summary>
    public IReadOnlyList<SegmentFailure?> Failures => _failures;

    /// <summary>How many customers were asked about, each once a condition.</summary>
    public long CustomersAsked => _asking.CustomersAsked;

    /// <summary>Asks all that the segments need to know of a block. Afterwards every segment that has not failed is decided.</summary>
    public async Task<ExternalBlock> DecideAsync(BlockEvaluator evaluator, KeyList keys)
    {
        var block = new ExternalBlock(plan, evaluator, keys.Count);
        foreach (ExternalNode external in plan.Nodes)
        {
            ulong[] needed = Bits.None(keys.Count);
            var needing = new List<int>();
            for (int i = 0; i < segments.Count; i++)
            {
                if (_failures[i] is not null || !plan.Depends(segments[i].Membership))
                    continue;
                ulong[] bits = block.Needing(segments[i].Membership, external);
                if (Bits.Count(bits) == 0)
                    continue;
                needing.Add(i);
                Bits.Or(needed, bits);
            }

            if (needing.Count == 0)
                continue;
            if (await _asking.AskAsync(external, keys, needed).ConfigureAwait(false) is { } satisfying)
                block.Answer(external, needed, satisfying);
            else
                Fail(needing, external);
        }

        return block;
    }

    /// <summary>The members of a segment in a decided block.</summary>
    public ulong[] Members(int segment, ExternalBlock block) =>
        _failures[segment] is null ? block.Evaluate(segments[segment].Membership).Must : [];

    private void Fail(List<int> needing, ExternalNode external)
    {
        foreach (int i in needing)
            _failures[i] = _asking.FailureOf(segments[i].Definition.Id, external);
    }
}
