using static Segmentation.Testing.StoreScene;

namespace Segmentation.Testing.Stores;

/// <summary>What being in segments does to a customer's group and tags, and what look-ups answer.</summary>
internal static class EffectCases
{
    public static IEnumerable<StoreCase> All =>
    [
        .. StoreCase.EachKind(Group_OnEnteringAndLeaving_IsSetAndRestored),
        .. StoreCase.Once(Group_OfSeveralSegments_IsThatOfTheSmallestNumber),
        .. StoreCase.Once(Group_OnLeavingTheWinner_IsThatOfTheNext),
        .. StoreCase.Once(Group_ChangedByHand_IsNotRestored),
        .. StoreCase.Once(Group_ChangedByHand_StaysWhileTheSameSegmentDecides),
        .. StoreCase.Once(Group_OfAChangedDefinition_IsChangedForAllMembers),
        .. StoreCase.Once(Group_WithoutChanges_DoesNotFlap),
        .. StoreCase.Once(Group_WhenTheHostFails_IsSetByTheNextRefresh),
        .. StoreCase.Once(Group_OfADeletedSegment_IsRestored),
        .. StoreCase.Once(Group_OfAVanishedCustomer_IsForgotten),
        .. StoreCase.Once(Tags_OfSegments_ComeAndGoWithMembership),
        .. StoreCase.Once(Tags_GivenByHand_StayOnLeaving),
        .. StoreCase.Once(Tags_OfSeveralSources_AreShownOnceAndGoWithTheLast),
        .. StoreCase.Once(Tags_TakenByHand_StayBySegment),
        .. StoreCase.Once(Preview_ADraft_CountsAndCompares),
        .. StoreCase.Once(Preview_AReference_IsEvaluatedLive),
        .. StoreCase.Once(Validate_KeysAndAddresses_NamesTheUnknown),
        .. StoreCase.EachKind(Page_OfMembers_GoesOnWhereItEnded),
        .. StoreCase.Once(Page_FilteredByAttributes_HasThoseOnly),
        .. StoreCase.EachKind(Live_OfOneCustomer_IsTheSourcesAnswer),
    ];

    private static async Task Group_OnEnteringAndLeaving_IsSetAndRestored(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store, v => v.MoveToGroup("gold")).ConfigureAwait(false);
        GroupsAre(s, "general gold gold");
        s.Shop.Customers[2] = s.Shop.Customers[2] with { Points = 1 };
        RefreshReport report = await s.RefreshAsync().ConfigureAwait(false);
        Same((1L, null), (report.GroupsMoved, report.GroupError), "how many were moved");
        GroupsAre(s, "general general gold");
        SameRows(
            [new GroupAssignment(s.Key(3), "vip", "general", "general", "gold", IsApplied: true)],
            await s.Store.GetAssignmentsAsync([s.Key(1), s.Key(2), s.Key(3)], s.Ct).ConfigureAwait(false),
            "the moves in force");
        SameRows(
            [(s.Key(2), "general", "gold", "vip"), (s.Key(2), "gold", "general", null), (s.Key(3), "general", "gold", "vip")],
            s.Shop.Moves.Select(m => (m.Customer, m.From!, m.To!, m.SegmentId)).Order(),
            "the moves");
    }

    private static async Task Group_OfSeveralSegments_IsThatOfTheSmallestNumber(StoreScene store)
    {
        var s = new RefreshScene(store);
        s.Shop.With(1, 1).With(2, 100).With(3, 1000);
        await s.SaveAsync(
            RefreshScene.AtLeast("silver", 100).MoveToGroup("silver", priority: 20),
            RefreshScene.AtLeast("gold", 1000).MoveToGroup("gold", priority: 10),
            RefreshScene.AtLeast("Gold", 1000).MoveToGroup("other", priority: 10),
            RefreshScene.AtLeast("plain", 1).WithPriority(1)).ConfigureAwait(false);
        await s.RefreshAsync().ConfigureAwait(false);
        GroupsAre(s, "general silver other");
        await s.MembersAreAsync("silver", 2, 3).ConfigureAwait(false);
    }

    private static async Task Group_OnLeavingTheWinner_IsThatOfTheNext(StoreScene store)
    {
        var s = new RefreshScene(store);
        s.Shop.With(1, 1000);
        await s.SaveAsync(
            RefreshScene.AtLeast("silver", 100).MoveToGroup("silver", priority: 20), RefreshScene.AtLeast("gold", 1000).MoveToGroup("gold", priority: 10)).ConfigureAwait(false);
        await s.RefreshAsync().ConfigureAwait(false);
        s.Shop.Customers[1] = s.Shop.Customers[1] with { Points = 500 };
        await s.RefreshAsync().ConfigureAwait(false);
        GroupsAre(s, "silver");
        s.Shop.Customers[1] = s.Shop.Customers[1] with { Points = 5 };
        await s.RefreshAsync().ConfigureAwait(false);
        GroupsAre(s, "general");
    }

    private static async Task Group_ChangedByHand_IsNotRestored(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store, v => v.MoveToGroup("gold")).ConfigureAwait(false);
        s.Shop.Customers[2] = s.Shop.Customers[2] with { Group = "wholesale", Points = 1 };
        await s.RefreshAsync().ConfigureAwait(false);
        GroupsAre(s, "general wholesale gold");
        SameRows([], await s.Store.GetAssignmentsAsync([s.Key(2)], s.Ct).ConfigureAwait(false), "the moves in force");
    }

    private static async Task Group_ChangedByHand_StaysWhileTheSameSegmentDecides(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store, v => v.MoveToGroup("gold", priority: 10)).ConfigureAwait(false);
        await s.SaveAsync(RefreshScene.AtLeast("silver", 100).MoveToGroup("silver", priority: 20), RefreshScene.AtLeast("best", 200).MoveToGroup("best", priority: 1).Inactive()).ConfigureAwait(false);
        s.Shop.Customers[2] = s.Shop.Customers[2] with { Group = "wholesale" };
        s.Shop.Customers[3] = s.Shop.Customers[3] with { Group = "wholesale" };
        await s.RefreshAsync().ConfigureAwait(false);
        GroupsAre(s, "general wholesale wholesale");
        await s.SaveAsync(RefreshScene.AtLeast("best", 200).MoveToGroup("best", priority: 1)).ConfigureAwait(false);
        await s.RefreshAsync().ConfigureAwait(false);
        GroupsAre(s, "general wholesale best");
        s.Shop.Customers[3] = s.Shop.Customers[3] with { Points = 1 };
        await s.RefreshAsync().ConfigureAwait(false);
        GroupsAre(s, "general wholesale wholesale");
    }

    private static async Task Group_OfAChangedDefinition_IsChangedForAllMembers(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        GroupsAre(s, "general general general");
        await s.SaveAsync(RefreshScene.AtLeast("vip", 100).MoveToGroup("gold")).ConfigureAwait(false);
        GroupsAre(s, "general general general");
        await s.RefreshAsync().ConfigureAwait(false);
        GroupsAre(s, "general gold gold");
        await s.SaveAsync(RefreshScene.AtLeast("vip", 100).MoveToGroup("platinum")).ConfigureAwait(false);
        await s.RefreshAsync().ConfigureAwait(false);
        GroupsAre(s, "general platinum platinum");
        await s.SaveAsync(RefreshScene.AtLeast("vip", 100)).ConfigureAwait(false);
        await s.RefreshAsync().ConfigureAwait(false);
        GroupsAre(s, "general general general");
    }

    private static async Task Group_WithoutChanges_DoesNotFlap(StoreScene store)
    {
        var s = new RefreshScene(store);
        s.Shop.With(1, 1000).With(2, 1000, group: null);
        await s.SaveAsync(
            RefreshScene.AtLeast("a", 1).MoveToGroup("a", priority: 5), RefreshScene.AtLeast("b", 1).MoveToGroup("b", priority: 5), RefreshScene.AtLeast("c", 1).MoveToGroup("c", priority: 4)).ConfigureAwait(false);
        foreach (string[] ids in new[] { ["a"], ["b"], ["c"], ["b", "a"], ["c"], Array.Empty<string>(), [] })
            await s.RefreshAsync(ids).ConfigureAwait(false);
        SameRows(["a", "a", "c", "c"], s.Shop.Moves.OrderBy(m => m.To, StringComparer.Ordinal).Select(m => m.To!), "all moves ever made");
        SameRows([null, "general"], (await s.Store.GetAssignmentsAsync([s.Key(1), s.Key(2)], s.Ct).ConfigureAwait(false)).Select(a => a.Original).Order(), "the groups of before");
    }

    private static async Task Group_WhenTheHostFails_IsSetByTheNextRefresh(StoreScene store)
    {
        var s = new RefreshScene(store);
        s.Shop.With(1, 100);
        await s.SaveAsync(RefreshScene.AtLeast("vip", 100).MoveToGroup("gold")).ConfigureAwait(false);
        s.Shop.GroupFailure = new IOException("The shop is closed.");
        RefreshReport report = await s.RefreshAsync().ConfigureAwait(false);
        Same((RunStatus.Failed, 0L), (report.Status, report.GroupsMoved), "status, and how many were moved");
        That(report.GroupError!.Contains("The shop is closed.", StringComparison.Ordinal), "the report says why");
        await s.MembersAreAsync("vip", 1).ConfigureAwait(false);
        s.Shop.GroupFailure = null;
        Same(1L, await s.Host.Refresher.MoveGroupsAsync(s.Ct).ConfigureAwait(false), "how many are moved later");
        GroupsAre(s, "gold");
        Same(0L, await s.Host.Refresher.MoveGroupsAsync(s.Ct).ConfigureAwait(false), "how many are moved again");
    }

    private static async Task Group_OfADeletedSegment_IsRestored(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store, v => v.MoveToGroup("gold")).ConfigureAwait(false);
        That(await s.Host.Catalog.DeleteAsync("vip", null, s.Ct).ConfigureAwait(false), "it is deleted");
        GroupsAre(s, "general general general");
        SameRows(["-vip 2 Deleted", "-vip 3 Deleted"], await s.EventsAsync().ConfigureAwait(false), "the events");
        That(!await s.Host.Memberships.ContainsAsync("vip", s.Key(2), s.Ct).ConfigureAwait(false), "nobody is in it");
    }

    private static async Task Group_OfAVanishedCustomer_IsForgotten(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store, v => v.MoveToGroup("gold")).ConfigureAwait(false);
        s.Shop.Customers.Remove(2);
        RefreshReport report = await s.RefreshAsync().ConfigureAwait(false);
        Same((0L, null), (report.GroupsMoved, report.GroupError), "how many were moved");
        SameRows([s.Key(3)], (await s.Store.GetAssignmentsAsync([s.Key(2), s.Key(3)], s.Ct).ConfigureAwait(false)).Select(a => a.Key), "whose moves are known");
        SameRows([], await s.Store.GetGroupsDueAsync(null, 10, s.Ct).ConfigureAwait(false), "who is still due");
    }

    private static async Task Tags_OfSegments_ComeAndGoWithMembership(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store, v => v.WithTags("VIP", "big")).ConfigureAwait(false);
        await TagsAreAsync(s, 2, "big vip;VIP vip").ConfigureAwait(false);
        await TagsAreAsync(s, 1, "").ConfigureAwait(false);
        s.Shop.Customers[2] = s.Shop.Customers[2] with { Points = 1 };
        await s.RefreshAsync().ConfigureAwait(false);
        await TagsAreAsync(s, 2, "").ConfigureAwait(false);
        await s.SaveAsync(RefreshScene.AtLeast("vip", 100).WithTags("small")).ConfigureAwait(false);
        await TagsAreAsync(s, 3, "big vip;VIP vip").ConfigureAwait(false);
        await s.RefreshAsync().ConfigureAwait(false);
        await TagsAreAsync(s, 3, "small vip").ConfigureAwait(false);
        await s.SaveAsync(RefreshScene.AtLeast("vip", 100).WithTags("small").Inactive()).ConfigureAwait(false);
        await TagsAreAsync(s, 3, "").ConfigureAwait(false);
    }

    private static async Task Tags_GivenByHand_StayOnLeaving(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store, v => v.WithTags("VIP")).ConfigureAwait(false);
        await s.Host.Tags.GiveAsync(s.Key(2), ["vip", "friend"], s.Ct).ConfigureAwait(false);
        await TagsAreAsync(s, 2, "friend hand;vip hand vip").ConfigureAwait(false);
        s.Shop.Customers[2] = s.Shop.Customers[2] with { Points = 1 };
        await s.RefreshAsync().ConfigureAwait(false);
        await TagsAreAsync(s, 2, "friend hand;vip hand").ConfigureAwait(false);
    }

    private static async Task Tags_OfSeveralSources_AreShownOnceAndGoWithTheLast(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store, v => v.WithTags("VIP")).ConfigureAwait(false);
        await s.SaveAsync(RefreshScene.AtLeast("all", 1).WithTags("VIP")).ConfigureAwait(false);
        await s.RefreshAsync().ConfigureAwait(false);
        await TagsAreAsync(s, 2, "VIP all vip").ConfigureAwait(false);
        s.Shop.Customers[2] = s.Shop.Customers[2] with { Points = 1 };
        await s.RefreshAsync().ConfigureAwait(false);
        await TagsAreAsync(s, 2, "VIP all").ConfigureAwait(false);
        await s.Host.Catalog.DeleteAsync("all", null, s.Ct).ConfigureAwait(false);
        await TagsAreAsync(s, 2, "").ConfigureAwait(false);
    }

    private static async Task Tags_TakenByHand_StayBySegment(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store, v => v.WithTags("VIP")).ConfigureAwait(false);
        await s.Host.Tags.GiveAsync(s.Key(2), ["VIP", "friend"], s.Ct).ConfigureAwait(false);
        await s.Host.Tags.TakeAsync(s.Key(2), ["Vip", "FRIEND", "none"], s.Ct).ConfigureAwait(false);
        await TagsAreAsync(s, 2, "VIP vip").ConfigureAwait(false);
    }

    private static async Task Preview_ADraft_CountsAndCompares(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        await store.ChangesNothingAsync(async () =>
        {
            Segment draft = Segment.Define("vip").Where(c => c.Attribute("points").AtMost(200));
            SegmentPreview preview = await s.Host.Memberships.PreviewAsync(draft, new SegmentPreviewOptions { PageSize = 1 }, ct: s.Ct).ConfigureAwait(false);
            Same((2, 3, 1, 1), (preview.Count, preview.Total, preview.Change!.Joining, preview.Change.Leaving), "count, customers, entering and leaving");
            Same(66.67m, preview.PercentOfAll, "the percentage");
            SameRows([s.Key(1)], Keys(preview.Page), "the page");
            Same(s.Key(1), preview.Page.Next, "where the next page begins");
            SegmentPreview next = await s.Host.Memberships.PreviewAsync(draft, new SegmentPreviewOptions { After = preview.Page.Next, PageSize = 1 }, ct: s.Ct).ConfigureAwait(false);
            SameRows([s.Key(2)], Keys(next.Page), "the next page");
            Same(null, next.Page.Next, "where the page behind it begins");
        }).ConfigureAwait(false);
    }

    private static async Task Preview_AReference_IsEvaluatedLive(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        s.Shop.Customers[2] = s.Shop.Customers[2] with { Points = 1 };
        SegmentPreview preview = await s.Host.Memberships.PreviewAsync(Segment.Define("draft").Where(c => c.InSegment("vip")), ct: s.Ct).ConfigureAwait(false);
        SameRows([s.Key(3)], Keys(preview.Page), "the page");
        await ThrowsAsync<SegmentDefinitionException>(() => s.Host.Memberships.PreviewAsync(Segment.Define("draft").Where(c => c.InSegment("unknown")), ct: s.Ct)).ConfigureAwait(false);
    }

    private static async Task Validate_KeysAndAddresses_NamesTheUnknown(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        s.Shop.Customers[1] = s.Shop.Customers[1] with { Email = "shared@example.com" };
        s.Shop.Customers[3] = s.Shop.Customers[3] with { Email = "SHARED@example.com" };
        MembershipValidation found = await s.Host.Memberships.ValidateAsync(
            "vip", ["2", "nobody@example.com", "customer2@EXAMPLE.com", "77", "Shared@Example.com", "x"], ct: s.Ct).ConfigureAwait(false);
        SameRows(
            [
                new MembershipAnswer("2", s.Key(2), IsMember: true), new MembershipAnswer("customer2@EXAMPLE.com", s.Key(2), IsMember: true),
                new MembershipAnswer("Shared@Example.com", s.Key(1), IsMember: false), new MembershipAnswer("Shared@Example.com", s.Key(3), IsMember: true),
            ],
            [.. found.Answers.Where(a => a.Key is not null)],
            "those found");
        SameRows(["nobody@example.com", "77", "x"], [.. found.Unknown], "the unknown");
    }

    private static async Task Page_OfMembers_GoesOnWhereItEnded(StoreScene store)
    {
        var s = new RefreshScene(store);
        for (int i = 1; i <= 5; i++)
            s.Shop.With(i, 1);
        await s.SaveAsync(RefreshScene.AtLeast("all", 1)).ConfigureAwait(false);
        await s.RefreshAsync().ConfigureAwait(false);
        SubjectPage first = await s.Host.Memberships.GetPageAsync("all", new PageRequest { Limit = 3 }, ct: s.Ct).ConfigureAwait(false);
        SameRows([s.Key(1), s.Key(2), s.Key(3)], Keys(first), "the first page");
        SubjectPage second = await s.Host.Memberships.GetPageAsync("all", new PageRequest { Limit = 3, After = first.Next }, ct: s.Ct).ConfigureAwait(false);
        SameRows([s.Key(4), s.Key(5)], Keys(second), "the second page");
        Same(null, second.Next, "where the third page begins");
    }

    private static async Task Page_FilteredByAttributes_HasThoseOnly(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        Condition where = new ConditionBuilder().Attribute("email").BeginsWith("CUSTOMER3");
        SubjectPage page = await s.Host.Memberships.GetPageAsync("vip", new PageRequest { Where = where, Columns = [new("email")] }, s.Ct).ConfigureAwait(false);
        SameRows([s.Key(3)], Keys(page), "the page");
        SameRows(["Customer3@Example.com"], page.Rows[0].Values, "what is shown");
        Condition unknown = new ConditionBuilder().Attribute("shoe_size").Equal(43);
        await ThrowsAsync<SegmentDefinitionException>(() => s.Host.Memberships.GetPageAsync("vip", new PageRequest { Where = unknown }, s.Ct)).ConfigureAwait(false);
    }

    private static async Task Live_OfOneCustomer_IsTheSourcesAnswer(StoreScene store)
    {
        RefreshScene s = await RefreshCases.VipAsync(store).ConfigureAwait(false);
        await s.SaveAsync(RefreshScene.AtLeast("all", 1)).ConfigureAwait(false);
        s.Shop.Customers[1] = s.Shop.Customers[1] with { Points = 500 };
        That(!await s.Host.Memberships.ContainsAsync("vip", s.Key(1), s.Ct).ConfigureAwait(false), "the stored answer is no");
        That(await s.Host.Memberships.ContainsLiveAsync("vip", s.Key(1), ct: s.Ct).ConfigureAwait(false), "the live answer is yes");
        SameRows(["all", "vip"], await s.Host.Memberships.GetLiveSegmentsOfAsync(s.Key(1), ct: s.Ct).ConfigureAwait(false), "the live segments");
        SameRows([], await s.Host.Memberships.GetLiveSegmentsOfAsync(s.Key(9), ct: s.Ct).ConfigureAwait(false), "the live segments of nobody");
    }

    private static SubjectKey[] Keys(SubjectPage page) => [.. page.Rows.Select(r => r.Key)];

    private static void GroupsAre(RefreshScene s, string groups) => Same(groups, string.Join(' ', s.Shop.Customers.Values.Select(c => c.Group)), "the groups");

    private static async Task TagsAreAsync(RefreshScene s, int customer, string expected)
    {
        IReadOnlyList<CustomerTag> tags = await s.Host.Tags.GetAsync(s.Key(customer), s.Ct).ConfigureAwait(false);
        Same(expected, string.Join(';', tags.Select(t => string.Join(' ', [t.Tag, .. t.IsByHand ? ["hand"] : Array.Empty<string>(), .. t.Segments]))), $"the tags of {customer}");
    }
}
