using static Segmentation.Testing.StoreScene;

namespace Segmentation.Testing.Stores;

/// <summary>What saving, reading and deleting definitions does.</summary>
internal static class CatalogCases
{
    public static IEnumerable<StoreCase> All =>
    [
        .. StoreCase.Once(Save_ADefinition_IsReadBackEqual),
        .. StoreCase.Once(Save_TheSameAgain_ChangesNothing),
        .. StoreCase.Once(Save_WithAnotherVersion_IsAConflict),
        .. StoreCase.Once(Save_Several_RefersAmongThemAndIsAllOrNothing),
        .. StoreCase.Once(Save_ACircle_IsRefusedWithItsPath),
        .. StoreCase.Once(Save_MoreThanTheLimit_IsRefused),
        .. StoreCase.Once(Save_ByTwoAtOnce_KeepsBoth),
        .. StoreCase.Once(Save_BesideABrokenOne_IsTaken),
        .. StoreCase.Once(Get_ByAnotherProcess_SeesTheChange),
        .. StoreCase.Once(Delete_WhatOthersReferTo_IsRefused),
        .. StoreCase.Once(Delete_WithAnotherVersion_IsAConflict),
        .. StoreCase.Once(Delete_WhatIsBeingRefreshed_IsBusy),
        .. StoreCase.Once(Delete_WhatIsNotThere_SaysSo),
        .. StoreCase.EachKind(Lists_Edited_AreInTheSet),
        .. StoreCase.Once(Lists_Replaced_AreAllOrNothing),
        .. StoreCase.Once(Lists_SavedWithDefinitions_AreAllOrNothing),
        .. StoreCase.Once(Lists_LeftOneByOne_KeepTheOther),
    ];

    private static async Task Save_ADefinition_IsReadBackEqual(StoreScene store)
    {
        var s = new RefreshScene(store);
        Segment vip = RefreshScene.AtLeast("vip", 100).MoveToGroup("gold", 3).WithTags("a", "b").Describe("Ünïcode's").ExpiringAt(Start.AddYears(1));
        CatalogEntry saved = await s.Host.Catalog.SaveAsync(vip, s.Ct).ConfigureAwait(false);
        Same((vip, 1L, true), (saved.Definition, saved.Version, saved.IsUsable), "what was saved");
        Same(vip, (await s.Start().Catalog.FindAsync("vip", s.Ct).ConfigureAwait(false))!.Definition, "what another process reads");
        That(await s.Host.Catalog.FindAsync("VIP", s.Ct).ConfigureAwait(false) is null, "ids are case-sensitive");
        SameRows(["vip"], (await s.Host.Catalog.GetAsync(s.Ct).ConfigureAwait(false)).Segments.Select(x => x.Id), "the set");
    }

    private static async Task Save_TheSameAgain_ChangesNothing(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        await store.ChangesNothingAsync(async () =>
            Same(1L, (await s.Host.Catalog.SaveAsync(RefreshScene.AtLeast("vip", 100), s.Ct).ConfigureAwait(false)).Version, "the version")).ConfigureAwait(false);
    }

    private static async Task Save_WithAnotherVersion_IsAConflict(StoreScene store)
    {
        var s = new RefreshScene(store);
        await s.Host.Catalog.SaveAsync(RefreshScene.AtLeast("vip", 100), 0, s.Ct).ConfigureAwait(false);
        Same(2L, (await s.Host.Catalog.SaveAsync(RefreshScene.AtLeast("vip", 200), 1, s.Ct).ConfigureAwait(false)).Version, "the version");
        await store.ChangesNothingAsync(async () =>
        {
            await ThrowsAsync<SegmentConflictException>(() => s.Host.Catalog.SaveAsync(RefreshScene.AtLeast("vip", 300), 1, s.Ct)).ConfigureAwait(false);
            await ThrowsAsync<SegmentConflictException>(() => s.Host.Catalog.SaveAsync(RefreshScene.AtLeast("vip", 300), 0, s.Ct)).ConfigureAwait(false);
            await ThrowsAsync<SegmentConflictException>(() => s.Host.Catalog.SaveAsync(RefreshScene.AtLeast("new", 300), 1, s.Ct)).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private static async Task Save_Several_RefersAmongThemAndIsAllOrNothing(StoreScene store)
    {
        var s = new RefreshScene(store);
        await s.SaveAsync(Segment.Define("a").Where(c => c.InSegment("b")), RefreshScene.AtLeast("b", 1)).ConfigureAwait(false);
        await store.ChangesNothingAsync(async () =>
        {
            IReadOnlyList<Problem> problems = await ProblemsAsync(() => s.SaveAsync(
                RefreshScene.AtLeast("c", 1),
                Segment.Define("d").Where(c => c.Attribute("shoe_size").AtLeast(1)),
                Segment.Define("e").Where(c => c.InSegment("d")))).ConfigureAwait(false);
            SameRows(["segments[1].conditions.attribute"], problems.Select(p => p.Path), "where the problems are");
            problems = await ProblemsAsync(() => s.SaveAsync(RefreshScene.AtLeast("c", 1), RefreshScene.AtLeast("c", 2))).ConfigureAwait(false);
            SameRows([("segments[1].id", "segment.repeated")], problems.Select(p => (p.Path, p.Code)), "the problem of an id twice");
            await ThrowsAsync<SegmentConflictException>(() => s.Host.Catalog.SaveAsync(
                [new SegmentSave(RefreshScene.AtLeast("c", 1), 0), new SegmentSave(RefreshScene.AtLeast("b", 2), 7)], s.Ct)).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private static async Task Save_ACircle_IsRefusedWithItsPath(StoreScene store)
    {
        var s = new RefreshScene(store);
        await s.SaveAsync(RefreshScene.AtLeast("a", 1), Segment.Define("b").Where(c => c.InSegment("a"))).ConfigureAwait(false);
        await store.ChangesNothingAsync(async () =>
        {
            IReadOnlyList<Problem> problems = await ProblemsAsync(() => s.SaveAsync(Segment.Define("a").Where(c => c.InSegment("b")))).ConfigureAwait(false);
            That(problems.Any(p => p.Code == "segment.cycle" && p.Message.Contains("a → b → a", StringComparison.Ordinal)), "the circle is named");
        }).ConfigureAwait(false);
    }

    private static async Task Save_MoreThanTheLimit_IsRefused(StoreScene store)
    {
        var s = new RefreshScene(store, b => b.Configure(o => o.MaxSegments = 1));
        await s.SaveAsync(RefreshScene.AtLeast("a", 1), RefreshScene.AtLeast("b", 1).Inactive()).ConfigureAwait(false);
        SameRows(["limit.segments"], (await ProblemsAsync(() => s.SaveAsync(RefreshScene.AtLeast("b", 1))).ConfigureAwait(false)).Select(p => p.Code), "the problems");
    }

    private static async Task Save_ByTwoAtOnce_KeepsBoth(StoreScene store)
    {
        var s = new RefreshScene(store);
        TestHost other = s.Start();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(
            () => (i % 2 == 0 ? s.Host : other).Catalog.SaveAsync(RefreshScene.AtLeast($"s{i}", 1), s.Ct)))).ConfigureAwait(false);
        CatalogView view = await s.Host.Catalog.GetViewAsync(s.Ct).ConfigureAwait(false);
        Same((6L, 6), (view.Version, view.Entries.Count), "the version and the segments");
    }

    private static async Task Save_BesideABrokenOne_IsTaken(StoreScene store)
    {
        var s = new RefreshScene(store);
        await store.ChangeAsync([new SavedDefinition("broken", "{}")]).ConfigureAwait(false);
        await s.SaveAsync(RefreshScene.AtLeast("good", 1)).ConfigureAwait(false);
        CatalogView view = await s.Host.Catalog.GetViewAsync(s.Ct).ConfigureAwait(false);
        SameRows([("broken", false), ("good", true)], view.Entries.Select(e => (e.Id, e.IsUsable)), "the segments, and whether they can be used");
        That(view.Find("broken")!.Problems.Count > 0, "the problems are told");
        await ThrowsAsync<SegmentDefinitionException>(() => s.SaveAsync(Segment.Define("uses").Where(c => c.InSegment("broken")))).ConfigureAwait(false);
        await s.SaveAsync(RefreshScene.AtLeast("broken", 1)).ConfigureAwait(false);
        That((await s.Host.Catalog.FindAsync("broken", s.Ct).ConfigureAwait(false))!.IsUsable, "it is mended");
    }

    private static async Task Get_ByAnotherProcess_SeesTheChange(StoreScene store)
    {
        var s = new RefreshScene(store);
        TestHost other = s.Start();
        await s.SaveAsync(RefreshScene.AtLeast("a", 1)).ConfigureAwait(false);
        SegmentSet first = await other.Catalog.GetAsync(s.Ct).ConfigureAwait(false);
        That(ReferenceEquals(first, await other.Catalog.GetAsync(s.Ct).ConfigureAwait(false)), "the set is kept while nothing changes");
        await s.SaveAsync(RefreshScene.AtLeast("b", 1)).ConfigureAwait(false);
        SameRows(["a", "b"], (await other.Catalog.GetAsync(s.Ct).ConfigureAwait(false)).Segments.Select(x => x.Id), "the set");
        await s.Host.Catalog.ExcludeAsync("a", [s.Key(1)], s.Ct).ConfigureAwait(false);
        That(!ReferenceEquals(first, await other.Catalog.GetAsync(s.Ct).ConfigureAwait(false)), "a change of lists makes another set");
    }

    private static async Task Delete_WhatOthersReferTo_IsRefused(StoreScene store)
    {
        var s = new RefreshScene(store);
        await s.SaveAsync(RefreshScene.AtLeast("a", 1), Segment.Define("b").Where(c => c.InSegment("a"))).ConfigureAwait(false);
        await store.ChangesNothingAsync(() => ThrowsAsync<SegmentInUseException>(() => s.Host.Catalog.DeleteAsync("a", null, s.Ct))).ConfigureAwait(false);
        That(await s.Host.Catalog.DeleteAsync("b", null, s.Ct).ConfigureAwait(false), "who refers can be deleted");
        That(await s.Host.Catalog.DeleteAsync("a", null, s.Ct).ConfigureAwait(false), "and then the other");
    }

    private static async Task Delete_WithAnotherVersion_IsAConflict(StoreScene store)
    {
        var s = new RefreshScene(store);
        await s.SaveAsync(RefreshScene.AtLeast("a", 1)).ConfigureAwait(false);
        await s.SaveAsync(RefreshScene.AtLeast("a", 2)).ConfigureAwait(false);
        await store.ChangesNothingAsync(() => ThrowsAsync<SegmentConflictException>(() => s.Host.Catalog.DeleteAsync("a", 1, s.Ct))).ConfigureAwait(false);
        That(await s.Host.Catalog.DeleteAsync("a", 2, s.Ct).ConfigureAwait(false), "the stored version is deleted");
    }

    private static async Task Delete_WhatIsBeingRefreshed_IsBusy(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        s.Shop.WhileReading = () => ThrowsAsync<SegmentBusyException>(() => s.Start().Catalog.DeleteAsync("vip", null, s.Ct));
        Same(RunStatus.Completed, (await s.RefreshAsync().ConfigureAwait(false)).Status, "the refresh");
        That(await s.Host.Catalog.DeleteAsync("vip", null, s.Ct).ConfigureAwait(false), "afterwards it is deleted");
    }

    private static async Task Delete_WhatIsNotThere_SaysSo(StoreScene store)
    {
        var s = new RefreshScene(store);
        That(!await s.Host.Catalog.DeleteAsync("a", null, s.Ct).ConfigureAwait(false), "nothing is deleted");
        await ThrowsAsync<SegmentConflictException>(() => s.Host.Catalog.DeleteAsync("a", 1, s.Ct)).ConfigureAwait(false);
    }

    private static async Task Lists_Edited_AreInTheSet(StoreScene store)
    {
        var s = new RefreshScene(store);
        await s.SaveAsync(RefreshScene.AtLeast("a", 1)).ConfigureAwait(false);
        await s.Host.Catalog.IncludeAsync("a", [s.Key(1), s.Key(2)], s.Ct).ConfigureAwait(false);
        await s.Host.Catalog.ExcludeAsync("a", [s.Key(2), s.Key(3)], s.Ct).ConfigureAwait(false);
        await ListsAreAsync([s.Key(1)], [s.Key(2), s.Key(3)]).ConfigureAwait(false);
        await s.Host.Catalog.UnlistAsync("a", [s.Key(1), s.Key(3), s.Key(9)], s.Ct).ConfigureAwait(false);
        await ListsAreAsync([], [s.Key(2)]).ConfigureAwait(false);
        await store.ChangesNothingAsync(() => s.Host.Catalog.UnlistAsync("a", [s.Key(9)], s.Ct)).ConfigureAwait(false);
        await ThrowsAsync<KeyNotFoundException>(() => s.Host.Catalog.IncludeAsync("b", [s.Key(1)], s.Ct)).ConfigureAwait(false);

        async Task ListsAreAsync(SubjectKey[] include, SubjectKey[] exclude)
        {
            SegmentList list = (await s.Host.Catalog.GetViewAsync(s.Ct).ConfigureAwait(false)).Lists.Segments["a"];
            SameRows(include.Select(k => k.ToString()), list.Include, "who is included");
            SameRows(exclude.Select(k => k.ToString()), list.Exclude, "who is excluded");
        }
    }

    private static async Task Lists_Replaced_AreAllOrNothing(StoreScene store)
    {
        var s = new RefreshScene(store);
        await s.SaveAsync(RefreshScene.AtLeast("a", 1), RefreshScene.AtLeast("b", 1)).ConfigureAwait(false);
        await s.Host.Catalog.IncludeAsync("a", [s.Key(1)], s.Ct).ConfigureAwait(false);
        await s.Host.Catalog.IncludeAsync("b", [s.Key(1)], s.Ct).ConfigureAwait(false);
        await s.Host.Catalog.ReplaceListsAsync(Lists("a", ["2"], ["2", "3"]), s.Ct).ConfigureAwait(false);
        SegmentLists lists = (await s.Host.Catalog.GetViewAsync(s.Ct).ConfigureAwait(false)).Lists;
        SameRows(["2"], lists.Segments["a"].Include, "who is included in a");
        SameRows(["2", "3"], lists.Segments["a"].Exclude, "who is excluded from a");
        SameRows(["1"], lists.Segments["b"].Include, "who is included in b");
        await store.ChangesNothingAsync(async () =>
        {
            IReadOnlyList<Problem> problems = await ProblemsAsync(() => s.Host.Catalog.ReplaceListsAsync(Lists("a", ["5", "x", "007"], []), s.Ct)).ConfigureAwait(false);
            SameRows([("a.include[1]", "list.key"), ("a.include[2]", "list.key")], problems.Select(p => (p.Path, p.Code)), "the problems of keys");
            problems = await ProblemsAsync(() => s.Host.Catalog.ReplaceListsAsync(Lists("none", ["5"], []), s.Ct)).ConfigureAwait(false);
            SameRows(["list.segment"], problems.Select(p => p.Code), "the problem of the segment");
        }).ConfigureAwait(false);

    }

    private static async Task Lists_SavedWithDefinitions_AreAllOrNothing(StoreScene store)
    {
        var s = new RefreshScene(store);
        await s.SaveAsync(RefreshScene.AtLeast("old", 1)).ConfigureAwait(false);
        SegmentSave[] saves = [new(RefreshScene.AtLeast("new", 1)), new(RefreshScene.AtLeast("old", 2))];
        await store.ChangesNothingAsync(async () =>
        {
            IReadOnlyList<Problem> problems = await ProblemsAsync(() => s.Host.Catalog.SaveAsync(saves, Lists("new", ["x"], []), s.Ct)).ConfigureAwait(false);
            SameRows([("new.include[0]", "list.key")], problems.Select(p => (p.Path, p.Code)), "the problems");
        }).ConfigureAwait(false);

        await s.Host.Catalog.SaveAsync(saves, Lists("new", ["1"], ["2"]), s.Ct).ConfigureAwait(false);
        CatalogView view = await s.Start().Catalog.GetViewAsync(s.Ct).ConfigureAwait(false);
        SameRows([("new", 1L), ("old", 2L)], view.Entries.Select(e => (e.Id, e.Version)), "what is stored");
        SameRows(["1"], view.Lists.Segments["new"].Include, "who is included");
        SameRows(["2"], view.Lists.Segments["new"].Exclude, "who is excluded");
        long version = view.Version;
        await s.Host.Catalog.SaveAsync(saves, Lists("old", ["3"], []), s.Ct).ConfigureAwait(false);
        view = await s.Start().Catalog.GetViewAsync(s.Ct).ConfigureAwait(false);
        Same((version + 1, 2L), (view.Version, view.Find("old")!.Version), "the versions after a change of lists alone");
        Same(2, view.Lists.Segments.Count, "how many segments have lists");
    }

    private static async Task Lists_LeftOneByOne_KeepTheOther(StoreScene store)
    {
        var s = new RefreshScene(store);
        await s.SaveAsync(RefreshScene.AtLeast("a", 1)).ConfigureAwait(false);
        await s.Host.Catalog.ReplaceListsAsync(Lists("a", ["1", "2"], ["1", "3"]), s.Ct).ConfigureAwait(false);
        await s.Host.Catalog.UnlistAsync("a", [s.Key(1), s.Key(3)], StickyList.Include, s.Ct).ConfigureAwait(false);
        SegmentList list = (await s.Host.Catalog.GetViewAsync(s.Ct).ConfigureAwait(false)).Lists.Segments["a"];
        SameRows(["2"], list.Include, "who is included");
        SameRows(["1", "3"], list.Exclude, "who is excluded");
    }

    private static SegmentLists Lists(string id, string[] include, string[] exclude) =>
        new(new Dictionary<string, SegmentList> { [id] = new SegmentList(include, exclude) });

    private static async Task<IReadOnlyList<Problem>> ProblemsAsync(Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (SegmentDefinitionException refusal)
        {
            return refusal.Problems;
        }

        throw new StoreDifferenceException("a refusal was expected, and it was taken");
    }
}
