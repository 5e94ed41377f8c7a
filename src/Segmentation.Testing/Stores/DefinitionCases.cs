using static Segmentation.Testing.StoreScene;

namespace Segmentation.Testing.Stores;

/// <summary>What <see cref="IDefinitionStore"/> says.</summary>
internal static class DefinitionCases
{
    public static IEnumerable<StoreCase> All =>
    [
        .. StoreCase.Once(NewStore_Read_HasNothing),
        .. StoreCase.Once(Change_ANewSegment_IsStoredPending),
        .. StoreCase.Once(Change_AKnownSegment_RaisesItsVersion),
        .. StoreCase.Once(Change_ARefreshedSegment_IsPendingAndKeepsItsMembers),
        .. StoreCase.Once(Change_OfAnotherVersion_IsRefused),
        .. StoreCase.Once(Change_ByManyAtOnce_IsTakenOnce),
        .. StoreCase.Once(Change_AStaleSegment_IsPendingAndOfAnotherRevision),
        .. StoreCase.Once(Change_Ids_AreTakenByOrdinal),
        .. StoreCase.Once(Change_AnyText_ComesBackAsItWas),
        .. StoreCase.EachKind(Change_Lists_AreKept),
        .. StoreCase.Once(Change_AList_RaisesTheRevisionOnly),
        .. StoreCase.Once(Change_AListOfNoSegment_IsRefusedWhole),
        .. StoreCase.Once(Change_AKeyOfAnotherKind_IsRefused),
    ];

    private static async Task NewStore_Read_HasNothing(StoreScene s)
    {
        Same(0L, await s.Store.GetVersionAsync(s.Ct).ConfigureAwait(false), "the version");
        StoredDefinitions definitions = await s.Store.GetDefinitionsAsync(s.Ct).ConfigureAwait(false);
        Same((0L, 0, 0), (definitions.Version, definitions.Segments.Count, definitions.Lists.Count), "version, segments and lists");
        That(await s.Store.FindSegmentAsync("vip", s.Ct).ConfigureAwait(false) is null, "there is no segment");
    }

    private static async Task Change_ANewSegment_IsStoredPending(StoreScene s)
    {
        Same(1L, await s.ChangeAsync([new SavedDefinition("vip", "{}")]).ConfigureAwait(false), "the new version");
        StoredSegment segment = await s.FindAsync("vip").ConfigureAwait(false);
        Same(new StoredSegment("vip", "{}", 1, 1, Start, Start, SegmentState.New), segment, "the segment");
        SameRows([segment], (await s.Second.GetDefinitionsAsync(s.Ct).ConfigureAwait(false)).Segments, "all segments");
    }

    private static async Task Change_AKnownSegment_RaisesItsVersion(StoreScene s)
    {
        await s.SaveAsync("vip", "other").ConfigureAwait(false);
        s.Clock.Advance(Minute);
        await s.ChangeAsync([new SavedDefinition("vip", "{\"new\":1}")]).ConfigureAwait(false);
        Same(new StoredSegment("vip", "{\"new\":1}", 2, 2, Start, Start + Minute, SegmentState.New), await s.FindAsync("vip").ConfigureAwait(false), "the segment");
        Same((1L, 1L), ((await s.FindAsync("other").ConfigureAwait(false)).Version, (await s.FindAsync("other").ConfigureAwait(false)).Revision), "version and revision of the other");
    }

    private static async Task Change_ARefreshedSegment_IsPendingAndKeepsItsMembers(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        await s.CommitAsync("vip", [1, 2]).ConfigureAwait(false);
        SegmentState before = (await s.FindAsync("vip").ConfigureAwait(false)).State;
        await s.SaveAsync("vip").ConfigureAwait(false);
        Same(before with { Status = SegmentStatus.Pending }, (await s.FindAsync("vip").ConfigureAwait(false)).State, "the state");
        await s.MembersAreAsync("vip", 1, 2).ConfigureAwait(false);
    }

    private static async Task Change_OfAnotherVersion_IsRefused(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        await s.ChangesNothingAsync(async () =>
        {
            var change = new DefinitionChange { ExpectedVersion = 0, At = Start, Saves = [new SavedDefinition("vip", "{\"new\":1}")] };
            That(await s.Store.ChangeDefinitionsAsync(change, s.Ct).ConfigureAwait(false) is null, "the change is refused");
        }).ConfigureAwait(false);
    }

    private static async Task Change_ByManyAtOnce_IsTakenOnce(StoreScene s)
    {
        long?[] versions = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            var change = new DefinitionChange { ExpectedVersion = 0, At = Start, Saves = [new SavedDefinition($"s{i}", "{}")] };
            return await (i % 2 == 0 ? s.Store : s.Second).ChangeDefinitionsAsync(change, s.Ct).ConfigureAwait(false);
        }))).ConfigureAwait(false);
        Same(1, versions.Count(v => v == 1), "how many were taken");
        Same(7, versions.Count(v => v is null), "how many were refused");
        Same(1, (await s.Store.GetDefinitionsAsync(s.Ct).ConfigureAwait(false)).Segments.Count, "how many segments there are");
    }

    private static async Task Change_AStaleSegment_IsPendingAndOfAnotherRevision(StoreScene s)
    {
        await s.SaveAsync("base", "uses-base").ConfigureAwait(false);
        await s.CommitAsync("uses-base", [1]).ConfigureAwait(false);
        await s.ChangeAsync([new SavedDefinition("base", "{}")], stale: ["uses-base", "unknown"]).ConfigureAwait(false);
        StoredSegment segment = await s.FindAsync("uses-base").ConfigureAwait(false);
        Same((1L, 2L, SegmentStatus.Pending), (segment.Version, segment.Revision, segment.State.Status), "version, revision and status");
    }

    private static async Task Change_Ids_AreTakenByOrdinal(StoreScene s)
    {
        await s.SaveAsync("vip", "VIP", "a", "B", "b.1", "b-1", "b_1").ConfigureAwait(false);
        SameRows(
            new[] { "B", "VIP", "a", "b-1", "b.1", "b_1", "vip" },
            (await s.Store.GetDefinitionsAsync(s.Ct).ConfigureAwait(false)).Segments.Select(x => x.Id),
            "the ids in order");
        Same("VIP", (await s.FindAsync("VIP").ConfigureAwait(false)).Id, "the segment found");
    }

    private static async Task Change_AnyText_ComesBackAsItWas(StoreScene s)
    {
        const string Json = "{\n  \"name\": \"Ünïcode '\\\\ \\\" % _ ; -- 😀\u2028\",\r\n\t\"x\": \"\"\n}\n";
        await s.ChangeAsync([new SavedDefinition("vip", Json)]).ConfigureAwait(false);
        Same(Json, (await s.FindAsync("vip").ConfigureAwait(false)).Json, "the definition");
    }

    private static async Task Change_Lists_AreKept(StoreScene s)
    {
        await s.SaveAsync("vip", "b").ConfigureAwait(false);
        ListedCustomer[] listed =
        [
            new("b", StickyList.Exclude, s.Key(1)), new("vip", StickyList.Include, s.Key(2)), new("vip", StickyList.Include, s.Key(3)), new("vip", StickyList.Exclude, s.Key(2)),
        ];
        await s.ChangeAsync(lists: [.. listed.Reverse().Select(l => new ListEdit(l, IsListed: true)), new ListEdit(listed[0], IsListed: true)]).ConfigureAwait(false);
        SameRows(listed, (await s.Second.GetDefinitionsAsync(s.Ct).ConfigureAwait(false)).Lists, "the lists");
        await s.ChangeAsync(lists: [new ListEdit(listed[1], IsListed: false), new ListEdit(new ListedCustomer("b", StickyList.Include, s.Key(1)), IsListed: false)]).ConfigureAwait(false);
        SameRows([listed[0], listed[2], listed[3]], (await s.Store.GetDefinitionsAsync(s.Ct).ConfigureAwait(false)).Lists, "the lists without one");
    }

    private static async Task Change_AList_RaisesTheRevisionOnly(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        await s.CommitAsync("vip", [1]).ConfigureAwait(false);
        await s.ChangeAsync(lists: [new ListEdit(new ListedCustomer("vip", StickyList.Exclude, s.Key(1)), IsListed: true)]).ConfigureAwait(false);
        StoredSegment segment = await s.FindAsync("vip").ConfigureAwait(false);
        Same((1L, 2L, SegmentStatus.Pending), (segment.Version, segment.Revision, segment.State.Status), "version, revision and status");
        Same(2L, await s.Store.GetVersionAsync(s.Ct).ConfigureAwait(false), "the version of all");
    }

    private static async Task Change_AListOfNoSegment_IsRefusedWhole(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        await s.ChangesNothingAsync(() => ThrowsAsync<ArgumentException>(() => s.ChangeAsync(
            [new SavedDefinition("other", "{}")], [new ListEdit(new ListedCustomer("none", StickyList.Exclude, s.Key(1)), IsListed: true)]))).ConfigureAwait(false);
    }

    private static async Task Change_AKeyOfAnotherKind_IsRefused(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        await s.ChangesNothingAsync(() => ThrowsAsync<ArgumentException>(() => s.ChangeAsync(
            lists: [new ListEdit(new ListedCustomer("vip", StickyList.Exclude, new SubjectKey("x")), IsListed: true)]))).ConfigureAwait(false);
    }
}
