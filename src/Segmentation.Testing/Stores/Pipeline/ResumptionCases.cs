using static Segmentation.Testing.StoreScene;

namespace Segmentation.Testing.Stores;

/// <summary>How a run is cancelled, and resumed.</summary>
internal static class ResumptionCases
{
    public static IEnumerable<StoreCase> All =>
    [
        .. StoreCase.Once(Cancellation_BetweenBlocks_LeavesMembersAndCanBeResumed),
        .. StoreCase.Once(Cancellation_BetweenSegments_KeepsWhatIsCommitted),
        .. StoreCase.Once(Resume_WhatIsCommitted_IsSkipped),
        .. StoreCase.Once(Resume_WhatWasRefreshedSince_IsSuperseded),
        .. StoreCase.Once(Resume_AsOfAnotherInstant_IsRefused),
    ];

    private static async Task Cancellation_BetweenBlocks_LeavesMembersAndCanBeResumed(StoreScene store)
    {
        var s = new RefreshScene(store, b => b.ConfigureRefresh(o => o.BlockSize = 64));
        for (int i = 0; i < 200; i++)
            s.Shop.With(i, i);
        await s.SaveAsync(RefreshScene.AtLeast("a", 100)).ConfigureAwait(false);
        string runId = await CancelAsync(s, told => told.Blocks == 2).ConfigureAwait(false);
        await s.MembersAreAsync("a").ConfigureAwait(false);
        Same(SegmentStatus.Pending, (await s.StateAsync("a").ConfigureAwait(false)).Status, "the status");
        Same(RunStatus.Cancelled, (await s.Store.FindRunAsync(runId, s.Ct).ConfigureAwait(false))!.Status, "the run");
        s.Clock.Advance(TimeSpan.FromHours(1));
        RefreshReport report = await s.Host.Refresher.ResumeAsync(runId, null, s.Ct).ConfigureAwait(false);
        Same((RunStatus.Completed, Start, 100L), (report.Status, report.AsOf, report.Segments.Single().Size), "status, as-of and size");
    }

    private static async Task Cancellation_BetweenSegments_KeepsWhatIsCommitted(StoreScene store)
    {
        var s = new RefreshScene(store);
        s.Shop.With(1, 100);
        await s.SaveAsync(RefreshScene.AtLeast("a", 1), RefreshScene.AtLeast("b", 1), RefreshScene.AtLeast("c", 1)).ConfigureAwait(false);
        string runId = await CancelAsync(s, told => told.SegmentId == "a").ConfigureAwait(false);
        SameRows(
            new[] { SegmentStatus.Completed, SegmentStatus.Pending, SegmentStatus.Pending },
            (await s.Store.GetDefinitionsAsync(s.Ct).ConfigureAwait(false)).Segments.Select(x => x.State.Status),
            "the statuses");
        RefreshReport report = await s.Host.Refresher.ResumeAsync(runId, null, s.Ct).ConfigureAwait(false);
        SameRows(
            new[] { ("a", RefreshOutcome.RefreshedBefore), ("b", RefreshOutcome.Refreshed), ("c", RefreshOutcome.Refreshed) },
            report.Segments.Select(x => (x.SegmentId, x.Outcome)),
            "the outcomes");
        SameRows(["+a 1 Initial", "+b 1 Initial", "+c 1 Initial"], await s.EventsAsync().ConfigureAwait(false), "the events");
    }

    private static async Task Resume_WhatIsCommitted_IsSkipped(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        RefreshReport first = await s.RefreshAsync().ConfigureAwait(false);
        s.Shop.With(1, 1000);
        IReadOnlyList<string> before = await store.DumpAsync(withTimes: false).ConfigureAwait(false);
        RefreshReport again = await s.Host.Refresher.ResumeAsync(first.RunId, null, s.Ct).ConfigureAwait(false);
        Same(RefreshOutcome.RefreshedBefore, again.Segments.Single().Outcome, "the outcome");
        SameRows(before, await store.DumpAsync(withTimes: false).ConfigureAwait(false), "everything in the store");
        await ThrowsAsync<KeyNotFoundException>(() => s.Host.Refresher.ResumeAsync("unknown", null, s.Ct)).ConfigureAwait(false);
    }

    private static async Task Resume_WhatWasRefreshedSince_IsSuperseded(StoreScene store)
    {
        var s = new RefreshScene(store);
        s.Shop.With(1, 100);
        await s.SaveAsync(RefreshScene.AtLeast("a", 1), RefreshScene.AtLeast("b", 1)).ConfigureAwait(false);
        string runId = await CancelAsync(s, told => told.SegmentId == "a").ConfigureAwait(false);
        s.Clock.Advance(TimeSpan.FromHours(1));
        s.Shop.With(2, 100);
        await s.RefreshAsync("b").ConfigureAwait(false);
        RefreshReport report = await s.Host.Refresher.ResumeAsync(runId, null, s.Ct).ConfigureAwait(false);
        SameRows(
            new[] { ("a", RefreshOutcome.RefreshedBefore), ("b", RefreshOutcome.Superseded) },
            report.Segments.Select(x => (x.SegmentId, x.Outcome)),
            "the outcomes");
        await s.MembersAreAsync("b", 1, 2).ConfigureAwait(false);
    }

    private static async Task Resume_AsOfAnotherInstant_IsRefused(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        RefreshReport first = await s.RefreshAsync().ConfigureAwait(false);
        await store.ChangesNothingAsync(async () =>
        {
            await ThrowsAsync<ArgumentException>(() => s.Host.Refresher.RefreshAsync(new RefreshRequest { RunId = first.RunId, AsOf = Start.AddDays(1) }, null, s.Ct)).ConfigureAwait(false);
            await ThrowsAsync<ArgumentException>(() => s.Host.Refresher.RefreshAsync(new RefreshRequest { RunId = first.RunId, Segments = ["other"] }, null, s.Ct)).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>Refreshes all and cancels when progress tells of something; the run's id.</summary>
    private static async Task<string> CancelAsync(RefreshScene s, Func<RefreshProgress, bool> when)
    {
        using var cancellation = new CancellationTokenSource();
        await ThrowsAsync<OperationCanceledException>(
            () => s.Host.Refresher.RefreshAsync(new RefreshRequest { RunId = "cancelled" }, new Cancelling(when, cancellation), cancellation.Token)).ConfigureAwait(false);
        return "cancelled";
    }

    private sealed class Cancelling(Func<RefreshProgress, bool> when, CancellationTokenSource cancellation) : IProgress<RefreshProgress>
    {
        public void Report(RefreshProgress value)
        {
            if (when(value))
                cancellation.Cancel();
        }
    }
}
