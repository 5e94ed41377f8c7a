using Segmentation.Refresh;

namespace Segmentation;

/// <summary>What refreshes did: runs, and the history of segments. Safe for concurrent use.</summary>
public sealed class RefreshHistory
{
    private readonly RefreshServices _services;

    internal RefreshHistory(RefreshServices services) => _services = services;

    /// <summary>A page of history, the newest first.</summary>
    /// <param name="query">Which entries; null for the newest of all.</param>
    /// <param name="ct">Cancels the reading.</param>
    public ValueTask<HistoryPage> GetAsync(HistoryQuery? query = null, CancellationToken ct = default) =>
        _services.Store.GetHistoryAsync(query ?? new HistoryQuery(), ct);

    /// <summary>The last runs, the newest first. One that is still running when nobody refreshes can be resumed by its id.</summary>
    /// <param name="limit">The most to return, 1 or more.</param>
    /// <param name="ct">Cancels the reading.</param>
    public ValueTask<IReadOnlyList<RefreshRun>> GetRunsAsync(int limit = 20, CancellationToken ct = default) => _services.Store.GetRunsAsync(limit, ct);

    /// <summary>Deletes history and ended runs that are older than <see cref="RefreshOptions.HistoryRetention"/>.</summary>
    /// <param name="ct">Cancels the deletion; what is deleted is gone.</param>
    /// <returns>How many entries and runs were deleted.</returns>
    public ValueTask<long> CleanUpAsync(CancellationToken ct = default)
    {
        DateTimeOffset now = _services.Time.Now();
        TimeSpan age = now - DateTimeOffset.MinValue;
        return CleanUpAsync(now - (_services.Settings.HistoryRetention < age ? _services.Settings.HistoryRetention : age), ct);
    }

    /// <summary>Deletes history and ended runs from before an instant.</summary>
    /// <param name="before">The instant.</param>
    /// <param name="ct">Cancels the deletion; what is deleted is gone.</param>
    /// <returns>How many entries and runs were deleted.</returns>
    public async ValueTask<long> CleanUpAsync(DateTimeOffset before, CancellationToken ct = default)
    {
        long deleted = await _services.Store.DeleteHistoryAsync(before.ToMicroseconds(), ct).ConfigureAwait(false);
        RefreshLog.HistoryDeleted(_services.Log, deleted, before);
        return deleted;
    }
}
