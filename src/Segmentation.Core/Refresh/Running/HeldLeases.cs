using Microsoft.Extensions.Logging;

namespace Segmentation.Refresh;

/// <summary>
/// Leases that are renewed while they are used, and released in the end. Renewing goes on in the background; a store that
/// cannot be reached for a while does no harm as long as nobody takes the leases over.
/// </summary>
internal sealed class HeldLeases : IAsyncDisposable
{
    private readonly ILeaseStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<string, Lease> _leases;
    private readonly Task _renewing;
    private volatile HashSet<string> _lost = [];

    private HeldLeases(ILeaseStore store, IReadOnlyList<Lease> leases, TimeProvider time, ILogger log)
    {
        _store = store;
        _time = time;
        _log = log;
        _leases = leases.ToDictionary(l => l.Resource, StringComparer.Ordinal);
        _renewing = leases.Count == 0 ? Task.CompletedTask : RenewAsync(leases[0].Duration / 3);
    }

    /// <summary>Whether a resource is still held, as far as is known; a commit finds out for certain.</summary>
    public bool IsHeld(string resource) => _leases.ContainsKey(resource) && !_lost.Contains(resource);

    /// <summary>The lease of a resource; null when it was not free.</summary>
    public Lease? Find(string resource) => _leases.GetValueOrDefault(resource);

    /// <summary>
    /// Takes leases. When the patience allows it, waits until all are free: never holding some while waiting for others,
    /// so that two who want the same do not wait for each other. In the end takes those that are free.
    /// </summary>
    public static async Task<(HeldLeases Held, IReadOnlyList<BusyResource> Busy)> TakeAsync(
        ILeaseStore store, IReadOnlyList<string> resources, string holder, LeasePatience patience, TimeProvider time, ILogger log, CancellationToken ct)
    {
        string[] ordered = [.. resources.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        long start = time.GetTimestamp();
        while (true)
        {
            LeaseAnswer answer = await store.AcquireAsync(ordered, holder, patience.Duration, ct).ConfigureAwait(false);
            TimeSpan left = patience.Wait - time.GetElapsedTime(start);
            if (answer.Busy.Count == 0 || left <= TimeSpan.Zero)
                return (new HeldLeases(store, answer.Taken, time, log), answer.Busy);
            await store.ReleaseAsync(answer.Taken, ct).ConfigureAwait(false);
            RefreshLog.WaitingForLeases(log, holder, answer.Busy.Count, answer.Busy[0].Resource, answer.Busy[0].Holder);
            TimeSpan pause = answer.Busy.Min(b => b.Remaining);
            pause = pause < patience.Poll ? pause : patience.Poll;
            await Task.Delay(pause < left ? pause : left, time, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Stops renewing and gives the leases back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested)
            return;
        await _end.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        _end.Dispose();
        try
        {
            if (_leases.Count > 0)
                await _store.ReleaseAsync([.. _leases.Values], CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // They run out by themselves.
            RefreshLog.LeasesNotReleased(_log, exception, _leases.Count);
        }
    }

    private async Task RenewAsync(TimeSpan interval)
    {
        while (true)
        {
            try
            {
                await Task.Delay(interval, _time, _end.Token).ConfigureAwait(false);
                Lease[] leases = [.. _leases.Values.Where(l => !_lost.Contains(l.Resource))];
                IReadOnlyList<Lease> held = await _store.RenewAsync(leases, _end.Token).ConfigureAwait(false);
                string[] lost = [.. leases.Select(l => l.Resource).Except(held.Select(l => l.Resource), StringComparer.Ordinal)];
                if (lost.Length == 0)
                    continue;
                _lost = [.. _lost, .. lost];
                RefreshLog.LeasesLost(_log, lost.Length, lost[0]);
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                RefreshLog.LeasesNotRenewed(_log, exception, _leases.Count);
            }
        }
    }
}

/// <summary>How leases are taken.</summary>
/// <param name="Duration">How long they last unless they are renewed.</param>
/// <param name="Wait">How long to wait for those that another one holds; zero for not at all.</param>
/// <param name="Poll">How often to look whether they are free.</param>
internal sealed record LeasePatience(TimeSpan Duration, TimeSpan Wait, TimeSpan Poll);
