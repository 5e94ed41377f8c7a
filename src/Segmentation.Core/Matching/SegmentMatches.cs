using System.Numerics;
using System.Runtime.CompilerServices;
using Segmentation.Matching;

namespace Segmentation;

/// <summary>
/// The segments of one customer, as a view of the buffer that they were found in: valid until the buffer is used again.
/// Reading allocates nothing.
/// </summary>
public readonly ref struct SegmentMatches
{
    private readonly MatchBuffer _buffer;
    private readonly MatcherVersion _version;
    private readonly long _stamp;

    internal SegmentMatches(MatchBuffer buffer, MatcherVersion version)
    {
        _buffer = buffer;
        _version = version;
        _stamp = buffer.Stamp;
    }

    /// <summary>The set that was matched.</summary>
    public SegmentSet Set => _version.Set;

    /// <summary>The matcher's version that answered; see <see cref="SegmentMatcher{T}.Version"/>.</summary>
    public long Version => _version.Number;

    /// <summary>How many segments the customer is in. Takes time with the size of the set, 64 segments at a time.</summary>
    /// <exception cref="InvalidOperationException">The buffer has been used for another match.</exception>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in Valid().State!.Matched)
                count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>Whether the customer is in a segment. Constant time.</summary>
    /// <param name="segmentId">The segment.</param>
    /// <exception cref="KeyNotFoundException">The set has no such segment.</exception>
    /// <exception cref="InvalidOperationException">The buffer has been used for another match.</exception>
    public bool Contains(string segmentId)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        return IsMember(_version.Set.IndexOf(segmentId));
    }

    /// <summary>Whether the customer is in a segment. Constant time.</summary>
    /// <param name="index">The segment's place in <see cref="SegmentSet.Segments"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The set has fewer segments.</exception>
    /// <exception cref="InvalidOperationException">The buffer has been used for another match.</exception>
    public bool IsMember(int index)
    {
        MatchState state = Valid().State!;
        MatchIndex segments = state.Plan.Index;
        if ((uint)index >= (uint)segments.SegmentCount)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The set has {segments.SegmentCount} segments.");
        return segments.IsSet(state.Matched, index);
    }

    /// <summary>The ids of the segments, in the order of the set.</summary>
    /// <exception cref="InvalidOperationException">The buffer has been used for another match.</exception>
    public Enumerator GetEnumerator() => new(Valid().Ordered, _version.Set);

    /// <summary>The ids as an array of their own, in the order of the set.</summary>
    /// <exception cref="InvalidOperationException">The buffer has been used for another match.</exception>
    public string[] ToArray()
    {
        var ids = new string[Count];
        int next = 0;
        foreach (string id in this)
            ids[next++] = id;
        return ids;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private MatchBuffer Valid() => _buffer is not null && _buffer.Stamp == _stamp
        ? _buffer
        : throw new InvalidOperationException("The buffer has been used for another match since; read an answer before, or give each its own buffer.");

    /// <summary>Walks over the ids.</summary>
    public ref struct Enumerator
    {
        private readonly ReadOnlySpan<ulong> _ordered;
        private readonly SegmentSet _set;
        private ulong _rest;
        private int _word;

        internal Enumerator(ReadOnlySpan<ulong> ordered, SegmentSet set)
        {
            _ordered = ordered;
            _set = set;
            _word = -1;
            Current = "";
        }

        /// <summary>The id of a segment.</summary>
        public string Current { get; private set; }

        /// <summary>Moves on to the next segment; false when there is none.</summary>
        public bool MoveNext()
        {
            while (_rest == 0)
            {
                if (++_word >= _ordered.Length)
                    return false;
                _rest = _ordered[_word];
            }

            Current = _set.Bound[(_word << 6) + BitOperations.TrailingZeroCount(_rest)].Definition.Id;
            _rest &= _rest - 1;
            return true;
        }
    }
}
