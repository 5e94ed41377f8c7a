using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Segmentation.Hosting;

/// <summary>Before anything else starts: is everything declared, can the store be used, can the definitions?</summary>
internal sealed class StartupCheck(Func<(ISegmentStore Store, SegmentCatalog Catalog)> services, Func<bool> requiresUsable, ILogger log) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        (ISegmentStore store, SegmentCatalog catalog) = services();
        await store.PrepareAsync(cancellationToken).ConfigureAwait(false);
        CatalogView view = await catalog.GetViewAsync(cancellationToken).ConfigureAwait(false);
        CatalogEntry[] unusable = [.. view.Entries.Where(e => !e.IsUsable)];
        foreach (CatalogEntry entry in unusable)
            HostingLog.Unusable(log, entry.Id, entry.Problems[0].ToString());
        if (unusable.Length > 0 && requiresUsable())
            throw new SegmentDefinitionException([.. unusable.SelectMany(e => e.Problems.Select(p => p with { Path = $"'{e.Id}' {p.Path}" }))]);
        HostingLog.Ready(log, view.Entries.Count, view.Version);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
