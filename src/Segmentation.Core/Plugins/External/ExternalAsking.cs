using System.Numerics;
using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>Asks the host about customers at one instant, in batches and within its time, and remembers who fell silent.</summary>
internal sealed class ExternalAsking(ExternalAnswers answers, DateTimeOffset asOf, CancellationToken ct)
{
    private readonly Dictionary<ExternalNode, Silence> _silences = [];

    /// <summary>How many customers were asked about, each once a condition.</summary>
    public long CustomersAsked { get; private set; }

    /// <summary>Those of the customers who satisfy the condition, a bit a key; null when the host does not say, now or before.</summary>
    /// <param name="external">The condition.</param>
    /// <param name="keys">Customers, in ascending order.</param>
    /// <param name="needed">Those to ask about, a bit a key.</param>
    public async Task<ulong[]?> AskAsync(ExternalNode external, KeyList keys, ulong[] needed)
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

    /// <summary>Why a segment is not known that needed the answer to a condition on which the host fell silent.</summary>
    public SegmentFailure FailureOf(string segmentId, ExternalNode external)
    {
        Silence silence = _silences[external];
        return new SegmentFailure(segmentId, external.Name, silence.Reason, silence.Exception);
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
