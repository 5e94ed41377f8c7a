using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Segmentation.Hosting;

/// <summary>
/// Whether a host's segments are well. Unhealthy when the store cannot be read; degraded when a segment could not be
/// refreshed or was not for too long, a definition cannot be used or matched, or events were given up or wait for too long. Its data
/// has the figures. Add it with <c>services.AddHealthChecks().AddCheck&lt;SegmentationHealthCheck&gt;("segmentation")</c>.
/// </summary>
public sealed class SegmentationHealthCheck : IHealthCheck
{
    private readonly SegmentCatalog _catalog;
    private readonly SegmentEvents _events;
    private readonly TimeProvider _time;
    private readonly TimeSpan _maxRefreshAge;
    private readonly TimeSpan _maxEventAge;

    internal SegmentationHealthCheck(SegmentCatalog catalog, SegmentEvents events, SegmentationHostingOptions options, TimeProvider time)
    {
        _catalog = catalog;
        _events = events;
        _time = time;
        _maxRefreshAge = options.MaxRefreshAge;
        _maxEventAge = options.MaxEventAge;
    }

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        CatalogView view;
        OutboxCounts counts;
        try
        {
            view = await _catalog.GetViewAsync(cancellationToken).ConfigureAwait(false);
            counts = await _events.CountAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The store of segments cannot be read.", exception);
        }

        DateTimeOffset now = _time.GetUtcNow();
        CatalogEntry[] unusable = [.. view.Entries.Where(e => !e.IsUsable)];
        CatalogEntry[] failed = [.. view.Entries.Where(e => e.State.Status == SegmentStatus.Error)];
        CatalogEntry[] overdue = [.. view.Entries.Where(e => IsOverdue(e, now))];
        TimeSpan? waiting = now - counts.OldestPending;
        string[] troubles =
        [
            .. Of("cannot be used", unusable), .. Of("could not be refreshed", failed),
            .. Of(string.Create(CultureInfo.InvariantCulture, $"were not refreshed for {_maxRefreshAge}"), overdue),
            .. counts.Dead > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{counts.Dead} events were given up")] : Array.Empty<string>(),
            .. _catalog.Follower?.Problem is { } problem ? [$"segments are matched as they were before they were changed: {problem.TrimEnd('.')}"] : Array.Empty<string>(),
            .. waiting > _maxEventAge ? [string.Create(CultureInfo.InvariantCulture, $"an event has been waiting for {waiting}")] : Array.Empty<string>(),
        ];
        var data = new Dictionary<string, object>
        {
            ["segments"] = view.Entries.Count,
            ["segments.unusable"] = unusable.Length,
            ["segments.failed"] = failed.Length,
            ["segments.overdue"] = overdue.Length,
            ["events.pending"] = counts.Pending,
            ["events.dead"] = counts.Dead,
        };
        return troubles.Length == 0
            ? HealthCheckResult.Healthy("All segments are up to date.", data)
            : HealthCheckResult.Degraded($"{string.Join("; ", troubles)}.", null, data);
    }

    private bool IsOverdue(CatalogEntry entry, DateTimeOffset now) =>
        entry.Definition is { Refresh: RefreshMode.Automatic, IsActive: true } && now - (entry.State.RefreshedAt ?? entry.CreatedAt) > _maxRefreshAge;

    private static IEnumerable<string> Of(string trouble, CatalogEntry[] entries) =>
        entries.Length == 0 ? [] : [$"{string.Join(", ", entries.Take(5).Select(e => $"'{e.Id}'"))}{(entries.Length > 5 ? " and others" : "")} {trouble}"];
}
