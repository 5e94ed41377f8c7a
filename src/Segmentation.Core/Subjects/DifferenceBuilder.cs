using Segmentation.Evaluation;

namespace Segmentation.Subjects;

/// <summary>Compares members as they are found with a stream of those stored. Memory is bounded by the keys that are named.</summary>
internal sealed class DifferenceBuilder(IAsyncEnumerable<SubjectKey> stored, string entity, int named, CancellationToken ct) : IAsyncDisposable
{
    private readonly KeyStream _stored = new(stored, entity, ct);
    private readonly List<SubjectKey> _firstJoining = [];
    private readonly List<SubjectKey> _firstLeaving = [];
    private int _joining;
    private int _leaving;

    public async ValueTask AddAsync(KeyList keys, ulong[] members)
    {
        for (int row = 0; row < keys.Count; row++)
        {
            bool wasMember = await _stored.HasAsync(keys[row], Leave).ConfigureAwait(false);
            bool isMember = Bits.Get(members, row);
            if (isMember && !wasMember)
                Join(keys[row]);
            else if (wasMember && !isMember)
                Leave(keys[row]);
        }
    }

    public async ValueTask<MembershipChange> BuildAsync()
    {
        await _stored.PassAsync(Leave).ConfigureAwait(false);
        return new MembershipChange(_joining, _leaving, _firstJoining.AsReadOnly(), _firstLeaving.AsReadOnly());
    }

    public ValueTask DisposeAsync() => _stored.DisposeAsync();

    private void Join(SubjectKey key)
    {
        if (_joining++ < named)
            _firstJoining.Add(key);
    }

    private void Leave(SubjectKey key)
    {
        if (_leaving++ < named)
            _firstLeaving.Add(key);
    }
}
