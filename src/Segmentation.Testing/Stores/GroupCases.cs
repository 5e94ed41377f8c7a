using static Segmentation.Testing.StoreScene;

namespace Segmentation.Testing.Stores;

/// <summary>What <see cref="IGroupStore"/> and <see cref="ITagStore"/> say.</summary>
internal static class GroupCases
{
    private static readonly SegmentEffects Gold = new() { Group = "gold", Priority = 10 };

    public static IEnumerable<StoreCase> All =>
    [
        .. StoreCase.EachKind(Due_WhoEnteredAndLeft_ComeInKeyOrder),
        .. StoreCase.Once(Due_WithoutTouching_IsNobody),
        .. StoreCase.Once(Due_TouchingAll_IsEveryMember),
        .. StoreCase.Once(Due_InPages_ComeOnce),
        .. StoreCase.Once(Due_ByChangedEffects_HasThoseOfTheLastCommit),
        .. StoreCase.EachKind(Plan_Moves_AreReadBack),
        .. StoreCase.Once(Plan_OfALostLease_IsRefused),
        .. StoreCase.Once(Settle_ACustomer_IsNoLongerDue),
        .. StoreCase.Once(Settle_WhoBecameDueAgain_StaysDue),
        .. StoreCase.Once(Settle_WhenTheHostThrows_WritesNothing),
        .. StoreCase.Once(Settle_OfALostLease_CallsNobody),
        .. StoreCase.Once(Settle_HistoryThatIsThere_AddsUp),
        .. StoreCase.EachKind(Tags_GivenAndTaken_AreKeptByOrdinal),
    ];

    private static async Task Due_WhoEnteredAndLeft_ComeInKeyOrder(StoreScene s)
    {
        await s.SaveAsync("silver", "gold", "plain").ConfigureAwait(false);
        await s.CommitAsync("plain", [1, 2]).ConfigureAwait(false);
        await s.CommitAsync("silver", [2, 3], with: c => c with { TouchesGroups = true, Effects = new SegmentEffects { Group = "Silver", Priority = 20 } }).ConfigureAwait(false);
        await s.CommitAsync("gold", [1, 2], with: c => c with { TouchesGroups = true, Effects = Gold }).ConfigureAwait(false);
        await s.CommitAsync("gold", null, [1], with: c => c with { TouchesGroups = true, Effects = Gold }).ConfigureAwait(false);
        IReadOnlyList<DueGroup> due = await s.Second.GetGroupsDueAsync(null, 100, s.Ct).ConfigureAwait(false);
        SameRows(s.Keys(1, 2, 3), due.Select(d => d.Key), "the customers");
        SameRows([], due[0].Candidates, "the candidates of 1");
        SameRows([new GroupCandidate("gold", 10, "gold"), new GroupCandidate("silver", 20, "Silver")], due[1].Candidates, "the candidates of 2");
        SameRows([new GroupCandidate("silver", 20, "Silver")], due[2].Candidates, "the candidates of 3");
        That(due.All(d => d.Assignment is null), "nobody was moved");
    }

    private static async Task Due_WithoutTouching_IsNobody(StoreScene s)
    {
        await s.SaveAsync("gold").ConfigureAwait(false);
        await s.CommitAsync("gold", [1], with: c => c with { Effects = Gold }).ConfigureAwait(false);
        SameRows([], await s.Store.GetGroupsDueAsync(null, 100, s.Ct).ConfigureAwait(false), "those due");
    }

    private static async Task Due_TouchingAll_IsEveryMember(StoreScene s)
    {
        await s.SaveAsync("gold").ConfigureAwait(false);
        await s.CommitAsync("gold", [1, 2, 3]).ConfigureAwait(false);
        await s.CommitAsync("gold", [4], [2], with: c => c with { TouchesGroups = true, TouchesAllGroups = true, Effects = Gold }).ConfigureAwait(false);
        SameRows(s.Keys(1, 2, 3, 4), (await s.Store.GetGroupsDueAsync(null, 100, s.Ct).ConfigureAwait(false)).Select(d => d.Key), "the customers");
    }

    private static async Task Due_InPages_ComeOnce(StoreScene s)
    {
        await DueAsync(s, 1, 2, 3, 4, 5).ConfigureAwait(false);
        SameRows(s.Keys(1, 2), (await s.Store.GetGroupsDueAsync(null, 2, s.Ct).ConfigureAwait(false)).Select(d => d.Key), "the first page");
        SameRows(s.Keys(3, 4), (await s.Store.GetGroupsDueAsync(s.Key(2), 2, s.Ct).ConfigureAwait(false)).Select(d => d.Key), "the second page");
        SameRows(s.Keys(5), (await s.Store.GetGroupsDueAsync(s.Key(4), 2, s.Ct).ConfigureAwait(false)).Select(d => d.Key), "the third page");
    }

    private static async Task Due_ByChangedEffects_HasThoseOfTheLastCommit(StoreScene s)
    {
        await DueAsync(s, 1).ConfigureAwait(false);
        await s.SaveAsync("gold").ConfigureAwait(false);
        SameRows([new GroupCandidate("gold", 10, "gold")], (await s.Store.GetGroupsDueAsync(null, 1, s.Ct).ConfigureAwait(false))[0].Candidates, "the candidates");
        await s.CommitAsync("gold", with: c => c with { Effects = SegmentEffects.None }).ConfigureAwait(false);
        SameRows([], (await s.Store.GetGroupsDueAsync(null, 1, s.Ct).ConfigureAwait(false))[0].Candidates, "the candidates without a group");
    }

    private static async Task Plan_Moves_AreReadBack(StoreScene s)
    {
        await DueAsync(s, 1, 2, 3).ConfigureAwait(false);
        Lease lease = await s.TakeAsync(Lease.GroupResource).ConfigureAwait(false);
        GroupAssignment[] moves =
        [
            new(s.Key(1), "gold", "general", "general", "gold", IsApplied: false), new(s.Key(2), null, null, "gold", null, IsApplied: false),
        ];
        That(await s.Store.PlanGroupsAsync(lease, moves, s.Ct).ConfigureAwait(false), "the plan is recorded");
        SameRows(moves, await s.Second.GetAssignmentsAsync(s.Keys(3, 2, 1), s.Ct).ConfigureAwait(false), "the moves");
        SameRows(new[] { moves[0], moves[1], null }, (await s.Store.GetGroupsDueAsync(null, 100, s.Ct).ConfigureAwait(false)).Select(d => d.Assignment), "the moves of those due");
        GroupAssignment other = moves[0] with { SegmentId = "other", Group = "Silver" };
        await s.Store.PlanGroupsAsync(lease, [other], s.Ct).ConfigureAwait(false);
        SameRows([other], await s.Store.GetAssignmentsAsync(s.Keys(1), s.Ct).ConfigureAwait(false), "the move in place of another");
    }

    private static async Task Plan_OfALostLease_IsRefused(StoreScene s)
    {
        await DueAsync(s, 1).ConfigureAwait(false);
        Lease lease = await s.TakeAsync(Lease.GroupResource).ConfigureAwait(false);
        await s.TakeOverAsync(lease).ConfigureAwait(false);
        await s.ChangesNothingAsync(async () =>
            That(!await s.Store.PlanGroupsAsync(lease, [new(s.Key(1), "gold", null, null, "gold", IsApplied: false)], s.Ct).ConfigureAwait(false), "the plan is refused")).ConfigureAwait(false);
    }

    private static async Task Settle_ACustomer_IsNoLongerDue(StoreScene s)
    {
        await DueAsync(s, 1, 2, 3).ConfigureAwait(false);
        Lease lease = await s.TakeAsync(Lease.GroupResource).ConfigureAwait(false);
        IReadOnlyList<DueGroup> due = await s.Store.GetGroupsDueAsync(null, 100, s.Ct).ConfigureAwait(false);
        GroupAssignment move = new(s.Key(1), "gold", "general", "general", "gold", IsApplied: true);
        await s.Store.PlanGroupsAsync(lease, [move with { IsApplied = false }, move with { Key = s.Key(2), IsApplied = false }], s.Ct).ConfigureAwait(false);
        int calls = 0;
        var settlement = new GroupSettlement { Lease = lease, Customers = [new(s.Key(1), due[0].Stamp, move), new(s.Key(2), due[1].Stamp, null)] };
        That(await s.Store.SettleGroupsAsync(settlement, (_, _) => { calls++; return ValueTask.CompletedTask; }, s.Ct).ConfigureAwait(false), "it is settled");
        Same(1, calls, "how often the host was called");
        SameRows(s.Keys(3), (await s.Second.GetGroupsDueAsync(null, 100, s.Ct).ConfigureAwait(false)).Select(d => d.Key), "those still due");
        SameRows([move], await s.Store.GetAssignmentsAsync(s.Keys(1, 2), s.Ct).ConfigureAwait(false), "the moves");
    }

    private static async Task Settle_WhoBecameDueAgain_StaysDue(StoreScene s)
    {
        await DueAsync(s, 1).ConfigureAwait(false);
        Lease lease = await s.TakeAsync(Lease.GroupResource).ConfigureAwait(false);
        DueGroup due = (await s.Store.GetGroupsDueAsync(null, 1, s.Ct).ConfigureAwait(false))[0];
        await s.CommitAsync("gold", null, [1], with: c => c with { TouchesGroups = true, Effects = Gold }).ConfigureAwait(false);
        await s.Store.SettleGroupsAsync(new GroupSettlement { Lease = lease, Customers = [new(s.Key(1), due.Stamp, null)] }, Nothing, s.Ct).ConfigureAwait(false);
        DueGroup again = (await s.Store.GetGroupsDueAsync(null, 1, s.Ct).ConfigureAwait(false)).Single();
        That(again.Stamp > due.Stamp, "the stamp is greater");
        await s.Store.SettleGroupsAsync(new GroupSettlement { Lease = lease, Customers = [new(s.Key(1), again.Stamp, null)] }, Nothing, s.Ct).ConfigureAwait(false);
        SameRows([], await s.Store.GetGroupsDueAsync(null, 1, s.Ct).ConfigureAwait(false), "those due");
    }

    private static async Task Settle_WhenTheHostThrows_WritesNothing(StoreScene s)
    {
        await DueAsync(s, 1).ConfigureAwait(false);
        Lease lease = await s.TakeAsync(Lease.GroupResource).ConfigureAwait(false);
        DueGroup due = (await s.Store.GetGroupsDueAsync(null, 1, s.Ct).ConfigureAwait(false))[0];
        var settlement = new GroupSettlement
        {
            Lease = lease,
            Customers = [new(s.Key(1), due.Stamp, new(s.Key(1), "gold", null, null, "gold", IsApplied: true))],
            History = [HistoryCases.Entry("h1")],
        };
        await s.ChangesNothingAsync(() => ThrowsAsync<InvalidTimeZoneException>(
            async () => await s.Store.SettleGroupsAsync(settlement, (_, _) => throw new InvalidTimeZoneException("An exception that no store throws by itself."), s.Ct).ConfigureAwait(false))).ConfigureAwait(false);
        That(await s.Store.SettleGroupsAsync(settlement, Nothing, s.Ct).ConfigureAwait(false), "it is settled afterwards");
    }

    private static async Task Settle_OfALostLease_CallsNobody(StoreScene s)
    {
        await DueAsync(s, 1).ConfigureAwait(false);
        Lease lease = await s.TakeAsync(Lease.GroupResource).ConfigureAwait(false);
        await s.TakeOverAsync(lease).ConfigureAwait(false);
        DueGroup due = (await s.Store.GetGroupsDueAsync(null, 1, s.Ct).ConfigureAwait(false))[0];
        bool called = false;
        await s.ChangesNothingAsync(async () =>
        {
            var settlement = new GroupSettlement { Lease = lease, Customers = [new(s.Key(1), due.Stamp, null)] };
            That(!await s.Store.SettleGroupsAsync(settlement, (_, _) => { called = true; return ValueTask.CompletedTask; }, s.Ct).ConfigureAwait(false), "it is refused");
        }).ConfigureAwait(false);
        That(!called, "the host is not called");
    }

    private static async Task Settle_HistoryThatIsThere_AddsUp(StoreScene s)
    {
        await DueAsync(s, 1).ConfigureAwait(false);
        Lease lease = await s.TakeAsync(Lease.GroupResource).ConfigureAwait(false);
        foreach (int moved in new[] { 3, 4 })
        {
            HistoryEntry entry = HistoryCases.Entry("moves") with { Action = HistoryAction.GroupChanged, Affected = moved };
            await s.Store.SettleGroupsAsync(new GroupSettlement { Lease = lease, Customers = [], History = [entry] }, Nothing, s.Ct).ConfigureAwait(false);
        }

        Same(7L, (await s.Store.GetHistoryAsync(new HistoryQuery(), s.Ct).ConfigureAwait(false)).Entries.Single().Affected, "how many were moved");
    }

    private static async Task Tags_GivenAndTaken_AreKeptByOrdinal(StoreScene s)
    {
        await s.Store.ChangeTagsAsync(s.Key(1), ["vip", "VIP", "Ü", "a"], ["a", "none"], s.Ct).ConfigureAwait(false);
        await s.Store.ChangeTagsAsync(s.Key(1), ["vip"], [], s.Ct).ConfigureAwait(false);
        await s.Store.ChangeTagsAsync(s.Key(2), ["a"], [], s.Ct).ConfigureAwait(false);
        SameRows(new[] { "VIP", "a", "vip", "Ü" }, await s.Second.GetTagsAsync(s.Key(1), s.Ct).ConfigureAwait(false), "the tags");
        await s.Store.ChangeTagsAsync(s.Key(1), [], ["VIP", "vip", "Ü"], s.Ct).ConfigureAwait(false);
        SameRows(new[] { "a" }, await s.Second.GetTagsAsync(s.Key(1), s.Ct).ConfigureAwait(false), "the tags left");
        SameRows([], await s.Second.GetTagsAsync(s.Key(3), s.Ct).ConfigureAwait(false), "the tags of another");
    }

    /// <summary>A segment with a group whose members are all due.</summary>
    private static async Task DueAsync(StoreScene s, params int[] members)
    {
        await s.SaveAsync("gold").ConfigureAwait(false);
        await s.CommitAsync("gold", members, with: c => c with { TouchesGroups = true, Effects = Gold }).ConfigureAwait(false);
    }

    private static ValueTask Nothing(StoreTransaction transaction, CancellationToken ct) => ValueTask.CompletedTask;
}
