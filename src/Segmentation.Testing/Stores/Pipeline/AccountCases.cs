using static Segmentation.Testing.StoreScene;

namespace Segmentation.Testing.Stores;

/// <summary>What a refresh tells of itself: state, history, progress, events.</summary>
internal static class AccountCases
{
    public static IEnumerable<StoreCase> All =>
    [
        .. StoreCase.Once(Refresh_TheState_TellsOfIt),
        .. StoreCase.Once(Refresh_History_HasTheActionsInOrder),
        .. StoreCase.Once(Refresh_InitialEventsSuppressed_WritesTheLaterOnes),
        .. StoreCase.Once(Refresh_Progress_TellsOfBlocksAndSegments),
        .. StoreCase.Once(Refresh_OfAnInstantOfThePast_IsAsOfIt),
        .. StoreCase.Once(CleanUp_OldHistory_KeepsTheRest),
    ];

    private static async Task Refresh_TheState_TellsOfIt(StoreScene store)
    {
        var s = new RefreshScene(store);
        s.Shop.With(1, 100).With(2, 1);
        s.Shop.WhileReading = () =>
        {
            s.Clock.Advance(TimeSpan.FromSeconds(2));
            return Task.CompletedTask;
        };
        await s.SaveAsync(RefreshScene.AtLeast("vip", 100).MoveToGroup("gold", priority: 3).WithTags("VIP")).ConfigureAwait(false);
        RefreshReport report = await s.RefreshAsync().ConfigureAwait(false);
        var expected = new SegmentState
        {
            Status = SegmentStatus.Completed,
            RunId = report.RunId,
            AsOf = Start,
            RefreshedAt = Start.AddSeconds(2),
            Revision = 1,
            Size = 1,
            Duration = TimeSpan.FromSeconds(2),
            RowsRead = 2,
            Effects = new SegmentEffects { Group = "gold", Priority = 3, Tags = ["VIP"] },
        };
        Same(expected, await s.StateAsync("vip").ConfigureAwait(false), "the state");
        Same((Start, TimeSpan.FromSeconds(2)), (report.AsOf, report.Duration), "as-of and duration of the report");
    }

    private static async Task Refresh_History_HasTheActionsInOrder(StoreScene store)
    {
        var s = new RefreshScene(store);
        s.Shop.With(1, 100).With(2, 1);
        await s.SaveAsync(RefreshScene.AtLeast("vip", 100).MoveToGroup("gold"), RefreshScene.AtLeast("all", 1)).ConfigureAwait(false);
        var request = new RefreshRequest { Trigger = RefreshTrigger.Automatic, Cause = "nightly", CorrelationId = "c-7" };
        RefreshReport report = await s.Host.Refresher.RefreshAsync(request, null, s.Ct).ConfigureAwait(false);
        SameRows(
        [
            "RefreshStarted all 0", "RefreshStarted vip 0", "IterationStarted  0", "IterationFinished  2",
            "CustomersAdded all 2", "RefreshFinished all 2", "CustomersAdded vip 1", "RefreshFinished vip 1", "GroupChanged vip 1",
        ], await s.HistoryAsync().ConfigureAwait(false), "the history");
        HistoryEntry entry = (await s.Host.History.GetAsync(null, s.Ct).ConfigureAwait(false)).Entries[0];
        Same((report.RunId, RefreshTrigger.Automatic, "nightly", "c-7"), (entry.RunId, entry.Trigger, entry.Cause, entry.CorrelationId), "whose it is");
        RefreshRun run = (await s.Host.History.GetRunsAsync(1, s.Ct).ConfigureAwait(false))[0];
        Same((report.RunId, RunStatus.Completed, "nightly", "c-7"), (run.Id, run.Status, run.Cause, run.CorrelationId), "the run");
        OutboxEvent sent = (await s.Store.GetReadyEventsAsync(DateTimeOffset.MaxValue, 1, s.Ct).ConfigureAwait(false))[0];
        Same((report.RunId, "c-7"), (sent.Event.RunId, sent.Event.CorrelationId), "whose the event is");
    }

    private static async Task Refresh_InitialEventsSuppressed_WritesTheLaterOnes(StoreScene store)
    {
        var s = new RefreshScene(store, b => b.ConfigureRefresh(o => o.WritesInitialEvents = false));
        s.Shop.With(1, 100);
        await s.SaveAsync(RefreshScene.AtLeast("vip", 100)).ConfigureAwait(false);
        await s.RefreshAsync().ConfigureAwait(false);
        SameRows([], await s.EventsAsync().ConfigureAwait(false), "the events of the first refresh");
        s.Shop.With(2, 200);
        await s.RefreshAsync().ConfigureAwait(false);
        SameRows(["+vip 2 Data"], await s.EventsAsync().ConfigureAwait(false), "the events of the second one");
    }

    private static async Task Refresh_Progress_TellsOfBlocksAndSegments(StoreScene store)
    {
        var s = new RefreshScene(store, b => b.ConfigureRefresh(o => o.BlockSize = 64));
        for (int i = 0; i < 150; i++)
            s.Shop.With(i, i);
        await s.SaveAsync(RefreshScene.AtLeast("a", 1), RefreshScene.AtLeast("b", 100)).ConfigureAwait(false);
        var told = new List<RefreshProgress>();
        await s.Host.Refresher.RefreshAllAsync(new Told(told), s.Ct).ConfigureAwait(false);
        SameRows([(64L, 1L), (128L, 2L), (150L, 3L)], told.Where(t => t.Stage == RefreshStage.Evaluating && t.Blocks > 0).Select(t => (t.Customers, t.Blocks)), "the blocks");
        SameRows([("a", 1), ("b", 2)], told.Where(t => t.Stage == RefreshStage.Committing).Select(t => (t.SegmentId!, t.SegmentsDone)), "the segments");
        SameRows(told.Select(t => t.Stage).Order(), told.Select(t => t.Stage), "the stages");
        SameRows(
            ["IterationStarted  0", "IterationFinished  64", "IterationStarted  64", "IterationFinished  64", "IterationStarted  128", "IterationFinished  22"],
            (await s.HistoryAsync().ConfigureAwait(false)).Where(h => h.StartsWith("Iteration", StringComparison.Ordinal)),
            "the iterations");
    }

    private static async Task Refresh_OfAnInstantOfThePast_IsAsOfIt(StoreScene store)
    {
        var s = new RefreshScene(store);
        s.Shop.With(1, 100);
        await s.SaveAsync(RefreshScene.AtLeast("sale", 1).StartingAt(Start.AddDays(-2)).ExpiringAt(Start.AddDays(-1))).ConfigureAwait(false);
        var request = new RefreshRequest { AsOf = Start.AddDays(-1).AddMicroseconds(-1) };
        await s.Host.Refresher.RefreshAsync(request, null, s.Ct).ConfigureAwait(false);
        await s.MembersAreAsync("sale", 1).ConfigureAwait(false);
        Same(request.AsOf, (await s.StateAsync("sale").ConfigureAwait(false)).AsOf, "the instant");
    }

    private static async Task CleanUp_OldHistory_KeepsTheRest(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        s.Clock.Advance(TimeSpan.FromDays(91));
        RefreshReport report = await s.RefreshAsync().ConfigureAwait(false);
        That(await s.Host.History.CleanUpAsync(s.Ct).ConfigureAwait(false) > 0, "something was deleted");
        SameRows([report.RunId], (await s.Host.History.GetRunsAsync(10, s.Ct).ConfigureAwait(false)).Select(r => r.Id), "the runs");
        That((await s.Host.History.GetAsync(null, s.Ct).ConfigureAwait(false)).Entries.All(e => e.RunId == report.RunId), "the history is the last run's");
    }

    private sealed class Told(List<RefreshProgress> told) : IProgress<RefreshProgress>
    {
        public void Report(RefreshProgress value) => told.Add(value);
    }
}
