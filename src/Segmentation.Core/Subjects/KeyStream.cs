namespace Segmentation.Subjects;

/// <summary>Keys in ascending order, walked beside others in the same order.</summary>
/// <param name="keys">The keys.</param>
/// <param name="entity">Whose keys they are, for messages.</param>
/// <param name="ct">Cancels the stream.</param>
internal sealed class KeyStream(IAsyncEnumerable<SubjectKey> keys, string entity, CancellationToken ct) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<SubjectKey> _keys = keys.GetAsyncEnumerator(ct);
    private SubjectKey? _current;
    private bool _hasBegun;

    /// <summary>Whether all keys have been passed.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Whether the stream has the key; each question is about a greater key than the one before. A key it has is passed with the answer.</summary>
    /// <param name="key">The key.</param>
    /// <param name="passed">Told of every key before it that was not asked for; null for nobody.</param>
    public async ValueTask<bool> HasAsync(SubjectKey key, Action<SubjectKey>? passed = null)
    {
        if (!_hasBegun)
            await MoveAsync().ConfigureAwait(false);
        while (_current is { } current)
        {
            if (current.Kind != key.Kind)
                throw new InvalidOperationException($"The keys that are asked for are of kind {current.Kind}, and those of '{entity}' are of kind {key.Kind}.");
            int order = current.CompareTo(key);
            if (order > 0)
                return false;
            await MoveAsync().ConfigureAwait(false);
            if (order == 0)
                return true;
            passed?.Invoke(current);
        }

        return false;
    }

    /// <summary>Passes all keys that are left.</summary>
    public async ValueTask PassAsync(Action<SubjectKey> passed)
    {
        if (!_hasBegun)
            await MoveAsync().ConfigureAwait(false);
        while (_current is { } current)
        {
            passed(current);
            await MoveAsync().ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => _keys.DisposeAsync();

    private async ValueTask MoveAsync()
    {
        SubjectKey? last = _current;
        _hasBegun = true;
        IsAtEnd = !await _keys.MoveNextAsync().ConfigureAwait(false);
        _current = IsAtEnd ? null : _keys.Current;
        if (last is { } before && _current is { } now && before >= now)
            throw new InvalidOperationException($"The keys that are asked for are out of order: '{now}' after '{before}'.");
    }
}
