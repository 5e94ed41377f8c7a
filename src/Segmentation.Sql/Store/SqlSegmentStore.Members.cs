using System.Runtime.CompilerServices;
using static Segmentation.Sql.Store.StoreLayout;

namespace Segmentation.Sql.Store;

internal sealed partial class SqlSegmentStore
{
    /// <summary>The members that are read at a time; no statement stays open between the blocks.</summary>
    private const int MemberBlock = 8192;

    /// <summary>So many changes make other plans the right ones.</summary>
    private const int ManyChanges = 50_000;

    /// <inheritdoc/>
    public ValueTask<bool> ContainsAsync(string segmentId, SubjectKey customer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        Checked(customer);
        return ReadAsync(
            async work => await work.FindNumberAsync(
                "find membership",
                $"SELECT s.number FROM {Segments} s JOIN {Members} m ON m.segment = s.number AND m.customer = {customer} WHERE s.id = {segmentId}").ConfigureAwait(false) is not null,
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredMembership>> GetSegmentsOfAsync(SubjectKey customer, CancellationToken ct)
    {
        Checked(customer);
        return ReadAsync<IReadOnlyList<StoredMembership>>(
            async work => await work.QueryAsync(
                "read segments of customer",
                $"SELECT s.id, m.since FROM {Members} m JOIN {Segments} s ON s.number = m.segment WHERE m.customer = {customer} ORDER BY s.id",
                static row => new StoredMembership(row.GetString(0), row.GetInstant(1))).ConfigureAwait(false),
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SubjectKey>> FindMembersAsync(string segmentId, IReadOnlyList<SubjectKey> customers, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        ArgumentNullException.ThrowIfNull(customers);
        RowSet wanted = RowSet.Of(customers.Select(Checked));
        return ReadAsync<IReadOnlyList<SubjectKey>>(
            async work => await work.QueryAsync(
                "find members",
                $"""
                SELECT m.customer FROM {Segments} s JOIN {Members} m ON m.segment = s.number
                WHERE s.id = {segmentId} AND m.customer IN (SELECT r.customer FROM {wanted}) ORDER BY m.customer
                """,
                row => _dialect.ReadKey(row, 0)).ConfigureAwait(false),
            ct);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredMember> GetMembersAsync(string segmentId, SubjectKey? after, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        if (after is { } key)
            Checked(key);
        long? found = await ReadAsync(
            work => work.FindNumberAsync("find segment", $"SELECT number FROM {Segments} WHERE id = {segmentId}"), ct).ConfigureAwait(false);
        if (found is not { } segment)
            yield break;
        List<StoredMember> block;
        do
        {
            block = await ReadAsync(work => ReadBlockAsync(work, segment, after), ct).ConfigureAwait(false);
            foreach (StoredMember member in block)
            {
                ct.ThrowIfCancellationRequested();
                yield return member;
            }

            if (block.Count > 0)
                after = block[^1].Key;
        }
        while (block.Count == MemberBlock);
    }

    private Task<List<StoredMember>> ReadBlockAsync(StoreWork work, long segment, SubjectKey? after)
    {
        return after is { } key
            ? work.QueryAsync(
                "read members", $"SELECT customer, since FROM {Members} WHERE segment = {segment} AND customer > {key} ORDER BY customer LIMIT {MemberBlock}", Read)
            : work.QueryAsync("read members", $"SELECT customer, since FROM {Members} WHERE segment = {segment} ORDER BY customer LIMIT {MemberBlock}", Read);

        StoredMember Read(System.Data.Common.DbDataReader row) => new(_dialect.ReadKey(row, 0), row.GetInstant(1));
    }

    /// <inheritdoc/>
    public ValueTask<CommitOutcome> CommitAsync(SegmentCommit commit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return WriteAsync(
            async work =>
            {
                if (!await IsCurrentAsync(work, commit.Lease).ConfigureAwait(false))
                    return CommitOutcome.LeaseLost;
                if (await FindRevisionAsync(work, commit).ConfigureAwait(false) is not { } segment)
                    return CommitOutcome.DefinitionChanged;
                var changes = new ChangeBlocks(commit.Changes, Checked, ct);
                await ChangeMembersAsync(work, segment, commit, changes).ConfigureAwait(false);
                await CompleteAsync(work, segment, commit).ConfigureAwait(false);
                await RecordResultAsync(work, commit.RunId, new RunResult(commit.SegmentId, null, commit.Size, commit.Entered, commit.Left)).ConfigureAwait(false);
                var effects = new ChangeEffects(commit, commit.AsOf, commit.CorrelationId)
                {
                    WritesEvents = commit.WritesEvents,
                    TouchesGroups = commit.TouchesGroups,
                    TouchedSegment = commit.TouchesAllGroups ? segment : null,
                };
                await effects.WriteAsync(work, changes, commit.Entered + commit.Left).ConfigureAwait(false);
                if (commit.Entered + commit.Left >= ManyChanges)
                    await _dialect.RefreshStatisticsAsync(work, [Members, Events, DueGroups]).ConfigureAwait(false);
                return CommitOutcome.Committed;
            },
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<CommitOutcome> FailAsync(SegmentRefreshFailure failure, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(failure);
        string reason = StoredText.ForPeople(failure.Reason);
        return WriteAsync(
            async work =>
            {
                if (!await IsCurrentAsync(work, failure.Lease).ConfigureAwait(false))
                    return CommitOutcome.LeaseLost;
                if (await FindRevisionAsync(work, failure).ConfigureAwait(false) is not { } segment)
                    return CommitOutcome.DefinitionChanged;
                long? size = await work.FindNumberAsync(
                    "fail segment", $"UPDATE {Segments} SET status = {SegmentStatus.Error}, error = {reason} WHERE number = {segment} RETURNING size").ConfigureAwait(false);
                await RecordResultAsync(work, failure.RunId, new RunResult(failure.SegmentId, reason, size!.Value, 0, 0)).ConfigureAwait(false);
                await AppendHistoryAsync(work, failure.History).ConfigureAwait(false);
                return CommitOutcome.Committed;
            },
            ct);
    }

    /// <summary>The number of the segment that is written to, whose row stays locked; null when its revision is another one.</summary>
    private static Task<long?> FindRevisionAsync(StoreWork work, SegmentWrite write) => work.FindNumberAsync(
        "check revision",
        $"SELECT number FROM {Segments} WHERE id = {write.SegmentId} AND revision = {write.Revision}{work.Dialect.ForUpdate}");

    private static async Task ChangeMembersAsync(StoreWork work, long segment, SegmentCommit commit, ChangeBlocks changes)
    {
        long entered = 0, left = 0;
        foreach (MemberChange[] block in changes.Blocks())
        {
            RowSet entering = RowSet.Of(block.Where(c => c.Kind == MemberChangeKind.Entered).Select(c => c.Key));
            RowSet leaving = RowSet.Of(block.Where(c => c.Kind == MemberChangeKind.Left).Select(c => c.Key));
            StoreFilter within = work.Dialect.WantsBounds
                ? new StoreFilter().And("customer >=", block[0].Key).And("customer <=", block[^1].Key)
                : new StoreFilter();
            if (entering.Count > 0)
            {
                // Nobody else enters members while the segment is locked: looking before is enough, and costs half of what
                // ON CONFLICT does.
                await work.ExecuteAsync(
                    "enter members",
                    $"""
                    INSERT INTO {Members} (segment, customer, since) SELECT {segment}, r.customer, {commit.AsOf} FROM {entering} WHERE NOT EXISTS
                    (SELECT 1 FROM {Members} WHERE segment = {segment} AND customer = r.customer{within})
                    """).ConfigureAwait(false);
            }

            if (leaving.Count > 0)
            {
                await work.ExecuteAsync(
                    "leave members",
                    $"DELETE FROM {Members} WHERE segment = {segment} AND customer IN (SELECT r.customer FROM {leaving}){within}").ConfigureAwait(false);
            }

            entered += entering.Count;
            left += leaving.Count;
        }

        if ((entered, left) != (commit.Entered, commit.Left))
            throw new ArgumentException($"{entered} customers enter and {left} leave, but {commit.Entered} and {commit.Left} were announced.", nameof(commit));
    }

    private static async Task CompleteAsync(StoreWork work, long segment, SegmentCommit commit) => await work.ExecuteAsync(
        "complete segment",
        $"""
        UPDATE {Segments} SET status = {SegmentStatus.Completed}, error = NULL, run_id = {commit.RunId}, as_of = {commit.AsOf}, refreshed_at = {commit.At},
        members_revision = {commit.Revision}, size = {commit.Size}, duration = {commit.Duration.Ticks}, rows_read = {commit.RowsRead},
        group_name = {commit.Effects.Group}, priority = {commit.Effects.Priority}, tags = {commit.Effects.Tags.ToStored()}
        WHERE number = {segment}
        """).ConfigureAwait(false);

    private static async Task RecordResultAsync(StoreWork work, string runId, RunResult result) => await work.ExecuteAsync(
        "record result",
        $"""
        INSERT INTO {RunResults} (run_id, segment_id, error, size, entered, departed)
        SELECT u.id, {result.SegmentId}, {result.Error}, {result.Size}, {result.Entered}, {result.Left} FROM {Runs} u WHERE u.id = {runId}
        ON CONFLICT (run_id, segment_id) DO UPDATE
        SET error = excluded.error, size = excluded.size, entered = excluded.entered, departed = excluded.departed
        """).ConfigureAwait(false);
}
