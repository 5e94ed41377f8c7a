using Microsoft.Extensions.Logging;

namespace Segmentation.Refresh;

/// <summary>
/// Moves customers whose group is due, block by block. Can be repeated at any time: what is done is no longer due, and
/// what a crash has left half done is told from a change by hand.
/// </summary>
internal sealed class GroupStep(ISegmentStore store, Lazy<ICustomerGroupWriter>? writer, RefreshSettings settings, TimeProvider time, ILogger log)
{
    private const int MaxFailuresInARow = 3;

    /// <summary>Moves everyone who is due.</summary>
    /// <param name="run">On whose account it is written to history.</param>
    /// <param name="moved">Told of how many were moved so far.</param>
    /// <param name="ct">Cancels between blocks.</param>
    public async Task<GroupStepReport> RunAsync(RefreshRun run, Action<long>? moved, CancellationToken ct)
    {
        // Without a writer, whoever has one moves them.
        if (writer is null || (await store.GetGroupsDueAsync(null, 1, ct).ConfigureAwait(false)).Count == 0)
            return new GroupStepReport(0, null);
        (HeldLeases held, IReadOnlyList<BusyResource> busy) = await HeldLeases.TakeAsync(
            store, [Lease.GroupResource], run.Id, settings.Patience with { Wait = settings.GroupWait }, time, log, ct).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            return held.Find(Lease.GroupResource) is { } lease
                ? await MoveAsync(lease, new RunHistory(run, time), moved, ct).ConfigureAwait(false)
                : new GroupStepReport(0, $"Another process, {busy[0].Holder}, is moving customers to groups.");
        }
    }

    private async Task<GroupStepReport> MoveAsync(Lease lease, RunHistory history, Action<long>? moved, CancellationToken ct)
    {
        long total = 0;
        string? error = null;
        int failures = 0;
        SubjectKey? after = null;
        while (failures < MaxFailuresInARow)
        {
            ct.ThrowIfCancellationRequested();
            IReadOnlyList<DueGroup> due = await store.GetGroupsDueAsync(after, settings.GroupBlockSize, ct).ConfigureAwait(false);
            if (due.Count == 0)
                break;
            after = due[^1].Key;
            try
            {
                if (await MoveAsync(due, lease, history, ct).ConfigureAwait(false) is not { } count)
                    return new GroupStepReport(total, "Another process has taken over moving customers to groups.");
                total += count;
                moved?.Invoke(total);
                failures = 0;
            }
            catch (GroupWriterException failure)
            {
                // The block stays due; others may succeed.
                error ??= failure.Message;
                failures++;
                RefreshLog.GroupsNotMoved(log, failure.InnerException!, due.Count, due[0].Key.ToString());
            }
        }

        return new GroupStepReport(total, error);
    }

    /// <summary>Moves a block; null when the lease was taken over.</summary>
    private async Task<long?> MoveAsync(IReadOnlyList<DueGroup> due, Lease lease, RunHistory history, CancellationToken ct)
    {
        IReadOnlyDictionary<SubjectKey, string?> groups = await ByHostAsync(
            () => writer!.Value.ReadAsync([.. due.Select(d => d.Key)], ct), ct).ConfigureAwait(false);
        // A customer who is gone has no group any more, and nothing to return to.
        (DueGroup Due, GroupDecision? Decision)[] decided =
        [
            .. due.Select(d => (d, groups.TryGetValue(d.Key, out string? group) ? GroupDecision.Of(d, group) : null)),
        ];
        GroupAssignment[] plan = [.. decided.Select(d => d.Decision?.Plan(d.Due)).OfType<GroupAssignment>()];
        if (plan.Length > 0 && !await store.PlanGroupsAsync(lease, plan, ct).ConfigureAwait(false))
            return null;

        CustomerGroupMove[] moves = [.. decided.Select(d => d.Decision?.Move).OfType<CustomerGroupMove>()];
        GroupDecision[] moved = [.. decided.Select(d => d.Decision).OfType<GroupDecision>().Where(d => d.IsMoved)];
        var settlement = new GroupSettlement
        {
            Lease = lease,
            Customers = [.. decided.Select(d => new SettledGroup(d.Due.Key, d.Due.Stamp, d.Decision?.Assignment))],
            History =
            [
                .. moved.GroupBy(d => d.Assignment?.SegmentId).OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => history.Entry(HistoryAction.GroupChanged, g.Key, g.Count())),
            ],
        };
        bool isSettled = await store.SettleGroupsAsync(
            settlement,
            (transaction, token) => moves.Length == 0 ? ValueTask.CompletedTask : new ValueTask(ByHostAsync(
                async () =>
                {
                    await writer!.Value.WriteAsync(moves, transaction, token).ConfigureAwait(false);
                    return true;
                },
                token)),
            ct).ConfigureAwait(false);
        return isSettled ? moved.Length : null;
    }

    private static async Task<T> ByHostAsync<T>(Func<ValueTask<T>> step, CancellationToken ct)
    {
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            throw new GroupWriterException(exception);
        }
    }

    private sealed class GroupWriterException(Exception exception)
        : Exception($"The host could not move customers to groups: {exception.Message}", exception);
}

/// <summary>What became of moving customers to groups.</summary>
/// <param name="Moved">How many were moved.</param>
/// <param name="Error">Why others were not; null when all were.</param>
internal sealed record GroupStepReport(long Moved, string? Error);
