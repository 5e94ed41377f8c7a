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
    private readonly MemberSet?[] _members;
    private readonly SegmentFailure?[] _failures;

    internal EvaluationResult(SegmentSet set, DateTimeOffset asOf, KeyList keys, IReadOnlyList<ulong[]> members, IReadOnlyList<SegmentFailure?> failures, EvaluationStatistics statistics)
    {
        _set = set;
        _keys = keys;
        AsOf = asOf;
        Statistics = statistics;
        _failures = [.. failures];
        _members = [.. members.Select((bits, i) => failures.Count > 0 && failures[i] is not null ? null : new MemberSet(keys, set.Segments[i].Id, bits))];
        Segments = [.. _members.OfType<MemberSet>()];
        Failures = [.. _failures.OfType<SegmentFailure>()];
    }

    /// <summary>The instant that was evaluated.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>How many customers there are, members or not.</summary>
    public int SubjectCount => _keys.Count;

    /// <summary>What the evaluation did.</summary>
    public EvaluationStatistics Statistics { get; }

    /// <summary>The members of every segment that did not fail, in the order of the set.</summary>
    public IReadOnlyList<MemberSet> Segments { get; }

    /// <summary>The segments whose members are not known, because an answer of the host is missing; in the order of the set.</summary>
    public IReadOnlyList<SegmentFailure> Failures { get; }

    /// <summary>The members of a segment.</summary>
    /// <exception cref="KeyNotFoundException">The set has no such segment.</exception>
    /// <exception cref="SegmentFailedException">The segment failed; see <see cref="Failures"/>.</exception>
    public MemberSet this[string segmentId]
    {
        get
        {
            int index = _set.IndexOf(segmentId);
            return _members[index] ?? throw new SegmentFailedException(_failures[index]!);
        }
    }

    /// <summary>The key of a row; rows are in key order.</summary>
    internal SubjectKey KeyAt(int row) => _keys[row];

    /// <summary>The ids of the segments that the customer is in, in the order of the set; none for an unknown key. Segments that failed are not among them.</summary>
    public IReadOnlyList<string> SegmentsOf(SubjectKey key)
    {
        int row = _keys.Find(key);
        return row < 0 ? [] : [.. Segments.Where(m => m.IsMember(row)).Select(m => m.SegmentId)];
    }
}
