using System.Collections.Immutable;
using Segmentation.InMemory.Store;

namespace Segmentation.InMemory;

// Leases end by the monotone timestamps of the clock, which a step of the clock does not move.
public sealed partial class InMemorySegmentStore
{
    /// <inheritdoc/>
    public ValueTask<LeaseAnswer> AcquireAsync(IReadOnlyList<string> resources, string holder, TimeSpan duration, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(resources);
        ArgumentException.ThrowIfNullOrEmpty(holder);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        return WriteAsync(
            tables =>
            {
                ImmutableDictionary<string, TakenLease>.Builder leases = tables.Leases.ToBuilder();
                List<Lease> taken = [];
                List<BusyResource> busy = [];
                foreach (string resource in resources)
                {
                    TakenLease? known = leases.GetValueOrDefault(resource);
                    if (known is { IsReleased: false } && Remaining(known) is var remaining && remaining > TimeSpan.Zero)
                    {
                        busy.Add(new BusyResource(resource, known.Lease.Holder, remaining));
                        continue;
                    }

                    var lease = new Lease(resource, holder, (known?.Lease.Token ?? 0) + 1, duration);
                    leases[resource] = new TakenLease(lease, _time.GetTimestamp(), IsReleased: false);
                    taken.Add(lease);
                }

                return (tables with { Leases = leases.ToImmutable() }, new LeaseAnswer(taken, busy));
            },
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Lease>> RenewAsync(IReadOnlyList<Lease> leases, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(leases);
        return WriteAsync<IReadOnlyList<Lease>>(
            tables =>
            {
                Lease[] held = [.. leases.Where(tables.IsCurrent)];
                long now = _time.GetTimestamp();
                return (tables with { Leases = tables.Leases.SetItems(held.Select(l => KeyValuePair.Create(l.Resource, new TakenLease(l, now, IsReleased: false)))) }, held);
            },
            ct);
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(IReadOnlyList<Lease> leases, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(leases);
        return WriteAsync(
            tables => tables with
            {
                Leases = tables.Leases.SetItems(leases.Where(tables.IsCurrent).Select(
                    l => KeyValuePair.Create(l.Resource, tables.Leases[l.Resource] with { IsReleased = true }))),
            },
            ct);
    }

    private TimeSpan Remaining(TakenLease taken) => taken.Lease.Duration - _time.GetElapsedTime(taken.GivenAt);
}
