using static Segmentation.Testing.StoreScene;

namespace Segmentation.Testing.Stores;

/// <summary>What <see cref="IDefinitionStore.DeleteAsync"/> says.</summary>
internal static class DeletionCases
{
    public static IEnumerable<StoreCase> All =>
    [
        .. StoreCase.Once(Commit_OfADeletedSegment_IsRefused),
        .. StoreCase.Once(Delete_ASegment_TakesEverythingOfIt),
        .. StoreCase.Once(Delete_AtAnotherVersion_IsRefused),
    ];

    private static async Task Commit_OfADeletedSegment_IsRefused(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        Lease lease = await s.LeaseAsync("vip").ConfigureAwait(false);
        SegmentCommit commit = await s.NewCommitAsync("vip", lease, [1]).ConfigureAwait(false);
        await s.Store.DeleteAsync(await NewDeletionAsync(s, "vip", lease).ConfigureAwait(false), s.Ct).ConfigureAwait(false);
        Same(CommitOutcome.DefinitionChanged, await s.Store.CommitAsync(commit, s.Ct).ConfigureAwait(false), "the outcome");
    }

    private static async Task Delete_ASegment_TakesEverythingOfIt(StoreScene s)
    {
        await s.SaveAsync("vip", "other").ConfigureAwait(false);
        await s.ChangeAsync(lists: [Listed("vip"), Listed("other")]).ConfigureAwait(false);
        await s.CommitAsync("other", [1]).ConfigureAwait(false);
        await s.CommitAsync("vip", [1, 2], with: c => c with { WritesEvents = false, Effects = new SegmentEffects { Group = "gold" } }).ConfigureAwait(false);
        Lease lease = await s.LeaseAsync("vip").ConfigureAwait(false);
        SegmentDeletion deletion = await NewDeletionAsync(s, "vip", lease, 1, 2).ConfigureAwait(false);
        Same(CommitOutcome.Committed, await s.Store.DeleteAsync(deletion, s.Ct).ConfigureAwait(false), "the outcome");

        StoredDefinitions definitions = await s.Second.GetDefinitionsAsync(s.Ct).ConfigureAwait(false);
        Same((3L, "other"), (definitions.Version, definitions.Segments.Single().Id), "the version and the segment left");
        SameRows([Listed("other").Customer], definitions.Lists, "the lists");
        await s.MembersAreAsync("vip").ConfigureAwait(false);
        SameRows([new StoredMembership("other", Start)], await s.Store.GetSegmentsOfAsync(s.Key(1), s.Ct).ConfigureAwait(false), "the segments of 1");
        SameRows(
            s.Keys(1, 2),
            (await s.Store.GetReadyEventsAsync(Start, 100, s.Ct).ConfigureAwait(false)).Where(e => e.Event.Cause == MemberChangeCause.Deleted).Select(e => e.Event.Customer),
            "the customers with events");
        SameRows(s.Keys(1, 2), (await s.Store.GetGroupsDueAsync(null, 100, s.Ct).ConfigureAwait(false)).Select(d => d.Key), "the customers whose group is due");
        Same("deleted", (await s.Store.GetHistoryAsync(new HistoryQuery(), s.Ct).ConfigureAwait(false)).Entries.Single().Id, "the history");

        await s.SaveAsync("vip").ConfigureAwait(false);
        Same(new StoredSegment("vip", "{\"id\":\"vip\"}", 1, 4, Start, Start, SegmentState.New), await s.FindAsync("vip").ConfigureAwait(false), "the segment saved anew");

        ListEdit Listed(string id) => new(new ListedCustomer(id, StickyList.Include, s.Key(1)), IsListed: true);
    }

    private static async Task Delete_AtAnotherVersion_IsRefused(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        await s.CommitAsync("vip", [1]).ConfigureAwait(false);
        Lease lease = await s.LeaseAsync("vip").ConfigureAwait(false);
        SegmentDeletion deletion = await NewDeletionAsync(s, "vip", lease, 1).ConfigureAwait(false);
        await s.SaveAsync("refers-to-vip").ConfigureAwait(false);
        await s.ChangesNothingAsync(async () => Same(CommitOutcome.DefinitionChanged, await s.Store.DeleteAsync(deletion, s.Ct).ConfigureAwait(false), "the outcome")).ConfigureAwait(false);
    }

    private static async Task<SegmentDeletion> NewDeletionAsync(StoreScene s, string id, Lease lease, params int[] members) => new()
    {
        SegmentId = id,
        RunId = "deletion",
        Lease = lease,
        Revision = (await s.FindAsync(id).ConfigureAwait(false)).Revision,
        ExpectedVersion = await s.Store.GetVersionAsync(s.Ct).ConfigureAwait(false),
        At = s.Clock.GetUtcNow(),
        AsOf = s.Clock.GetUtcNow(),
        Changes = [.. members.Select(n => new MemberChange(s.Key(n), MemberChangeKind.Left, MemberChangeCause.Deleted))],
        TouchesGroups = true,
        History = [HistoryCases.Entry("deleted")],
    };
}
