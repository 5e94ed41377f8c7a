using Microsoft.Extensions.Logging;
using Segmentation.Refresh;

namespace Segmentation.Matching;

/// <summary>Gives a host's matcher the segments of the catalogue: the first time when it is first asked something, and then whenever they were changed. Safe for concurrent use.</summary>
internal sealed class MatcherFeed<T> : ICatalogFollower, IDisposable
    where T : class
{
    private readonly SegmentCatalog _catalog;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _version;
    private volatile Refusal? _refusal;

    public MatcherFeed(SegmentCatalog catalog, SubjectMap<T> map, MatcherOptions options, ILogger log)
    {
        _catalog = catalog;
        _log = log;
        Matcher = new SegmentMatcher<T>(map, options, Begin);
    }

    public SegmentMatcher<T> Matcher { get; }

    public string? Problem => _refusal?.Exception.Message;

    /// <summary>Gives a matcher that is in use the segments as they are stored now. Where it cannot match them, it keeps those that it has.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        if (Matcher.IsBegun)
            await FollowAsync(Keep, ct).ConfigureAwait(false);
    }

    public void Dispose() => _turn.Dispose();

    // A matcher never waits for a store but here, once: an answer before it knows the segments would be a wrong one.
    private void Begin() => FollowAsync(static refusal => throw refusal.Exception, CancellationToken.None).GetAwaiter().GetResult();

    private async Task FollowAsync(Action<Refusal> refuse, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            // Whoever has a later turn reads later, so that the matcher is never given an older set.
            BoundDefinitions bound = await _catalog.GetBoundAsync(ct).ConfigureAwait(false);
            if (Matcher.IsBegun && bound.Version == _version)
                return;
            Replace(bound, refuse);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Replace(BoundDefinitions bound, Action<Refusal> refuse)
    {
        try
        {
            Matcher.Replace(bound.Binding.Set);
        }
        catch (Exception exception) when (exception is SegmentDefinitionException or SegmentSourceException or SegmentDataException)
        {
            refuse(new Refusal(bound.Version, exception));
            return;
        }

        _version = bound.Version;
        _refusal = null;
    }

    private void Keep(Refusal refusal)
    {
        if (_refusal?.Version != refusal.Version)
            RefreshLog.NotMatched(_log, refusal.Exception, refusal.Version, _version);
        _refusal = refusal;
    }

    private sealed record Refusal(long Version, Exception Exception);
}
