using System.Diagnostics;
using System.Globalization;
using Segmentation.Refresh;

namespace Segmentation;

/// <summary>
/// Brings the stored members of segments up to date. All segments of a run are evaluated as of one instant, over one view
/// of the source, in one pass; each is then committed by itself. Safe for concurrent use, also by several processes over
/// one store: a segment is refreshed by one at a time.
/// </summary>
public sealed class SegmentRefresher
{
    private const int MaxText = 200;

    private readonly SegmentCatalog _catalog;
    private readonly RefreshServices _services;

    internal SegmentRefresher(SegmentCatalog catalog, RefreshServices services)
    {
        _catalog = catalog;
        _services = services;
    }

    /// <summary>Refreshes all segments that are refreshed automatically; those that nobody can be in any more are emptied, whatever their mode.</summary>
    /// <param name="progress">Told of every block and segment; null for nobody.</param>
    /// <param name="ct">Cancels between blocks and segments; what is committed stays.</param>
    /// <inheritdoc cref="RefreshAsync(RefreshRequest, IProgress{RefreshProgress}, CancellationToken)"/>
    public Task<RefreshReport> RefreshAllAsync(IProgress<RefreshProgress>? progress = null, CancellationToken ct = default) =>
        RefreshAsync(new RefreshRequest(), progress, ct);

    /// <summary>Refreshes some segments, whatever their mode.</summary>
    /// <param name="segmentIds">The segments.</param>
    /// <param name="progress">Told of every block and segment; null for nobody.</param>
    /// <param name="ct">Cancels between blocks and segments; what is committed stays.</param>
    /// <inheritdoc cref="RefreshAsync(RefreshRequest, IProgress{RefreshProgress}, CancellationToken)"/>
    public Task<RefreshReport> RefreshAsync(
        IReadOnlyList<string> segmentIds, IProgress<RefreshProgress>? progress = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(segmentIds);
        return RefreshAsync(new RefreshRequest { Segments = segmentIds }, progress, ct);
    }

    /// <summary>Resumes a run that was cancelled or whose process died: as of its own instant, without what it has committed.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="progress">Told of every block and segment; null for nobody.</param>
    /// <param name="ct">Cancels between blocks and segments; what is committed stays.</param>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    public async Task<RefreshReport> ResumeAsync(string runId, IProgress<RefreshProgress>? progress = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(runId);
        if (await _services.Store.FindRunAsync(runId, ct).ConfigureAwait(false) is null)
            throw new KeyNotFoundException($"There is no run '{runId}'.");
        return await RefreshAsync(new RefreshRequest { RunId = runId }, progress, ct).ConfigureAwait(false);
    }

    /// <summary>
    /// Refreshes segments: those that others refer to first, the oldest first. A segment that cannot be evaluated keeps its
    /// members and gets the reason as its state; the others are refreshed all the same, and the report tells of both.
    /// </summary>
    /// <param name="request">What to refresh, and why.</param>
    /// <param name="progress">Told of every block and segment; null for nobody.</param>
    /// <param name="ct">Cancels between blocks and segments; what is committed stays.</param>
    /// <exception cref="KeyNotFoundException">A segment is not stored; nothing was refreshed.</exception>
    /// <exception cref="ArgumentException">The request breaks a rule; nothing was refreshed.</exception>
    /// <exception cref="SegmentStoreException">The store cannot be read or written; the run can be resumed.</exception>
    public async Task<RefreshReport> RefreshAsync(RefreshRequest request, IProgress<RefreshProgress>? progress = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        using Activity? activity = SegmentationTelemetry.Start("segmentation.refresh");
        progress?.Report(new RefreshProgress(request.RunId, RefreshStage.Starting, request.Segments?.Count ?? 0));
        RefreshPlan plan = await PlanAsync(request, ct).ConfigureAwait(false);
        string runId = plan.Known?.Id ?? request.RunId ?? NewRunId();
        activity?.SetTag("segmentation.run", runId);
        string holder = string.Create(CultureInfo.InvariantCulture, $"{runId} of process {Environment.ProcessId} on {Environment.MachineName}");
        LeasePatience patience = request.LeaseWait is { } wait ? _services.Settings.Patience with { Wait = wait } : _services.Settings.Patience;
        (HeldLeases held, IReadOnlyList<BusyResource> busy) = await HeldLeases.TakeAsync(
            _services.Store, [.. plan.Reserved.Select(Lease.SegmentResource)], holder, patience, _services.Time, _services.Log, ct).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            // Only now nobody else commits these segments: what was read before may have changed while waiting.
            plan = await PlanAsync(request, ct).ConfigureAwait(false);
            Dictionary<string, BusyResource> holders = busy.ToDictionary(b => b.Resource, StringComparer.Ordinal);
            string[] due = [.. plan.Due.Where(id => held.IsHeld(Lease.SegmentResource(id)))];
            SegmentRefresh[] others = [.. plan.Others, .. plan.Due.Except(due, StringComparer.Ordinal).Select(id => Busy(plan.View, id, holders))];
            RefreshRun run = plan.Known ?? new RefreshRun
            {
                Id = runId,
                AsOf = request.AsOf ?? _services.Time.Now(),
                Trigger = request.Trigger,
                Cause = request.Cause,
                CorrelationId = request.CorrelationId,
                StartedAt = _services.Time.Now(),
                SegmentIds = plan.Due,
            };
            activity?.SetTag("segmentation.segments", due.Length);
            return await new RefreshSession(_services, run, plan.View, due, others, held, progress)
            {
                // Whoever holds one of them refreshes and exports it.
                Unexported = [.. plan.Unexported.Where(id => held.IsHeld(Lease.SegmentResource(id)))],
            }.RunAsync(ct).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Moves customers to groups who should have been moved and were not: because the host could not, or because another
    /// process refreshed that has no <see cref="ICustomerGroupWriter"/>. Every refresh ends with it.
    /// </summary>
    /// <param name="ct">Cancels between blocks.</param>
    /// <returns>How many were moved.</returns>
    public async Task<long> MoveGroupsAsync(CancellationToken ct = default)
    {
        DateTimeOffset now = _services.Time.Now();
        var run = new RefreshRun { Id = NewRunId(), AsOf = now, Trigger = RefreshTrigger.Automatic, Cause = "groups due", StartedAt = now, SegmentIds = [] };
        return (await _services.Groups.RunAsync(run, null, ct).ConfigureAwait(false)).Moved;
    }

    private async Task<RefreshPlan> PlanAsync(RefreshRequest request, CancellationToken ct)
    {
        CatalogView view = await _catalog.GetViewAsync(ct).ConfigureAwait(false);
        RefreshRun? known = request.RunId is null ? null : await _services.Store.FindRunAsync(request.RunId, ct).ConfigureAwait(false);
        if (known is not null)
            return RefreshPlan.Resuming(view, known, request);
        if (request.Segments is null)
            return RefreshPlan.OfAll(view, request.AsOf ?? _services.Time.Now());
        string[] unknown = [.. request.Segments.Where(id => view.Find(id) is null).Select(id => $"'{id}'")];
        return unknown.Length == 0
            ? RefreshPlan.Of(view, request.Segments)
            : throw new KeyNotFoundException($"There is no segment {string.Join(", ", unknown)}.");
    }

    // A segment that appeared while others were waited for is not leased either.
    private static SegmentRefresh Busy(CatalogView view, string id, Dictionary<string, BusyResource> holders) => new(
        id,
        RefreshOutcome.Busy,
        view.Find(id)!.State.Size,
        0,
        0,
        holders.TryGetValue(Lease.SegmentResource(id), out BusyResource? busy) ? $"{busy.Holder} is refreshing it." : "It was saved while the refresh began.");

    private string NewRunId() => string.Create(CultureInfo.InvariantCulture, $"{_services.Time.GetUtcNow():yyyyMMddTHHmmss}-{Guid.NewGuid().ToString("N")[..12]}");

    private static void Check(RefreshRequest request)
    {
        if (request.RunId is { } id && !Segment.IsId(id))
            throw new ArgumentException($"The run's id '{id}' is none: {Segment.IdRule}.", nameof(request));
        if (request.AsOf is { } asOf)
        {
            if (asOf.ToMicroseconds() != asOf)
                throw new ArgumentException($"AsOf must be in whole microseconds; it is {asOf:O}.", nameof(request));
            if (asOf.UtcDateTime.Year is < SegmentEvaluator.FirstYear or > SegmentEvaluator.LastYear)
                throw new ArgumentException($"AsOf must lie between the years {SegmentEvaluator.FirstYear} and {SegmentEvaluator.LastYear}; it is {asOf:O}.", nameof(request));
        }

        if (request.LeaseWait < TimeSpan.Zero)
            throw new ArgumentException($"LeaseWait must not be negative; it is {request.LeaseWait}.", nameof(request));
        if (request.Cause?.Length > MaxText || request.CorrelationId?.Length > MaxText)
            throw new ArgumentException($"Cause and CorrelationId must have at most {MaxText} characters.", nameof(request));
    }
}
