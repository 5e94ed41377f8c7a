using static Segmentation.Testing.StoreScene;

namespace Segmentation.Testing.Stores;

/// <summary>What <see cref="IRunStore"/> says.</summary>
internal static class RunCases
{
    public static IEnumerable<StoreCase> All =>
    [
        .. StoreCase.Once(Begin_ARun_MarksItsSegments),
        .. StoreCase.Once(Begin_WithALostLease_LeavesTheSegment),
        .. StoreCase.Once(Begin_ARunAgain_KeepsWhatItHad),
        .. StoreCase.Once(Finish_ARun_RecordsHowItEnded),
        .. StoreCase.Once(Finish_WhatIsUndone_IsPendingWhereItWasProcessing),
        .. StoreCase.Once(GetRuns_OfSeveral_TheLastIsFirst),
        .. StoreCase.Once(Commit_Twice_ReplacesTheResult),
    ];

    public static RefreshRun Run(string id, params string[] segments) => new()
    {
        Id = id,
        AsOf = Start,
        Trigger = RefreshTrigger.Automatic,
        Cause = "nightly",
        CorrelationId = "c-1",
        StartedAt = Start,
        SegmentIds = segments,
    };

    private static async Task Begin_ARun_MarksItsSegments(StoreScene s)
    {
        await s.SaveAsync("a", "b").ConfigureAwait(false);
        Lease lease = await s.LeaseAsync("a").ConfigureAwait(false);
        await s.Store.BeginRunAsync(Run("run-1", "b", "a"), [new("a", lease), new("gone", lease)], [HistoryCases.Entry("h1")], s.Ct).ConfigureAwait(false);
        Same((SegmentStatus.Processing, SegmentStatus.Pending), ((await s.FindAsync("a").ConfigureAwait(false)).State.Status, (await s.FindAsync("b").ConfigureAwait(false)).State.Status), "the statuses");
        AreSame(Run("run-1", "b", "a"), await s.Second.FindRunAsync("run-1", s.Ct).ConfigureAwait(false));
        That(await s.Second.FindRunAsync("run-2", s.Ct).ConfigureAwait(false) is null, "there is no other run");
        Same("h1", (await s.Store.GetHistoryAsync(new HistoryQuery(), s.Ct).ConfigureAwait(false)).Entries.Single().Id, "the history");
    }

    private static async Task Begin_WithALostLease_LeavesTheSegment(StoreScene s)
    {
        await s.SaveAsync("a").ConfigureAwait(false);
        Lease lease = await s.LeaseAsync("a").ConfigureAwait(false);
        await s.TakeOverAsync(lease).ConfigureAwait(false);
        await s.Store.BeginRunAsync(Run("run-1", "a"), [new("a", lease)], [], s.Ct).ConfigureAwait(false);
        Same(SegmentStatus.Pending, (await s.FindAsync("a").ConfigureAwait(false)).State.Status, "the status");
    }

    private static async Task Begin_ARunAgain_KeepsWhatItHad(StoreScene s)
    {
        await s.SaveAsync("a").ConfigureAwait(false);
        await s.Store.BeginRunAsync(Run("run-1", "a"), [], [HistoryCases.Entry("h1")], s.Ct).ConfigureAwait(false);
        await s.CommitAsync("a", [1]).ConfigureAwait(false);
        await s.Store.FinishRunAsync("run-1", RunStatus.Cancelled, Start + Minute, [], [], s.Ct).ConfigureAwait(false);
        s.Clock.Advance(Minute);
        RefreshRun again = Run("run-1") with { AsOf = Start + Minute, StartedAt = Start + Minute, Cause = "again", Trigger = RefreshTrigger.Manual };
        await s.Store.BeginRunAsync(again, [], [HistoryCases.Entry("h1") with { Affected = 7 }], s.Ct).ConfigureAwait(false);
        AreSame(Run("run-1", "a") with { Results = [new RunResult("a", null, 1, 1, 0)] }, await s.Store.FindRunAsync("run-1", s.Ct).ConfigureAwait(false));
        Same(0L, (await s.Store.GetHistoryAsync(new HistoryQuery(), s.Ct).ConfigureAwait(false)).Entries.Single().Affected, "what the entry affected");
    }

    private static async Task Finish_ARun_RecordsHowItEnded(StoreScene s)
    {
        await s.Store.BeginRunAsync(Run("run-1"), [], [], s.Ct).ConfigureAwait(false);
        await s.Store.FinishRunAsync("run-1", RunStatus.Failed, Start + Minute, [], [HistoryCases.Entry("h2")], s.Ct).ConfigureAwait(false);
        AreSame(Run("run-1") with { Status = RunStatus.Failed, FinishedAt = Start + Minute }, await s.Store.FindRunAsync("run-1", s.Ct).ConfigureAwait(false));
        Same("h2", (await s.Store.GetHistoryAsync(new HistoryQuery(), s.Ct).ConfigureAwait(false)).Entries.Single().Id, "the history");
    }

    private static async Task Finish_WhatIsUndone_IsPendingWhereItWasProcessing(StoreScene s)
    {
        await s.SaveAsync("undone", "done", "lost").ConfigureAwait(false);
        LeasedSegment[] leased =
        [
            new("undone", await s.LeaseAsync("undone").ConfigureAwait(false)), new("done", await s.LeaseAsync("done").ConfigureAwait(false)), new("lost", await s.LeaseAsync("lost").ConfigureAwait(false)),
        ];
        await s.Store.BeginRunAsync(Run("run-1", "undone", "done", "lost"), leased, [], s.Ct).ConfigureAwait(false);
        Same(CommitOutcome.Committed, await s.Store.CommitAsync(await s.NewCommitAsync("done", leased[1].Lease, [1]).ConfigureAwait(false), s.Ct).ConfigureAwait(false), "the commit");
        s.Clock.Advance(TimeSpan.FromSeconds(50));
        await s.Store.RenewAsync([leased[0].Lease, leased[1].Lease], s.Ct).ConfigureAwait(false);
        s.Clock.Advance(TimeSpan.FromSeconds(20));
        Same(1, (await s.Second.AcquireAsync([leased[2].Lease.Resource], "second", Minute, s.Ct).ConfigureAwait(false)).Taken.Count, "how many are taken over");
        await s.Store.FinishRunAsync("run-1", RunStatus.Cancelled, s.Clock.GetUtcNow(), leased, [], s.Ct).ConfigureAwait(false);
        SameRows(
            new[] { SegmentStatus.Completed, SegmentStatus.Processing, SegmentStatus.Pending },
            (await s.Store.GetDefinitionsAsync(s.Ct).ConfigureAwait(false)).Segments.Select(x => x.State.Status),
            "the statuses of done, lost and undone");
    }

    private static async Task GetRuns_OfSeveral_TheLastIsFirst(StoreScene s)
    {
        foreach (RefreshRun run in new[] { Run("b"), Run("d") with { StartedAt = Start - Minute }, Run("a"), Run("c") with { StartedAt = Start + Minute } })
            await s.Store.BeginRunAsync(run, [], [], s.Ct).ConfigureAwait(false);
        SameRows(new[] { "c", "b", "a" }, (await s.Store.GetRunsAsync(3, s.Ct).ConfigureAwait(false)).Select(r => r.Id), "the last three");
    }

    private static async Task Commit_Twice_ReplacesTheResult(StoreScene s)
    {
        await s.SaveAsync("b", "a").ConfigureAwait(false);
        await s.Store.BeginRunAsync(Run("run-1", "a", "b"), [], [], s.Ct).ConfigureAwait(false);
        await s.CommitAsync("b", [1]).ConfigureAwait(false);
        await s.CommitAsync("a", [1, 2]).ConfigureAwait(false);
        await s.CommitAsync("b", [2], [1]).ConfigureAwait(false);
        SameRows(
            [new RunResult("a", null, 2, 2, 0), new RunResult("b", null, 1, 1, 1)],
            (await s.Store.FindRunAsync("run-1", s.Ct).ConfigureAwait(false))!.Results,
            "the results");
    }

    private static void AreSame(RefreshRun expected, RefreshRun? actual)
    {
        That(actual is not null, "the run is there");
        SameRows(expected.SegmentIds, actual!.SegmentIds, "the run's segments");
        SameRows(expected.Results, actual.Results, "the run's results");
        Same(expected with { SegmentIds = [], Results = [] }, actual with { SegmentIds = [], Results = [] }, "the run");
    }
}
