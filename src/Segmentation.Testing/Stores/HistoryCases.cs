using static Segmentation.Testing.StoreScene;

namespace Segmentation.Testing.Stores;

/// <summary>What <see cref="IHistoryStore"/> says.</summary>
internal static class HistoryCases
{
    public static IEnumerable<StoreCase> All =>
    [
        .. StoreCase.Once(Append_Entries_ComeBackAsTheyWere),
        .. StoreCase.Once(Append_AKnownId_IsLeftAsItWas),
        .. StoreCase.Once(GetHistory_InPages_GivesEachEntryOnce),
        .. StoreCase.Once(GetHistory_Filtered_GivesThoseOnly),
        .. StoreCase.Once(Delete_BeforeAnInstant_KeepsTheRest),
    ];

    public static HistoryEntry Entry(string id) =>
        new() { Id = id, At = Start, Action = HistoryAction.RefreshStarted, RunId = "run-1", Trigger = RefreshTrigger.Manual };

    private static async Task Append_Entries_ComeBackAsTheyWere(StoreScene s)
    {
        HistoryEntry bare = Entry("a");
        var full = new HistoryEntry
        {
            Id = "b",
            At = Start + Minute,
            Action = HistoryAction.GroupChanged,
            SegmentId = "vip",
            RunId = "run-2",
            Trigger = RefreshTrigger.Automatic,
            Cause = "nightly",
            CorrelationId = "c",
            Affected = 5_000_000_000,
            Message = "Ünïcode's \"text\"\nin lines",
        };
        await s.Store.AppendHistoryAsync([bare, full], s.Ct).ConfigureAwait(false);
        IReadOnlyList<HistoryEntry> found = (await s.Second.GetHistoryAsync(new HistoryQuery(), s.Ct).ConfigureAwait(false)).Entries;
        That(found.Count == 2 && found[0].Sequence > found[1].Sequence && found[1].Sequence > 0, "the sequences grow");
        SameRows([full, bare], found.Select(e => e with { Sequence = 0 }), "the entries");
    }

    private static async Task Append_AKnownId_IsLeftAsItWas(StoreScene s)
    {
        await s.Store.AppendHistoryAsync([Entry("a"), Entry("a") with { Affected = 1 }], s.Ct).ConfigureAwait(false);
        await s.Store.AppendHistoryAsync([Entry("a") with { Affected = 2 }, Entry("b")], s.Ct).ConfigureAwait(false);
        IReadOnlyList<HistoryEntry> found = (await s.Store.GetHistoryAsync(new HistoryQuery(), s.Ct).ConfigureAwait(false)).Entries;
        SameRows([Entry("b"), Entry("a")], found.Select(e => e with { Sequence = 0 }), "the entries");
    }

    private static async Task GetHistory_InPages_GivesEachEntryOnce(StoreScene s)
    {
        await s.Store.AppendHistoryAsync([.. Enumerable.Range(0, 7).Select(i => Entry($"e{i}"))], s.Ct).ConfigureAwait(false);
        var ids = new List<string>();
        var query = new HistoryQuery { Limit = 3 };
        int pages = 0;
        for (long? next = null; pages == 0 || next is not null; pages++)
        {
            HistoryPage page = await s.Store.GetHistoryAsync(query with { Before = next }, s.Ct).ConfigureAwait(false);
            ids.AddRange(page.Entries.Select(e => e.Id));
            next = page.Next;
        }

        Same(3, pages, "the pages");
        SameRows(new[] { "e6", "e5", "e4", "e3", "e2", "e1", "e0" }, ids, "the entries");
        Same(null, (await s.Store.GetHistoryAsync(query with { Limit = 7 }, s.Ct).ConfigureAwait(false)).Next, "what follows a page with all of them");
    }

    private static async Task GetHistory_Filtered_GivesThoseOnly(StoreScene s)
    {
        HistoryEntry[] entries =
        [
            Entry("a") with { SegmentId = "vip" },
            Entry("b") with { RunId = "run-2" },
            Entry("c") with { Action = HistoryAction.CustomersAdded },
            Entry("d") with { At = Start + Minute },
            Entry("e") with { SegmentId = "VIP", At = Start - Minute },
        ];
        await s.Store.AppendHistoryAsync(entries, s.Ct).ConfigureAwait(false);
        await AreAsync(new HistoryQuery { SegmentId = "vip" }, "a").ConfigureAwait(false);
        await AreAsync(new HistoryQuery { RunId = "run-2" }, "b").ConfigureAwait(false);
        await AreAsync(new HistoryQuery { Action = HistoryAction.CustomersAdded }, "c").ConfigureAwait(false);
        await AreAsync(new HistoryQuery { From = Start + Minute }, "d").ConfigureAwait(false);
        await AreAsync(new HistoryQuery { Until = Start }, "e").ConfigureAwait(false);
        await AreAsync(new HistoryQuery { From = Start, Until = Start + Minute, RunId = "run-1" }, "c", "a").ConfigureAwait(false);

        async Task AreAsync(HistoryQuery query, params string[] ids) =>
            SameRows(ids, (await s.Store.GetHistoryAsync(query, s.Ct).ConfigureAwait(false)).Entries.Select(e => e.Id), $"the entries of {query}");
    }

    private static async Task Delete_BeforeAnInstant_KeepsTheRest(StoreScene s)
    {
        await s.Store.AppendHistoryAsync([Entry("old") with { At = Start - Minute }, Entry("kept"), Entry("newer") with { At = Start + Minute }], s.Ct).ConfigureAwait(false);
        await s.Store.BeginRunAsync(RunCases.Run("ended"), [], [], s.Ct).ConfigureAwait(false);
        await s.Store.BeginRunAsync(RunCases.Run("ended-later"), [], [], s.Ct).ConfigureAwait(false);
        await s.Store.BeginRunAsync(RunCases.Run("running"), [], [], s.Ct).ConfigureAwait(false);
        await s.Store.FinishRunAsync("ended", RunStatus.Completed, Start - Minute, [], [], s.Ct).ConfigureAwait(false);
        await s.Store.FinishRunAsync("ended-later", RunStatus.Completed, Start, [], [], s.Ct).ConfigureAwait(false);
        Same(2L, await s.Store.DeleteHistoryAsync(Start, s.Ct).ConfigureAwait(false), "how many were deleted");
        SameRows(new[] { "newer", "kept" }, (await s.Store.GetHistoryAsync(new HistoryQuery(), s.Ct).ConfigureAwait(false)).Entries.Select(e => e.Id), "the entries");
        SameRows(new[] { "running", "ended-later" }, (await s.Store.GetRunsAsync(10, s.Ct).ConfigureAwait(false)).Select(r => r.Id), "the runs");
        await s.Store.AppendHistoryAsync([Entry("old")], s.Ct).ConfigureAwait(false);
        Same("old", (await s.Store.GetHistoryAsync(new HistoryQuery { Limit = 1 }, s.Ct).ConfigureAwait(false)).Entries.Single().Id, "an entry written anew");
    }
}
