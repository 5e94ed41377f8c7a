using System.Collections;
using System.Numerics;
using Segmentation.Evaluation;

namespace Segmentation;

/// <summary>The members of one segment at one instant, in key order. Immutable and safe for concurrent use.</summary>
public sealed class MemberSet : IReadOnlyCollection<SubjectKey>
{
    private readonly KeyList _keys;
    private readonly ulong[] _bits;

    internal MemberSet(KeyList keys, string segmentId, ulong[] bits)
    {
        _keys = keys;
        _bits = bits;
        SegmentId = segmentId;
        Count = Bits.Count(bits);
    }

    /// <summary>The segment.</summary>
    public string SegmentId { get; }

    /// <summary>How many members there are. Constant time.</summary>
    public int Count { get; }

    /// <summary>Whether the customer is a member; an unknown key is not. Logarithmic in the number of customers, no allocation.</summary>
    public bool Contains(SubjectKey key) => _keys.Find(key) is >= 0 and int row && IsMember(row);

    /// <inheritdoc/>
    public IEnumerator<SubjectKey> GetEnumerator()
    {
        for (int word = 0; word < _bits.Length; word++)
        {
            for (ulong bits = _bits[word]; bits != 0; bits &= bits - 1)
                yield return _keys[(word << 6) + BitOperations.TrailingZeroCount(bits)];
        }
    }

    /// <summary>A bit a row.</summary>
    internal ReadOnlySpan<ulong> Rows => _bits;

    internal bool IsMember(int row) => Bits.Get(_bits, row);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
