using Segmentation.Matching;

namespace Segmentation;

/// <summary>
/// Room for one match at a time, used again and again so that matching allocates nothing: one for each thread, or rented
/// from a pool. It grows to what a set and the largest customer need, some tens of kilobytes for ten thousand segments, and
/// keeps the last customer alive. Not safe for concurrent use.
/// </summary>
public sealed class MatchBuffer
{
    private ulong[] _ordered = [];
    private bool _isOrdered;

    /// <summary>What the last match or update did; all zero before the first.</summary>
    public MatchWork Work => State is null ? default : new MatchWork(State.StepsRun, State.LeavesTested, State.SegmentsTested);

    internal MatchState? State { get; private set; }

    /// <summary>Counts the matches, so that an answer of an earlier one is known as such.</summary>
    internal long Stamp { get; private set; }

    /// <summary>A bit a segment in the order of the set.</summary>
    internal ReadOnlySpan<ulong> Ordered
    {
        get
        {
            MatchIndex index = State!.Plan.Index;
            int words = (index.SegmentCount + 63) >> 6;
            if (!_isOrdered)
            {
                if (_ordered.Length < words)
                    _ordered = new ulong[words];
                index.Order(State.Matched, _ordered.AsSpan(0, words));
                _isOrdered = true;
            }

            return _ordered.AsSpan(0, words);
        }
    }

    /// <summary>The state for a match by a plan; another plan's is let go.</summary>
    internal MatchState StateFor(MatchPlan plan)
    {
        Stamp++;
        _isOrdered = false;
        if (State?.Plan != plan)
            State = new MatchState(plan);
        return State;
    }
}

/// <summary>What a match did: the same for the same customer and set, whatever the machine. The few segments of a small set run as code, which counts neither steps nor leaves.</summary>
/// <param name="Steps">Values, rows and families of leaves that were looked at.</param>
/// <param name="Leaves">Leaves that were tested; a leaf that all segments of one shape share in counts once.</param>
/// <param name="Segments">Segments that were decided, or could have held; the others were ruled out without a look at them.</param>
public readonly record struct MatchWork(long Steps, long Leaves, long Segments);
