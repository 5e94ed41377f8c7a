using System.Numerics;
using Segmentation.Evaluation;

namespace Segmentation.Refresh;

/// <summary>
/// How a segment's members differ from the stored ones: a bit a customer of the source, and the keys of those who are
/// gone from it. Memory does not grow with what the store has.
/// </summary>
internal sealed class MemberDifference
{
    private readonly EvaluationResult? _result;
    private readonly ulong[] _changed;
    private readonly MemberSet? _members;
    private readonly KeyList _gone;

    private MemberDifference(EvaluationResult? result, MemberSet? members, ulong[] changed, KeyList gone)
    {
        _result = result;
        _members = members;
        _changed = changed;
        _gone = gone;
        long changes = Bits.Count(changed);
        for (int word = 0; word < changed.Length; word++)
            Entered += BitOperations.PopCount(changed[word] & members!.Rows[word]);
        Left = changes - Entered + gone.Count;
    }

    /// <summary>How many enter.</summary>
    public long Entered { get; }

    /// <summary>How many leave.</summary>
    public long Left { get; }

    /// <summary>Compares the stored members with those found, both in key order.</summary>
    public static async Task<MemberDifference> OfAsync(IAsyncEnumerable<StoredMember> stored, EvaluationResult result, MemberSet members, CancellationToken ct)
    {
        var gone = new KeyList("customer");
        ulong[] changed = members.Rows.ToArray();
        int row = 0;
        await foreach (StoredMember member in stored.WithCancellation(ct).ConfigureAwait(false))
        {
            row = Seek(result, row, member.Key);
            if (row < result.SubjectCount && result.KeyAt(row) == member.Key)
                changed[row >> 6] ^= 1UL << row;
            else
                gone.Append(member.Key);
        }

        return new MemberDifference(result, members, changed, gone);
    }

    /// <summary>All stored members, of whom nobody stays.</summary>
    public static async Task<MemberDifference> AllLeaveAsync(IAsyncEnumerable<StoredMember> stored, CancellationToken ct)
    {
        var gone = new KeyList("customer");
        await foreach (StoredMember member in stored.WithCancellation(ct).ConfigureAwait(false))
            gone.Append(member.Key);
        return new MemberDifference(null, null, [], gone);
    }

    /// <summary>The changes in key order.</summary>
    public IEnumerable<MemberChange> Changes(ChangeCauses causes)
    {
        int gone = 0;
        for (int word = 0; word < _changed.Length; word++)
        {
            for (ulong bits = _changed[word]; bits != 0; bits &= bits - 1)
            {
                int row = (word << 6) + BitOperations.TrailingZeroCount(bits);
                SubjectKey key = _result!.KeyAt(row);
                for (; gone < _gone.Count && _gone[gone] < key; gone++)
                    yield return new MemberChange(_gone[gone], MemberChangeKind.Left, causes.Gone);
                yield return _members!.IsMember(row)
                    ? new MemberChange(key, MemberChangeKind.Entered, causes.Entered(key))
                    : new MemberChange(key, MemberChangeKind.Left, causes.Left(key));
            }
        }

        for (; gone < _gone.Count; gone++)
            yield return new MemberChange(_gone[gone], MemberChangeKind.Left, causes.Gone);
    }

    /// <summary>The first row from one on whose key is not smaller: by strides that double, as the next key is mostly near.</summary>
    private static int Seek(EvaluationResult result, int row, SubjectKey key)
    {
        int low = row, stride = 1;
        while (low + stride < result.SubjectCount && result.KeyAt(low + stride) < key)
        {
            low += stride;
            stride <<= 1;
        }

        int high = Math.Min(low + stride, result.SubjectCount);
        while (low < high)
        {
            int middle = low + (high - low) / 2;
            if (result.KeyAt(middle) < key)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

/// <summary>Why customers enter and leave a segment in one refresh.</summary>
internal sealed class ChangeCauses
{
    private readonly HashSet<SubjectKey> _included;
    private readonly HashSet<SubjectKey> _excluded;
    private readonly MemberChangeCause? _entering;
    private readonly MemberChangeCause _other;

    /// <summary>Causes of a segment that was evaluated.</summary>
    /// <param name="list">Its sticky lists.</param>
    /// <param name="state">How its refresh stood before.</param>
    /// <param name="revision">The revision that was evaluated.</param>
    /// <param name="keyKind">The kind of customers' keys.</param>
    public ChangeCauses(SegmentList? list, SegmentState state, long revision, KeyKind keyKind)
    {
        _included = Keys(list?.Include);
        _excluded = Keys(list?.Exclude);
        _entering = state.Revision is null ? MemberChangeCause.Initial : null;
        _other = state.Revision is null || state.Revision == revision ? MemberChangeCause.Data : MemberChangeCause.Rules;
        Gone = MemberChangeCause.CustomerRemoved;

        HashSet<SubjectKey> Keys(IReadOnlyList<string>? texts) => [.. (texts ?? []).Select(t => SubjectKey.Parse(t, keyKind)).OfType<SubjectKey>()];
    }

    /// <summary>The cause of a segment that nobody can be in.</summary>
    public ChangeCauses(MemberChangeCause everyone)
    {
        (_included, _excluded, _other) = ([], [], everyone);
        Gone = everyone;
    }

    /// <summary>Why those leave who were not evaluated.</summary>
    public MemberChangeCause Gone { get; }

    /// <summary>Why everyone enters, whatever the lists say; null when they count.</summary>
    public MemberChangeCause? Entering => _entering;

    /// <summary>Why those change who are in the source and on no list.</summary>
    public MemberChangeCause Other => _other;

    public MemberChangeCause Entered(SubjectKey key) =>
        _entering ?? (_included.Contains(key) ? MemberChangeCause.Included : _other);

    public MemberChangeCause Left(SubjectKey key) =>
        _excluded.Contains(key) ? MemberChangeCause.Excluded : _other;
}
