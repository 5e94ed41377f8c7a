using Microsoft.Extensions.Logging;

namespace Segmentation.Refresh;

/// <summary>One run under way: evaluates what is due, commits segment by segment, then moves groups.</summary>
internal sealed class RefreshSession : IProgress<EvaluationProgress>
{
    private readonly RefreshServices _services;
    private readonly RefreshRun _run;
    private readonly CatalogView _view;
    private readonly IReadOnlyList<string> _due;
    private readonly HeldLeases _leases;
    private readonly IProgress<RefreshProgress>? _progress;
    private readonly RunHistory _history;
    private readonly long _started;
    private readonly Dictionary<string, SegmentRefresh> _results = new(StringComparer.Ordinal);
    private readonly List<HistoryEntry> _iterations = [];
    private long _evaluated;
    private long _blocks;
    private long _peakMemory;

    /// <summary>Creates a session.</summary>
    /// <param name="services">What it works with.</param>
    /// <param name="run">The run.</param>
    /// <param name="view">The segments, read after the leases were taken.</param>
    /// <param name="due">The segments to refresh, in order, all of them leased.</param>
    /// <param name="others">What is known already of segments of the run that are not refreshed.</param>
    /// <param name="leases">The leases.</param>
    /// <param name="progress">Told of every block and segment; null for nobody.</param>
    public RefreshSession(
        RefreshServices services,
        RefreshRun run,
        CatalogView view,
        IReadOnlyList<string> due,
        IReadOnlyList<SegmentRefresh> others,
        HeldLeases leases,
        IProgress<RefreshProgress>? progress)
    {
        _services = services;
        _run = run;
        _view = view;
        _due = due;
        _leases = leases;
        _progress = progress;
        _history = new RunHistory(run, services.Time);
        _started = services.Time.GetTimestamp();
        foreach (SegmentRefresh other in others)
            _results.Add(other.SegmentId, other);
    }

    /// <summary>Segments that the run has committed before it was resumed, and perhaps not exported; all of them leased.</summary>
    public IReadOnlyList<string> Unexported { get; init; } = [];

    private ISegmentStore Store => _services.Store;

    private TimeSpan Elapsed => _services.Time.GetElapsedTime(_started);

    public async Task<RefreshReport> RunAsync(CancellationToken ct)
    {
        await BeginAsync(ct).ConfigureAwait(false);
        SegmentEvaluation evaluation;
        GroupStepReport groups;
        try
        {
            await ExportAgainAsync(ct).ConfigureAwait(false);
            evaluation = NewEvaluation();
            await RefreshAsync(evaluation, ct).ConfigureAwait(false);
            Tell(RefreshStage.MovingGroups);
            groups = await _services.Groups.RunAsync(_run, moved => Tell(RefreshStage.MovingGroups, moved: moved), ct).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await BreakOffAsync(exception, ct).ConfigureAwait(false);
            throw;
        }

        var report = new RefreshReport
        {
            RunId = _run.Id,
            AsOf = _run.AsOf,
            Segments = [.. _run.SegmentIds.Select(id => _results[id])],
            Customers = evaluation.Customers,
            RowsRead = evaluation.RowsRead,
            GroupsMoved = groups.Moved,
            GroupError = groups.Error,
            Duration = Elapsed,
            Status = _results.Values.All(r => r.Outcome is RefreshOutcome.Refreshed or RefreshOutcome.RefreshedBefore) && groups.Error is null ? RunStatus.Completed : RunStatus.Failed,
        };
        await Store.FinishRunAsync(_run.Id, report.Status, _services.Time.Now(), Undone(), [], ct).ConfigureAwait(false);
        Tell(RefreshStage.Finished, moved: groups.Moved);
        RefreshLog.Ended(
            _services.Log, _run.Id, report.Status, report.Duration, report.Segments.Count(s => s.Outcome == RefreshOutcome.Refreshed), report.Segments.Count, report.Customers, report.RowsRead, report.GroupsMoved);
        _services.Telemetry.Ended(report, _run.Trigger, _peakMemory);
        return report;
    }

    /// <summary>A block of customers was evaluated.</summary>
    void IProgress<EvaluationProgress>.Report(EvaluationProgress value)
    {
        // An evaluation that is repeated without a segment that failed begins anew.
        if (value.Subjects < _evaluated)
            _evaluated = 0;
        if (_services.Settings.WritesIterations)
        {
            _iterations.Add(_history.Entry(HistoryAction.IterationStarted, null, _evaluated, number: _blocks + 1));
            _iterations.Add(_history.Entry(HistoryAction.IterationFinished, null, value.Subjects - _evaluated, number: _blocks + 1));
        }

        _evaluated = value.Subjects;
        _blocks++;
        Measure();
        Tell(RefreshStage.Evaluating);
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        await Store.BeginRunAsync(_run, Leased(_due), [.. _due.Select(id => _history.Entry(HistoryAction.RefreshStarted, id))], ct).ConfigureAwait(false);
        RefreshLog.Began(_services.Log, _run.Id, _due.Count, _run.AsOf, _run.Trigger, _run.Cause);
        Tell(RefreshStage.Evaluating);
    }

    private async Task RefreshAsync(SegmentEvaluation evaluation, CancellationToken ct)
    {
        await PushDownAsync(ct).ConfigureAwait(false);
        // Segments that are broken or that nobody can be in need no evaluation.
        string[] asked = [.. _due.Where(id => !_results.ContainsKey(id) && _view.Find(id) is { IsUsable: true } entry && DueOrder.LapseOf(entry.Definition!, _run.AsOf) is null)];
        IReadOnlyDictionary<string, EvaluatedSegment> evaluated = await evaluation.RunAsync(asked, ct).ConfigureAwait(false);
        if (_iterations.Count > 0)
            await Store.AppendHistoryAsync(_iterations, ct).ConfigureAwait(false);
        foreach (string id in _due.Where(id => !_results.ContainsKey(id)).ToArray())
        {
            ct.ThrowIfCancellationRequested();
            _results[id] = await RefreshAsync(_view.Find(id)!, evaluated.GetValueOrDefault(id), ct).ConfigureAwait(false);
            Measure();
            Tell(RefreshStage.Committing, id);
        }
    }

    /// <summary>Lets the database refresh what it can by itself; the rest is left to be evaluated.</summary>
    private async Task PushDownAsync(CancellationToken ct)
    {
        if (_services.Pushdown is not { } pushdown)
            return;
        SegmentPushdown[] writes =
            [.. _due.Where(id => _leases.IsHeld(Lease.SegmentResource(id))).Select(id => _view.Find(id)!).Where(e => e.IsUsable).Select(PushdownOf)];
        IReadOnlyDictionary<string, PushdownResult> pushed = await pushdown.RefreshAsync(writes, _run.AsOf, ct).ConfigureAwait(false);
        foreach (string id in _due.Where(pushed.ContainsKey))
        {
            CatalogEntry entry = _view.Find(id)!;
            PushdownResult result = pushed[id];
            _results[id] = result switch
            {
                { Failure: { } failure } => await FailAsync(entry, failure.Message, failure, ct).ConfigureAwait(false),
                { Outcome: CommitOutcome.Committed } => await CommittedAsync(entry, result.Size, result.Entered, result.Left, ct).ConfigureAwait(false),
                _ => NotCommitted(entry, result.Outcome!.Value),
            };
            Measure();
            Tell(RefreshStage.Committing, id);
        }
    }

    private SegmentPushdown PushdownOf(CatalogEntry entry)
    {
        MemberChangeCause? lapse = DueOrder.LapseOf(entry.Definition!, _run.AsOf);
        return new SegmentPushdown
        {
            SegmentId = entry.Id,
            RunId = _run.Id,
            Lease = LeaseOf(entry.Id),
            Revision = entry.Revision,
            At = _services.Time.Now(),
            Segment = lapse is null ? _view.Set[entry.Id] : null,
            Causes = lapse is { } cause ? new ChangeCauses(cause) : CausesOf(entry),
            Effects = CommitEffects.Of(entry, _services.Settings),
            Duration = Elapsed,
            CorrelationId = _run.CorrelationId,
            HistoryOf = (size, entered, left) => _history.Committed(entry.Id, size, entered, left),
        };
    }

    private ChangeCauses CausesOf(CatalogEntry entry) => new(_view.Lists.Segments.GetValueOrDefault(entry.Id), entry.State, entry.Revision, Store.KeyKind);

    private async Task<SegmentRefresh> RefreshAsync(CatalogEntry entry, EvaluatedSegment? evaluated, CancellationToken ct)
    {
        // Finding the difference of a segment that is lost already is of no use.
        if (!_leases.IsHeld(Lease.SegmentResource(entry.Id)))
            return NotCommitted(entry, CommitOutcome.LeaseLost);
        if (!entry.IsUsable)
            return await FailAsync(entry, $"The definition cannot be used: {entry.Problems[0]}", null, ct).ConfigureAwait(false);
        if (evaluated?.Failure is { } reason)
            return await FailAsync(entry, reason, evaluated.Exception, ct).ConfigureAwait(false);

        MemberDifference difference;
        ChangeCauses causes;
        long size = 0;
        IAsyncEnumerable<StoredMember> stored = Store.GetMembersAsync(entry.Id, null, ct);
        if (evaluated is null)
        {
            difference = await MemberDifference.AllLeaveAsync(stored, ct).ConfigureAwait(false);
            causes = new ChangeCauses(DueOrder.LapseOf(entry.Definition!, _run.AsOf)!.Value);
        }
        else
        {
            MemberSet members = evaluated.Result![entry.Id];
            size = members.Count;
            difference = await MemberDifference.OfAsync(stored, evaluated.Result, members, ct).ConfigureAwait(false);
            causes = CausesOf(entry);
        }

        return await CommitAsync(entry, difference, causes, size, evaluated?.RowsRead ?? 0, ct).ConfigureAwait(false);
    }

    private async Task<SegmentRefresh> CommitAsync(
        CatalogEntry entry, MemberDifference difference, ChangeCauses causes, long size, long rowsRead, CancellationToken ct)
    {
        var effects = CommitEffects.Of(entry, _services.Settings);
        var commit = new SegmentCommit
        {
            SegmentId = entry.Id,
            RunId = _run.Id,
            Lease = LeaseOf(entry.Id),
            Revision = entry.Revision,
            At = _services.Time.Now(),
            AsOf = _run.AsOf,
            Size = size,
            Duration = Elapsed,
            RowsRead = rowsRead,
            Changes = difference.Changes(causes),
            Entered = difference.Entered,
            Left = difference.Left,
            Effects = effects.Effects,
            TouchesGroups = effects.TouchesGroups,
            TouchesAllGroups = effects.TouchesAllGroups,
            WritesEvents = effects.WritesEvents,
            CorrelationId = _run.CorrelationId,
            History = _history.Committed(entry.Id, size, difference.Entered, difference.Left),
        };
        CommitOutcome outcome = await Store.CommitAsync(commit, ct).ConfigureAwait(false);
        return outcome == CommitOutcome.Committed
            ? await CommittedAsync(entry, size, difference.Entered, difference.Left, ct).ConfigureAwait(false)
            : NotCommitted(entry, outcome);
    }

    private async Task<SegmentRefresh> CommittedAsync(CatalogEntry entry, long size, long entered, long left, CancellationToken ct)
    {
        RefreshLog.Committed(_services.Log, _run.Id, entry.Id, size, entered, left);
        var refreshed = new SegmentRefresh(entry.Id, RefreshOutcome.Refreshed, size, entered, left);
        return await ExportAsync(refreshed, ct).ConfigureAwait(false);
    }

    private Task<SegmentRefresh> ExportAsync(SegmentRefresh refreshed, CancellationToken ct) =>
        new SegmentExports(_services.Exporters, _services).RunAsync(refreshed, _view.Find(refreshed.SegmentId)!.Definition!, _run, ct);

    private async Task ExportAgainAsync(CancellationToken ct)
    {
        foreach (string id in Unexported)
        {
            ct.ThrowIfCancellationRequested();
            _results[id] = await ExportAsync(_results[id], ct).ConfigureAwait(false);
        }
    }

    private async Task<SegmentRefresh> FailAsync(CatalogEntry entry, string reason, Exception? exception, CancellationToken ct)
    {
        RefreshLog.SegmentFailed(_services.Log, exception, _run.Id, entry.Id, reason);
        var failure = new SegmentRefreshFailure
        {
            SegmentId = entry.Id,
            RunId = _run.Id,
            Lease = LeaseOf(entry.Id),
            Revision = entry.Revision,
            At = _services.Time.Now(),
            Reason = reason,
            History = [_history.Failed(entry.Id, entry.State.Size, reason)],
        };
        CommitOutcome outcome = await Store.FailAsync(failure, ct).ConfigureAwait(false);
        return outcome == CommitOutcome.Committed
            ? new SegmentRefresh(entry.Id, RefreshOutcome.Failed, entry.State.Size, 0, 0, reason)
            : NotCommitted(entry, outcome);
    }

    private SegmentRefresh NotCommitted(CatalogEntry entry, CommitOutcome outcome)
    {
        SegmentRefresh result = outcome == CommitOutcome.LeaseLost
            ? new SegmentRefresh(entry.Id, RefreshOutcome.TakenOver, entry.State.Size, 0, 0, "Another process has taken its refresh over.")
            : new SegmentRefresh(entry.Id, RefreshOutcome.DefinitionChanged, entry.State.Size, 0, 0, "Its definition, or one that it refers to, was changed meanwhile; it is refreshed next time.");
        RefreshLog.NotCommitted(_services.Log, _run.Id, entry.Id, result.Outcome);
        return result;
    }

    /// <summary>Records that the run did not come to its end. What broke it off is what the caller must hear of, not what fails here.</summary>
    private async Task BreakOffAsync(Exception exception, CancellationToken ct)
    {
        IReadOnlyList<LeasedSegment> undone = Undone();
        bool isCancelled = exception is OperationCanceledException && ct.IsCancellationRequested;
        if (isCancelled)
            RefreshLog.Cancelled(_services.Log, _run.Id, undone.Count);
        else
            RefreshLog.BrokeOff(_services.Log, exception, _run.Id, undone.Count);
        _services.Telemetry.BrokeOff(undone.Select(u => u.SegmentId), isCancelled ? RunStatus.Cancelled : RunStatus.Failed);
        try
        {
            await Store.FinishRunAsync(_run.Id, isCancelled ? RunStatus.Cancelled : RunStatus.Failed, _services.Time.Now(), undone, [], CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception second)
        {
            RefreshLog.EndNotRecorded(_services.Log, second, _run.Id);
        }
    }

    private SegmentEvaluation NewEvaluation()
    {
        var options = new EvaluationOptions { BlockSize = _services.Settings.BlockSize, External = _services.External };
        return new SegmentEvaluation(_services.Source, _services.Bind, options, _view, _run.AsOf, this);
    }

    private Lease LeaseOf(string id) => _leases.Find(Lease.SegmentResource(id))!;

    private IReadOnlyList<LeasedSegment> Leased(IEnumerable<string> ids) => [.. ids.Select(id => new LeasedSegment(id, LeaseOf(id)))];

    /// <summary>What neither was committed nor has failed.</summary>
    private IReadOnlyList<LeasedSegment> Undone() =>
        Leased(_due.Where(id => _results.GetValueOrDefault(id)?.Outcome is not (RefreshOutcome.Refreshed or RefreshOutcome.Failed)));

    private void Measure() => _peakMemory = Math.Max(_peakMemory, GC.GetTotalMemory(forceFullCollection: false));

    private void Tell(RefreshStage stage, string? segmentId = null, long moved = 0) => _progress?.Report(
        new RefreshProgress(_run.Id, stage, _run.SegmentIds.Count, _results.Count, _evaluated, _blocks, segmentId, moved));
}
