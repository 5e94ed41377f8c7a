using System.Runtime.CompilerServices;

namespace Segmentation.Testing.Stores;

/// <summary>A store as a process sees it that may die at any call; also within the changes of a commit, and within the host's part of a transaction.</summary>
internal sealed class CrashingStore(ISegmentStore inner, Crash crash) : ISegmentStore
{
    public KeyKind KeyKind => inner.KeyKind;

    public ValueTask PrepareAsync(CancellationToken ct) => Step(() => inner.PrepareAsync(ct));

    public ValueTask<long> GetVersionAsync(CancellationToken ct) => Step(() => inner.GetVersionAsync(ct));

    public ValueTask<StoredDefinitions> GetDefinitionsAsync(CancellationToken ct) => Step(() => inner.GetDefinitionsAsync(ct));

    public ValueTask<StoredSegment?> FindSegmentAsync(string segmentId, CancellationToken ct) => Step(() => inner.FindSegmentAsync(segmentId, ct));

    public ValueTask<long?> ChangeDefinitionsAsync(DefinitionChange change, CancellationToken ct) => Step(() => inner.ChangeDefinitionsAsync(change, ct));

    public ValueTask<CommitOutcome> DeleteAsync(SegmentDeletion deletion, CancellationToken ct) =>
        Step(() => inner.DeleteAsync(deletion with { Changes = Watched(deletion.Changes) }, ct));

    public ValueTask<bool> ContainsAsync(string segmentId, SubjectKey customer, CancellationToken ct) => Step(() => inner.ContainsAsync(segmentId, customer, ct));

    public ValueTask<IReadOnlyList<StoredMembership>> GetSegmentsOfAsync(SubjectKey customer, CancellationToken ct) => Step(() => inner.GetSegmentsOfAsync(customer, ct));

    public ValueTask<IReadOnlyList<SubjectKey>> FindMembersAsync(string segmentId, IReadOnlyList<SubjectKey> customers, CancellationToken ct) =>
        Step(() => inner.FindMembersAsync(segmentId, customers, ct));

    public async IAsyncEnumerable<StoredMember> GetMembersAsync(string segmentId, SubjectKey? after, [EnumeratorCancellation] CancellationToken ct)
    {
        await Step(() => ValueTask.FromResult(true)).ConfigureAwait(false);
        await foreach (StoredMember member in inner.GetMembersAsync(segmentId, after, ct).ConfigureAwait(false))
            yield return member;
    }

    public ValueTask<CommitOutcome> CommitAsync(SegmentCommit commit, CancellationToken ct) =>
        Step(() => inner.CommitAsync(commit with { Changes = Watched(commit.Changes) }, ct));

    public ValueTask<CommitOutcome> FailAsync(SegmentRefreshFailure failure, CancellationToken ct) => Step(() => inner.FailAsync(failure, ct));

    public ValueTask<LeaseAnswer> AcquireAsync(IReadOnlyList<string> resources, string holder, TimeSpan duration, CancellationToken ct) =>
        Step(() => inner.AcquireAsync(resources, holder, duration, ct));

    // Renewing happens beside everything else, and is no step of its own.
    public ValueTask<IReadOnlyList<Lease>> RenewAsync(IReadOnlyList<Lease> leases, CancellationToken ct) =>
        crash.IsDead || crash.IsPaused ? throw new CrashException("while it was paused") : inner.RenewAsync(leases, ct);

    public ValueTask ReleaseAsync(IReadOnlyList<Lease> leases, CancellationToken ct) => Step(() => inner.ReleaseAsync(leases, ct));

    public ValueTask BeginRunAsync(RefreshRun run, IReadOnlyList<LeasedSegment> segments, IReadOnlyList<HistoryEntry> history, CancellationToken ct) =>
        Step(() => inner.BeginRunAsync(run, segments, history, ct));

    public ValueTask<RefreshRun?> FindRunAsync(string runId, CancellationToken ct) => Step(() => inner.FindRunAsync(runId, ct));

    public ValueTask<IReadOnlyList<RefreshRun>> GetRunsAsync(int limit, CancellationToken ct) => Step(() => inner.GetRunsAsync(limit, ct));

    public ValueTask FinishRunAsync(
        string runId, RunStatus status, DateTimeOffset at, IReadOnlyList<LeasedSegment> undone, IReadOnlyList<HistoryEntry> history, CancellationToken ct) =>
        Step(() => inner.FinishRunAsync(runId, status, at, undone, history, ct));

    public ValueTask AppendHistoryAsync(IReadOnlyList<HistoryEntry> entries, CancellationToken ct) => Step(() => inner.AppendHistoryAsync(entries, ct));

    public ValueTask<HistoryPage> GetHistoryAsync(HistoryQuery query, CancellationToken ct) => Step(() => inner.GetHistoryAsync(query, ct));

    public ValueTask<long> DeleteHistoryAsync(DateTimeOffset before, CancellationToken ct) => Step(() => inner.DeleteHistoryAsync(before, ct));

    public ValueTask<IReadOnlyList<DueGroup>> GetGroupsDueAsync(SubjectKey? after, int limit, CancellationToken ct) =>
        Step(() => inner.GetGroupsDueAsync(after, limit, ct));

    public ValueTask<IReadOnlyList<GroupAssignment>> GetAssignmentsAsync(IReadOnlyList<SubjectKey> customers, CancellationToken ct) =>
        Step(() => inner.GetAssignmentsAsync(customers, ct));

    public ValueTask<bool> PlanGroupsAsync(Lease lease, IReadOnlyList<GroupAssignment> moves, CancellationToken ct) => Step(() => inner.PlanGroupsAsync(lease, moves, ct));

    public ValueTask<bool> SettleGroupsAsync(GroupSettlement settlement, Func<StoreTransaction, CancellationToken, ValueTask> write, CancellationToken ct) =>
        Step(() => inner.SettleGroupsAsync(settlement, write, ct));

    public ValueTask<IReadOnlyList<string>> GetTagsAsync(SubjectKey customer, CancellationToken ct) => Step(() => inner.GetTagsAsync(customer, ct));

    public ValueTask ChangeTagsAsync(SubjectKey customer, IReadOnlyCollection<string> give, IReadOnlyCollection<string> take, CancellationToken ct) =>
        Step(() => inner.ChangeTagsAsync(customer, give, take, ct));

    public ValueTask<IReadOnlyList<OutboxEvent>> GetReadyEventsAsync(DateTimeOffset now, int limit, CancellationToken ct) =>
        Step(() => inner.GetReadyEventsAsync(now, limit, ct));

    public ValueTask<bool> SettleEventsAsync(Lease lease, IReadOnlyList<EventDelivery> deliveries, CancellationToken ct) => Step(() => inner.SettleEventsAsync(lease, deliveries, ct));

    public ValueTask<IReadOnlyList<OutboxEvent>> GetDeadEventsAsync(long after, int limit, CancellationToken ct) => Step(() => inner.GetDeadEventsAsync(after, limit, ct));

    public ValueTask<int> RetryDeadEventsAsync(IReadOnlyCollection<long> sequences, CancellationToken ct) => Step(() => inner.RetryDeadEventsAsync(sequences, ct));

    public ValueTask<int> DeleteDeadEventsAsync(IReadOnlyCollection<long> sequences, CancellationToken ct) => Step(() => inner.DeleteDeadEventsAsync(sequences, ct));

    public ValueTask<OutboxCounts> CountEventsAsync(CancellationToken ct) => Step(() => inner.CountEventsAsync(ct));

    private ValueTask<T> Step<T>(Func<ValueTask<T>> step, [CallerMemberName] string name = "") => crash.StepAsync(name, step);

    private async ValueTask Step(Func<ValueTask> step, [CallerMemberName] string name = "") => await crash.StepAsync(
        name,
        async () =>
        {
            await step().ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);

    /// <summary>Changes that stop coming when the process dies among them.</summary>
    private IEnumerable<MemberChange> Watched(IEnumerable<MemberChange> changes, [CallerMemberName] string name = "")
    {
        foreach (MemberChange change in changes)
        {
            crash.StepAsync($"within {name}", () => ValueTask.FromResult(true)).AsTask().GetAwaiter().GetResult();
            yield return change;
        }
    }
}
