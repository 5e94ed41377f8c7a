using static Segmentation.Testing.StoreScene;

namespace Segmentation.Testing.Stores;

/// <summary>What happens when several processes refresh, definitions change meanwhile, or the clock steps.</summary>
internal static class ConcurrencyCases
{
    public static IEnumerable<StoreCase> All =>
    [
        .. StoreCase.Once(TwoRefreshers_WithoutWaiting_OneReportsBusy),
        .. StoreCase.Once(TwoRefreshers_Waiting_OneFollowsTheOther),
        .. StoreCase.Once(TwoRefreshers_OfDifferentSegments_BothWork),
        .. StoreCase.Once(TwoRefreshers_OfCrossingSegments_DoNotWaitForEachOther),
        .. StoreCase.Once(APausedRefresher_WhoseLeaseRanOut_CannotWrite),
        .. StoreCase.Once(ALongRefresh_ThatRenews_KeepsItsLease),
        .. StoreCase.Once(ADefinitionChanged_DuringTheRun_StaysPending),
        .. StoreCase.Once(AListChanged_DuringTheRun_StaysPending),
        .. StoreCase.Once(ASegmentDeleted_DuringTheRun_IsNotCommitted),
        .. StoreCase.Once(ClockSteppingBack_DuringARun_DoesNoHarm),
        .. StoreCase.Once(ClockSteppingBack_BetweenRuns_DoesNoHarm),
    ];

    private static async Task TwoRefreshers_WithoutWaiting_OneReportsBusy(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        s.Shop.With(1, 100);
        RefreshReport? second = null;
        s.Shop.WhileReading = async () =>
        {
            s.Shop.WhileReading = null;
            second = await s.Start().Refresher.RefreshAllAsync(ct: s.Ct).ConfigureAwait(false);
        };
        RefreshReport first = await s.RefreshAsync().ConfigureAwait(false);
        Same((RunStatus.Completed, RunStatus.Failed), (first.Status, second!.Status), "the two runs");
        SegmentRefresh busy = second.Segments.Single();
        Same(RefreshOutcome.Busy, busy.Outcome, "the outcome of the second");
        That(busy.Reason!.Contains(first.RunId, StringComparison.Ordinal), "it says who is refreshing");
        Same(SegmentStatus.Completed, (await s.StateAsync("vip").ConfigureAwait(false)).Status, "the status");
        SameRows(["+vip 1 Data"], await s.EventsAsync().ConfigureAwait(false), "the events");
    }

    private static async Task TwoRefreshers_Waiting_OneFollowsTheOther(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        s.Shop.With(1, 100);
        Task<RefreshReport>? second = null;
        s.Shop.WhileReading = () =>
        {
            s.Shop.WhileReading = null;
            var request = new RefreshRequest { LeaseWait = TimeSpan.FromMinutes(10) };
            second = Task.Run(() => s.Start().Refresher.RefreshAsync(request, null, s.Ct));
            return Task.CompletedTask;
        };
        RefreshReport first = await s.RefreshAsync().ConfigureAwait(false);
        RefreshReport later = await PassAsync(s, second!).ConfigureAwait(false);
        SameRows([1L, 0L], new[] { first, later }.Select(r => r.Segments.Single().Entered), "who found the customer entering");
        Same(RunStatus.Completed, later.Status, "the second run");
        That(later.AsOf >= first.AsOf, "the second is as of when it could begin");
        SameRows(["+vip 1 Data"], await s.EventsAsync().ConfigureAwait(false), "the events");
    }

    private static async Task TwoRefreshers_OfDifferentSegments_BothWork(StoreScene store)
    {
        var s = new RefreshScene(store);
        s.Shop.With(1, 100);
        await s.SaveAsync(RefreshScene.AtLeast("a", 1), RefreshScene.AtLeast("b", 1)).ConfigureAwait(false);
        RefreshReport? second = null;
        s.Shop.WhileReading = async () =>
        {
            s.Shop.WhileReading = null;
            second = await s.Start().Refresher.RefreshAsync(["b"], ct: s.Ct).ConfigureAwait(false);
        };
        RefreshReport first = await s.RefreshAsync("a").ConfigureAwait(false);
        Same((RunStatus.Completed, RunStatus.Completed), (first.Status, second!.Status), "the two runs");
    }

    private static async Task TwoRefreshers_OfCrossingSegments_DoNotWaitForEachOther(StoreScene store)
    {
        var s = new RefreshScene(store);
        s.Shop.With(1, 100);
        await s.SaveAsync([.. Enumerable.Range(0, 6).Select(i => RefreshScene.AtLeast($"s{i}", 1))]).ConfigureAwait(false);
        Task<RefreshReport>[] runs =
        [
            .. new string[][] { ["s0", "s1", "s2", "s3"], ["s3", "s2", "s4"], ["s5", "s1", "s4"], ["s0", "s5"] }.Select(ids => Task.Run(
                () => s.Start().Refresher.RefreshAsync(new RefreshRequest { Segments = ids, LeaseWait = TimeSpan.FromHours(1) }, null, s.Ct))),
        ];
        RefreshReport[] reports = await PassAsync(s, Task.WhenAll(runs)).ConfigureAwait(false);
        That(reports.All(r => r.Status == RunStatus.Completed), "all runs are completed");
        Same(6, (await s.EventsAsync().ConfigureAwait(false)).Count, "how many events there are");
    }

    private static async Task APausedRefresher_WhoseLeaseRanOut_CannotWrite(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        s.Shop.With(1, 100);
        var pause = new Crash();
        TestHost paused = s.Start(pause);
        RefreshReport? second = null;
        s.Shop.WhileReading = async () =>
        {
            s.Shop.WhileReading = null;
            pause.IsPaused = true;
            s.Clock.Advance(TimeSpan.FromMinutes(5));
            s.Shop.Customers[2] = s.Shop.Customers[2] with { Points = 1 };
            second = await s.RefreshAsync().ConfigureAwait(false);
            pause.IsPaused = false;
        };
        RefreshReport first = await paused.Refresher.RefreshAllAsync(ct: s.Ct).ConfigureAwait(false);
        Same((RefreshOutcome.TakenOver, RefreshOutcome.Refreshed), (first.Segments.Single().Outcome, second!.Segments.Single().Outcome), "the outcomes");
        await s.MembersAreAsync("vip", 1, 3).ConfigureAwait(false);
        SameRows(["+vip 1 Data", "-vip 2 Data"], await s.EventsAsync().ConfigureAwait(false), "the events");
        SegmentState state = await s.StateAsync("vip").ConfigureAwait(false);
        Same((SegmentStatus.Completed, second.RunId), (state.Status, state.RunId), "whose state it is");
    }

    private static async Task ALongRefresh_ThatRenews_KeepsItsLease(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        RefreshReport? second = null;
        s.Shop.WhileReading = async () =>
        {
            s.Shop.WhileReading = null;
            // Ten times as long as a lease lasts, in steps in which a renewal can happen.
            for (int i = 0; i < 60; i++)
            {
                s.Clock.Advance(TimeSpan.FromSeconds(10));
                await Task.Delay(20, s.Ct).ConfigureAwait(false);
            }

            second = await s.Start().Refresher.RefreshAllAsync(ct: s.Ct).ConfigureAwait(false);
        };
        RefreshReport first = await s.RefreshAsync().ConfigureAwait(false);
        Same((RefreshOutcome.Refreshed, RefreshOutcome.Busy), (first.Segments.Single().Outcome, second!.Segments.Single().Outcome), "the outcomes");
    }

    private static async Task ADefinitionChanged_DuringTheRun_StaysPending(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        await s.SaveAsync(RefreshScene.AtLeast("other", 1), Segment.Define("uses-vip").Where(c => c.InSegment("vip"))).ConfigureAwait(false);
        s.Shop.With(1, 100);
        s.Shop.WhileReading = async () =>
        {
            s.Shop.WhileReading = null;
            await s.SaveAsync(RefreshScene.AtLeast("vip", 200)).ConfigureAwait(false);
        };
        RefreshReport report = await s.RefreshAsync().ConfigureAwait(false);
        SameRows(
            new[] { ("other", RefreshOutcome.Refreshed), ("uses-vip", RefreshOutcome.DefinitionChanged), ("vip", RefreshOutcome.DefinitionChanged) },
            report.Segments.OrderBy(x => x.SegmentId, StringComparer.Ordinal).Select(x => (x.SegmentId, x.Outcome)),
            "the outcomes");
        Same(SegmentStatus.Pending, (await s.StateAsync("vip").ConfigureAwait(false)).Status, "the status");
        await s.MembersAreAsync("vip", 2, 3).ConfigureAwait(false);
        await s.RefreshAsync().ConfigureAwait(false);
        await s.MembersAreAsync("vip", 3).ConfigureAwait(false);
    }

    private static async Task AListChanged_DuringTheRun_StaysPending(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        s.Shop.WhileReading = async () =>
        {
            s.Shop.WhileReading = null;
            await s.Host.Catalog.ExcludeAsync("vip", [s.Key(2)], s.Ct).ConfigureAwait(false);
        };
        Same(RefreshOutcome.DefinitionChanged, (await s.RefreshAsync().ConfigureAwait(false)).Segments.Single().Outcome, "the outcome");
        Same(SegmentStatus.Pending, (await s.StateAsync("vip").ConfigureAwait(false)).Status, "the status");
    }

    private static async Task ASegmentDeleted_DuringTheRun_IsNotCommitted(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        s.Shop.WhileReading = async () =>
        {
            s.Shop.WhileReading = null;
            var pause = new Crash();
            // A deletion waits for the refresh; what deletes all the same must have taken its lease over.
            s.Clock.Advance(TimeSpan.FromTicks(1));
            await ThrowsAsync<SegmentBusyException>(() => s.Start(pause).Catalog.DeleteAsync("vip", null, s.Ct)).ConfigureAwait(false);
            Lease lease = (await s.Store.AcquireAsync(["other"], "test", Minute, s.Ct).ConfigureAwait(false)).Taken[0];
            StoredSegment vip = (await s.Store.FindSegmentAsync("vip", s.Ct).ConfigureAwait(false))!;
            var deletion = new SegmentDeletion
            {
                SegmentId = "vip",
                RunId = "deletion",
                Lease = lease,
                Revision = vip.Revision,
                ExpectedVersion = await s.Store.GetVersionAsync(s.Ct).ConfigureAwait(false),
                At = Start,
                AsOf = Start,
                Changes = [],
            };
            Same(CommitOutcome.Committed, await s.Store.DeleteAsync(deletion, s.Ct).ConfigureAwait(false), "the deletion");
        };
        Same(RefreshOutcome.DefinitionChanged, (await s.RefreshAsync().ConfigureAwait(false)).Segments.Single().Outcome, "the outcome");
        await s.MembersAreAsync("vip").ConfigureAwait(false);
    }

    private static async Task ClockSteppingBack_DuringARun_DoesNoHarm(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        s.Shop.With(1, 100);
        RefreshReport? second = null;
        s.Shop.WhileReading = async () =>
        {
            s.Shop.WhileReading = null;
            s.Clock.Step(TimeSpan.FromHours(-1));
            second = await s.Start().Refresher.RefreshAllAsync(ct: s.Ct).ConfigureAwait(false);
        };
        RefreshReport first = await s.RefreshAsync().ConfigureAwait(false);
        Same((RefreshOutcome.Refreshed, RefreshOutcome.Busy), (first.Segments.Single().Outcome, second!.Segments.Single().Outcome), "the outcomes");
        await s.MembersAreAsync("vip", 1, 2, 3).ConfigureAwait(false);
        That(first.Duration >= TimeSpan.Zero, "the duration is not negative");
    }

    private static async Task ClockSteppingBack_BetweenRuns_DoesNoHarm(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        s.Clock.Step(TimeSpan.FromDays(-1));
        s.Shop.With(1, 100);
        RefreshReport report = await s.RefreshAsync().ConfigureAwait(false);
        Same((RunStatus.Completed, Start.AddDays(-1)), (report.Status, report.AsOf), "status and as-of");
        await s.MembersAreAsync("vip", 1, 2, 3).ConfigureAwait(false);
        SameRows(["+vip 1 Data"], await s.EventsAsync().ConfigureAwait(false), "the events");
    }

    /// <summary>Lets time pass until something has happened.</summary>
    private static async Task<T> PassAsync<T>(RefreshScene s, Task<T> task)
    {
        while (!task.IsCompleted)
        {
            s.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, s.Ct).ConfigureAwait(false);
        }

        return await task.ConfigureAwait(false);
    }
}
