using Segmentation.Evaluation;

namespace Segmentation;

/// <summary>
/// Who is in which segment at one instant: every customer's key in order, and a bit a customer and segment. Immutable
/// and safe for concurrent use.
/// </summary>
public sealed class EvaluationResult
{
    private readonly SegmentSet _set;
    private readonly KeyList _keys;
    private readonly MemberSet[] _members;

    internal EvaluationResult(SegmentSet set, DateTimeOffset asOf, KeyList keys, IReadOnlyList<ulong[]> members, EvaluationStatistics statistics)
    {
        _set = set;
        _keys = keys;
        AsOf = asOf;
        Statistics = statistics;
        _members = [.. members.Select((bits, i) => new MemberSet(keys, set.Segments[i].Id, bits))];
    }

    /// <summary>The instant that was evaluated.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>How many customers there are, members or not.</summary>
    public int SubjectCount => _keys.Count;

    /// <summary>What the evaluation did.</summary>
    public EvaluationStatistics Statistics { get; }

    /// <summary>The members of every segment, in the order of the set.</summary>
    public IReadOnlyList<MemberSet> Segments => _members;

    /// <summary>The members of a segment.</summary>
    /// <exception cref="KeyNotFoundException">The set has no such segment.</exception>
    public MemberSet this[string segmentId] => _members[_set.IndexOf(segmentId)];

    /// <summary>The ids of the segments that the customer is in, in the order of the set; none for an unknown key.</summary>
    public IReadOnlyList<string> SegmentsOf(SubjectKey key)
    {
        int row = _keys.Find(key);
        return row < 0 ? [] : [.. _members.Where(m => m.IsMember(row)).Select(m => m.SegmentId)];
    }
}
