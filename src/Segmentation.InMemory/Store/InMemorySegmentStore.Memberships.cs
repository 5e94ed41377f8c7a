using System.Runtime.CompilerServices;
using Segmentation.InMemory.Store;

namespace Segmentation.InMemory;

public sealed partial class InMemorySegmentStore
{
    /// <inheritdoc/>
    public ValueTask<bool> ContainsAsync(string segmentId, SubjectKey customer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        return ValueTask.FromResult(Read(ct).MembersOf(segmentId).Find(Checked(customer)) >= 0);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredMembership>> GetSegmentsOfAsync(SubjectKey customer, CancellationToken ct)
    {
        Checked(customer);
        Tables tables = Read(ct);
        var segments = new List<StoredMembership>();
        foreach (string id in tables.Segments.Keys)
        {
            MemberTable members = tables.MembersOf(id);
            if (members.Find(customer) is >= 0 and int row)
                segments.Add(new StoredMembership(id, members[row].Since));
        }

        return ValueTask.FromResult<IReadOnlyList<StoredMembership>>(segments);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SubjectKey>> FindMembersAsync(string segmentId, IReadOnlyList<SubjectKey> customers, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        ArgumentNullException.ThrowIfNull(customers);
        MemberTable members = Read(ct).MembersOf(segmentId);
        return ValueTask.FromResult<IReadOnlyList<SubjectKey>>([.. customers.Where(c => members.Find(Checked(c)) >= 0).Distinct().Order()]);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredMember> GetMembersAsync(string segmentId, SubjectKey? after, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        await Task.CompletedTask.ConfigureAwait(false);
        MemberTable members = Read(ct).MembersOf(segmentId);
        int row = 0;
        if (after is { } key)
        {
            row = members.Find(Checked(key));
            row = row >= 0 ? row + 1 : ~row;
        }

        for (; row < members.Count; row++)
        {
            ct.ThrowIfCancellationRequested();
            yield return members[row];
        }
    }

    /// <inheritdoc/>
    public ValueTask<CommitOutcome> CommitAsync(SegmentCommit commit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return WriteAsync(tables => Refused(tables, commit) is { } refusal ? (tables, refusal) : (Committed(tables, commit, ct), CommitOutcome.Committed), ct);
    }

    /// <inheritdoc/>
    public ValueTask<CommitOutcome> FailAsync(SegmentRefreshFailure failure, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return WriteAsync(tables => Refused(tables, failure) is { } refusal ? (tables, refusal) : (Failed(tables, failure), CommitOutcome.Committed), ct);
    }

    /// <inheritdoc/>
    public ValueTask<CommitOutcome> DeleteAsync(SegmentDeletion deletion, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(deletion);
        return WriteAsync(
            tables => Refused(tables, deletion) is { } refusal ? (tables, refusal)
                : tables.Version != deletion.ExpectedVersion ? (tables, CommitOutcome.DefinitionChanged)
                : (Deleted(tables, deletion, ct), CommitOutcome.Committed),
            ct);
    }

    private static CommitOutcome? Refused(Tables tables, SegmentWrite write) =>
        !tables.IsCurrent(write.Lease) ? CommitOutcome.LeaseLost
        : tables.Segments.GetValueOrDefault(write.SegmentId)?.Revision != write.Revision ? CommitOutcome.DefinitionChanged
        : null;

    private Tables Committed(Tables tables, SegmentCommit commit, CancellationToken ct)
    {
        StoredSegment segment = tables.Segments[commit.SegmentId];
        var effects = new ChangeEffects(commit.RunId, commit.SegmentId, commit.AsOf, commit.At, commit.CorrelationId);
        MemberTable members = tables.MembersOf(commit.SegmentId).With(Observed(commit.Changes, ct), commit.Entered, commit.AsOf);
        tables = effects.Apply(tables, commit.Changes, commit.WritesEvents, commit.TouchesGroups);
        if (commit.TouchesAllGroups)
            tables = ChangeEffects.TouchAll(tables, members);
        var state = new SegmentState
        {
            Status = SegmentStatus.Completed,
            RunId = commit.RunId,
            AsOf = commit.AsOf,
            RefreshedAt = commit.At,
            Revision = commit.Revision,
            Size = commit.Size,
            Duration = commit.Duration,
            RowsRead = commit.RowsRead,
            Effects = commit.Effects,
        };
        tables = tables with
        {
            Members = tables.Members.SetItem(commit.SegmentId, members),
            Segments = tables.Segments.SetItem(commit.SegmentId, segment with { State = state }),
        };
        tables = WithResult(tables, commit.RunId, new RunResult(commit.SegmentId, null, commit.Size, commit.Entered, commit.Left));
        return WithHistory(tables, commit.History);
    }

    private static Tables Failed(Tables tables, SegmentRefreshFailure failure)
    {
        StoredSegment segment = tables.Segments[failure.SegmentId];
        SegmentState state = segment.State with { Status = SegmentStatus.Error, Error = failure.Reason };
        tables = tables with { Segments = tables.Segments.SetItem(failure.SegmentId, segment with { State = state }) };
        tables = WithResult(tables, failure.RunId, new RunResult(failure.SegmentId, failure.Reason, state.Size, 0, 0));
        return WithHistory(tables, failure.History);
    }

    private Tables Deleted(Tables tables, SegmentDeletion deletion, CancellationToken ct)
    {
        var effects = new ChangeEffects(deletion.RunId, deletion.SegmentId, deletion.AsOf, deletion.At, deletion.CorrelationId);
        tables = effects.Apply(tables, Observed(deletion.Changes, ct), deletion.WritesEvents, deletion.TouchesGroups);
        tables = tables with
        {
            Version = tables.Version + 1,
            Segments = tables.Segments.Remove(deletion.SegmentId),
            Members = tables.Members.Remove(deletion.SegmentId),
            Lists = tables.Lists.Except(tables.Lists.Where(l => l.SegmentId == deletion.SegmentId)),
        };
        return WithHistory(tables, deletion.History);
    }

    private static Tables WithResult(Tables tables, string runId, RunResult result)
    {
        if (tables.Runs.GetValueOrDefault(runId) is not { } run)
            return tables;
        IEnumerable<RunResult> results = run.Results.Where(r => r.SegmentId != result.SegmentId).Append(result);
        return tables with
        {
            Runs = tables.Runs.SetItem(runId, run with { Results = [.. results.OrderBy(r => r.SegmentId, StringComparer.Ordinal)] }),
        };
    }

    /// <summary>The changes, checked as they pass by.</summary>
    private IEnumerable<MemberChange> Observed(IEnumerable<MemberChange> changes, CancellationToken ct)
    {
        foreach (MemberChange change in changes)
        {
            ct.ThrowIfCancellationRequested();
            Checked(change.Key);
            yield return change;
        }
    }
}
