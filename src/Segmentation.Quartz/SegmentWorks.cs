using System.Globalization;

namespace Segmentation.Quartz;

/// <summary>What schedules do with segments.</summary>
internal static class SegmentWorks
{
    private const string Scheduled = "schedule";

    /// <summary>The most runs that are looked through for the last one of the schedule.</summary>
    private const int MostRuns = 100;

    public static IReadOnlyList<ScheduledWork> Of(SegmentRefresher refresher, RefreshHistory history) =>
    [
        new ScheduledWork(SegmentSchedules.Refresh, (request, ct) => RefreshAsync(refresher, request, ct)) { LastRunAsync = ct => LastRefreshAsync(history, ct) },
        new ScheduledWork(SegmentSchedules.CleanUp, (_, ct) => CleanUpAsync(history, ct)),
    ];

    private static async Task<WorkResult> RefreshAsync(SegmentRefresher refresher, WorkRequest request, CancellationToken ct)
    {
        RefreshReport report = await refresher.RefreshAsync(
            new RefreshRequest
            {
                Trigger = request.IsManual ? RefreshTrigger.Manual : RefreshTrigger.Automatic,
                Cause = request.Cause ?? (request.IsManual ? null : Scheduled),
            },
            progress: null,
            ct).ConfigureAwait(false);
        string[] failures =
        [
            .. report.Segments.Where(s => s.Outcome == RefreshOutcome.Failed).Select(s => $"'{s.SegmentId}' failed: {s.Reason}"),
            .. report.Segments.Where(s => s.ExportError is not null).Select(s => $"'{s.SegmentId}' was not exported: {s.ExportError}"),
            .. report.GroupError is { } error ? [$"Customers were not moved to groups: {error}"] : Array.Empty<string>(),
        ];
        return new WorkResult(failures.Length == 0, string.Join(' ', failures.Prepend(Counts(report))));
    }

    // Segments that another process refreshes, or that were changed meanwhile, are left to it or to the next run: no failure.
    private static string Counts(RefreshReport report)
    {
        int refreshed = report.Segments.Count(s => s.Outcome == RefreshOutcome.Refreshed);
        int failed = report.Segments.Count(s => s.Outcome == RefreshOutcome.Failed);
        int left = report.Segments.Count - refreshed - failed;
        string others = left == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {left} left to another process or the next run");
        return string.Create(CultureInfo.InvariantCulture, $"Run {report.RunId}: {refreshed} of {report.Segments.Count} segments refreshed{others}.");
    }

    private static async Task<WorkResult> CleanUpAsync(RefreshHistory history, CancellationToken ct)
    {
        long deleted = await history.CleanUpAsync(ct).ConfigureAwait(false);
        return new WorkResult(true, string.Create(CultureInfo.InvariantCulture, $"{deleted} entries of history and runs deleted."));
    }

    private static async Task<ScheduleRun?> LastRefreshAsync(RefreshHistory history, CancellationToken ct)
    {
        IReadOnlyList<RefreshRun> runs = await history.GetRunsAsync(MostRuns, ct).ConfigureAwait(false);
        return runs.FirstOrDefault(r => r is { Trigger: RefreshTrigger.Automatic, FinishedAt: not null, Status: not RunStatus.Running }) is { } run
            ? new ScheduleRun(run.StartedAt, run.FinishedAt!.Value, OutcomeOf(run.Status), $"Run {run.Id}.", IsManual: false)
            : null;
    }

    private static ScheduleOutcome OutcomeOf(RunStatus status) => status switch
    {
        RunStatus.Completed => ScheduleOutcome.Succeeded,
        RunStatus.Cancelled => ScheduleOutcome.Cancelled,
        _ => ScheduleOutcome.Failed,
    };
}
