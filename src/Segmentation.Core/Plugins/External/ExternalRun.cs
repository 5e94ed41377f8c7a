using System.Numerics;
using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>Asks the host during one evaluation, block by block, and remembers which segments failed for want of an answer.</summary>
internal sealed class ExternalRun(
    ExternalPlan plan, IReadOnlyList<BoundSegment> segments, ExternalAnswers answers, DateTimeOffset asOf, CancellationToken ct)
{
    private readonly SegmentFailure?[] _failures = new SegmentFailure?[segments.Count];
    private readonly Dictionary<ExternalNode, Silence> _silences = [];

    /// <summary>By the order of the set; null where the members are known.</summary>
    public IReadOnlyList<SegmentFailure?> Failures => _failures;

    /// <summary>How many customers were asked about, each once a condition.</summary>
    public long CustomersAsked { get; private set; }

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
            if (await AskAsync(external, keys, needed).ConfigureAwait(false) is { } satisfying)
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
        Silence silence = _silences[external];
        foreach (int i in needing)
            _failures[i] = new SegmentFailure(segments[i].Definition.Id, external.Name, silence.Reason, silence.Exception);
    }

    /// <summary>Those of the customers who satisfy the condition; null when the host does not say, now or before.</summary>
    private async Task<ulong[]?> AskAsync(ExternalNode external, KeyList keys, ulong[] needed)
    {
        // One who fell silent is not asked again: a host that is down would cost a timeout a block.
        if (_silences.ContainsKey(external))
            return null;
        if (answers.Find(external.Condition) is not { } answer)
            return Silent($"nobody answers for '{external.Name}'; register who does with ExternalAnswers");
        ulong[] satisfying = Bits.None(keys.Count);
        foreach (int[] rows in RowsOf(needed).Chunk(answer.Options.BatchSize))
        {
            ct.ThrowIfCancellationRequested();
            CustomersAsked += rows.Length;
            SubjectKey[] customers = Array.ConvertAll(rows, row => keys[row]);
            using var deadline = new CancellationTokenSource(answer.Options.Timeout, answers.Time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
            try
            {
                // A host that does not heed its token is left behind all the same.
                IReadOnlyCollection<SubjectKey> found = await answer.FindAsync(external.Condition, customers, asOf, stop.Token)
                    .AsTask().WaitAsync(stop.Token).ConfigureAwait(false);
                if (found is null)
                    return Silent($"the host's answer for '{external.Name}' is null");
                foreach (SubjectKey key in found)
                {
                    int row = keys.Find(key);
                    if (row < 0 || Array.BinarySearch(rows, row) < 0)
                        return Silent($"the host answered for '{external.Name}' with the customer '{key}', whom it was not asked about");
                    Bits.Set(satisfying, row);
                }
            }
            catch (Exception) when (ct.IsCancellationRequested)
            {
                throw new OperationCanceledException(ct);
            }
            catch (Exception e)
            {
                return deadline.IsCancellationRequested
                    ? Silent(FormattableString.Invariant($"the host did not answer for '{external.Name}' within {answer.Options.Timeout}"))
                    : Silent($"the host failed to answer for '{external.Name}': {e.Message}", e);
            }
        }

        return satisfying;

        ulong[]? Silent(string reason, Exception? exception = null)
        {
            _silences.Add(external, new Silence(reason, exception));
            return null;
        }
    }

    private static IEnumerable<int> RowsOf(ulong[] bits)
    {
        for (int word = 0; word < bits.Length; word++)
        {
            for (ulong rest = bits[word]; rest != 0; rest &= rest - 1)
                yield return (word << 6) + BitOperations.TrailingZeroCount(rest);
        }
    }

    private sealed record Silence(string Reason, Exception? Exception);
}
