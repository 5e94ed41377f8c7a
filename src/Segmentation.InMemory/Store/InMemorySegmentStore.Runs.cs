using System.Collections.Immutable;
using Segmentation.InMemory.Store;

namespace Segmentation.InMemory;

public sealed partial class InMemorySegmentStore
{
    /// <inheritdoc/>
    public ValueTask BeginRunAsync(RefreshRun run, IReadOnlyList<LeasedSegment> segments, IReadOnlyList<HistoryEntry> history, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(history);
        return WriteAsync(
            tables =>
            {
                RefreshRun begun = tables.Runs.GetValueOrDefault(run.Id) is { } known ? known with { Status = RunStatus.Running, FinishedAt = null } : run;
                tables = tables with { Runs = tables.Runs.SetItem(run.Id, begun) };
                return WithHistory(WithStatus(tables, segments, SegmentStatus.Processing, static _ => true), history);
            },
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<RefreshRun?> FindRunAsync(string runId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(runId);
        return ValueTask.FromResult(Read(ct).Runs.GetValueOrDefault(runId));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RefreshRun>> GetRunsAsync(int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        IEnumerable<RefreshRun> runs = Read(ct).Runs.Values.OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id, StringComparer.Ordinal);
        return ValueTask.FromResult<IReadOnlyList<RefreshRun>>([.. runs.Take(limit)]);
    }

    /// <inheritdoc/>
    public ValueTask FinishRunAsync(
        string runId, RunStatus status, DateTimeOffset at, IReadOnlyList<LeasedSegment> undone, IReadOnlyList<HistoryEntry> history, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(runId);
        ArgumentNullException.ThrowIfNull(undone);
        ArgumentNullException.ThrowIfNull(history);
        return WriteAsync(
            tables =>
            {
                if (tables.Runs.GetValueOrDefault(runId) is { } run)
                    tables = tables with { Runs = tables.Runs.SetItem(runId, run with { Status = status, FinishedAt = at }) };
                return WithHistory(WithStatus(tables, undone, SegmentStatus.Pending, static s => s.Status == SegmentStatus.Processing), history);
            },
            ct);
    }

    /// <inheritdoc/>
    public ValueTask AppendHistoryAsync(IReadOnlyList<HistoryEntry> entries, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return WriteAsync(tables => WithHistory(tables, entries), ct);
    }

    /// <inheritdoc/>
    public ValueTask<HistoryPage> GetHistoryAsync(HistoryQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        HistoryEntry[] found =
        [
            .. Read(ct).History.Values.Reverse()
                .Where(e => (query.Before is null || e.Sequence < query.Before)
                    && (query.SegmentId is null || e.SegmentId == query.SegmentId)
                    && (query.RunId is null || e.RunId == query.RunId)
                    && (query.Action is null || e.Action == query.Action)
                    && (query.From is null || e.At >= query.From)
                    && (query.Until is null || e.At < query.Until))
                .Take(query.Limit + 1),
        ];
        return ValueTask.FromResult(found.Length > query.Limit ? new HistoryPage(found[..^1], found[^2].Sequence) : new HistoryPage(found, null));
    }

    /// <inheritdoc/>
    public ValueTask<long> DeleteHistoryAsync(DateTimeOffset before, CancellationToken ct) => WriteAsync(
        tables =>
        {
            HistoryEntry[] entries = [.. tables.History.Values.Where(e => e.At < before)];
            string[] runs = [.. tables.Runs.Values.Where(r => r.FinishedAt < before).Select(r => r.Id)];
            Tables rest = tables with
            {
                History = tables.History.RemoveRange(entries.Select(e => e.Sequence)),
                HistoryIds = tables.HistoryIds.RemoveRange(entries.Select(e => e.Id)),
                Runs = tables.Runs.RemoveRange(runs),
            };
            return (rest, (long)entries.Length + runs.Length);
        },
        ct);

    private static Tables WithStatus(Tables tables, IReadOnlyList<LeasedSegment> segments, SegmentStatus status, Func<SegmentState, bool> where)
    {
        ImmutableSortedDictionary<string, StoredSegment>.Builder all = tables.Segments.ToBuilder();
        foreach (LeasedSegment leased in segments)
        {
            if (all.GetValueOrDefault(leased.SegmentId) is { } segment && tables.IsCurrent(leased.Lease) && where(segment.State))
                all[leased.SegmentId] = segment with { State = segment.State with { Status = status, Error = null } };
        }

        return tables with { Segments = all.ToImmutable() };
    }
}
