using Microsoft.Extensions.Logging;

namespace Segmentation.Refresh;

/// <summary>Deletes segments: their members leave like those of any other, with events and group moves.</summary>
internal sealed class SegmentRemoval(ISegmentStore store, GroupStep groups, RefreshSettings settings, TimeProvider time, ILogger log)
{
    public async Task<bool> DeleteAsync(SegmentCatalog catalog, string id, long? expectedVersion, CancellationToken ct)
    {
        while (true)
        {
            if (await FindAsync(catalog, id, expectedVersion, ct).ConfigureAwait(false) is null)
                return false;
            string runId = $"deletion-{Guid.NewGuid():N}";
            (HeldLeases held, IReadOnlyList<BusyResource> busy) = await HeldLeases.TakeAsync(
                store, [Lease.SegmentResource(id)], runId, settings.Patience, time, log, ct).ConfigureAwait(false);
            await using (held.ConfigureAwait(false))
            {
                if (held.Find(Lease.SegmentResource(id)) is not { } lease)
                    throw new SegmentBusyException(busy);
                // A change since then is looked at before it is deleted with the rest.
                if (await DeleteAsync(catalog, id, expectedVersion, runId, lease, ct).ConfigureAwait(false))
                    return true;
            }
        }
    }

    /// <summary>The segment as it may be deleted; null when there is none.</summary>
    private static async Task<(CatalogView View, CatalogEntry Entry)?> FindAsync(
        SegmentCatalog catalog, string id, long? expectedVersion, CancellationToken ct)
    {
        CatalogView view = await catalog.GetViewAsync(ct).ConfigureAwait(false);
        if (view.Find(id) is not { } entry)
            return expectedVersion is > 0 ? throw new SegmentConflictException(id, expectedVersion.Value, 0) : null;
        if (expectedVersion is { } expected && expected != entry.Version)
            throw new SegmentConflictException(id, expected, entry.Version);
        string[] referrers = [.. view.Set.Segments.Select(s => s.Id).Where(other => view.Set[other].References.Contains(id, StringComparer.Ordinal))];
        return referrers.Length == 0 ? (view, entry) : throw new SegmentInUseException(id, referrers);
    }

    /// <summary>Whether it was deleted; not when definitions were changed meanwhile, or the lease was lost.</summary>
    private async Task<bool> DeleteAsync(SegmentCatalog catalog, string id, long? expectedVersion, string runId, Lease lease, CancellationToken ct)
    {
        if (await FindAsync(catalog, id, expectedVersion, ct).ConfigureAwait(false) is not ({ } view, { } entry))
            return true;
        MemberDifference difference = await MemberDifference.AllLeaveAsync(store.GetMembersAsync(id, null, ct), ct).ConfigureAwait(false);
        DateTimeOffset now = time.Now();
        var run = new RefreshRun { Id = runId, AsOf = now, Trigger = RefreshTrigger.Manual, Cause = $"deletion of {id}", StartedAt = now, SegmentIds = [id] };
        var deletion = new SegmentDeletion
        {
            SegmentId = id,
            RunId = runId,
            Lease = lease,
            Revision = entry.Revision,
            ExpectedVersion = view.Version,
            At = now,
            AsOf = now,
            Changes = difference.Changes(new ChangeCauses(MemberChangeCause.Deleted)),
            TouchesGroups = entry.State.Effects.Group is not null,
            WritesEvents = settings.WritesEvents,
            History = difference.Left > 0 ? [new RunHistory(run, time).Entry(HistoryAction.CustomersRemoved, id, difference.Left, "deleted")] : [],
        };
        if (await store.DeleteAsync(deletion, ct).ConfigureAwait(false) != CommitOutcome.Committed)
            return false;
        RefreshLog.SegmentDeleted(log, id, difference.Left);
        // What fails here stays due for the next refresh; the segment is gone all the same.
        await groups.RunAsync(run, null, ct).ConfigureAwait(false);
        return true;
    }
}
