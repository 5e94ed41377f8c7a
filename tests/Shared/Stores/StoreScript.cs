namespace Segmentation.Tests.Shared;

/// <summary>One of everything that writes to a store, from a state in which each has something to change.</summary>
internal static class StoreScript
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>More than one statement takes.</summary>
    private const int Entering = 16_400;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly Lease Vip = new(Lease.SegmentResource("vip"), "script", 1, Minute);
    private static readonly Lease Groups = new(Lease.GroupResource, "script", 1, Minute);
    private static readonly Lease Outbox = new(Lease.OutboxResource, "script", 1, Minute);
    private static readonly SegmentEffects Gold = new() { Group = "gold", Priority = 10, Tags = ["VIP"] };

    private static readonly Dictionary<string, Func<ISegmentStore, CancellationToken, Task>> Steps = new(StringComparer.Ordinal)
    {
        ["prepare"] = async (store, ct) => await store.PrepareAsync(ct),
        ["change definitions"] = async (store, ct) => Assert(await store.ChangeDefinitionsAsync(
            new DefinitionChange
            {
                ExpectedVersion = 1,
                At = Start + Minute,
                Saves = [new("vip", "{\"new\":1}"), new("more", "{}")],
                Lists = [new(new("other", StickyList.Exclude, Key(4)), IsListed: true), new(new("vip", StickyList.Include, Key(1)), IsListed: false)],
                Stale = ["other"],
            },
            ct) == 2),
        ["delete"] = async (store, ct) => Assert(await store.DeleteAsync(
            new SegmentDeletion
            {
                SegmentId = "vip",
                RunId = "deletion",
                Lease = Vip,
                Revision = 1,
                ExpectedVersion = 1,
                At = Start + Minute,
                AsOf = Start + Minute,
                Changes = Changes(leave: Enumerable.Range(0, 20), enter: []),
                TouchesGroups = true,
                History = [Entry("deleted")],
            },
            ct) == CommitOutcome.Committed),
        ["commit"] = async (store, ct) => Assert(await store.CommitAsync(
            Commit(Enumerable.Range(100, Entering), Enumerable.Range(0, 5), "run-2") with { History = [Entry("h1"), Entry("h2")], TouchesAllGroups = true }, ct) == CommitOutcome.Committed),
        ["fail"] = async (store, ct) => Assert(await store.FailAsync(
            new SegmentRefreshFailure { SegmentId = "vip", RunId = "run-1", Lease = Vip, Revision = 1, At = Start + Minute, Reason = "No answer.", History = [Entry("failed")] },
            ct) == CommitOutcome.Committed),
        ["begin run"] = async (store, ct) => await store.BeginRunAsync(Run("run-3"), [new("vip", Vip)], [Entry("began")], ct),
        ["finish run"] = async (store, ct) => await store.FinishRunAsync("run-1", RunStatus.Cancelled, Start + Minute, [new("vip", Vip)], [Entry("ended")], ct),
        ["acquire"] = async (store, ct) => Assert((await store.AcquireAsync(["segment:new", "segment:vip"], "another", Minute, ct)).Taken.Count == 1),
        ["renew"] = async (store, ct) => Assert((await store.RenewAsync([Vip with { Duration = 2 * Minute }], ct)).Count == 1),
        ["release"] = async (store, ct) => await store.ReleaseAsync([Vip, Groups], ct),
        ["append history"] = async (store, ct) => await store.AppendHistoryAsync([Entry("h1"), Entry("h2")], ct),
        ["delete history"] = async (store, ct) => Assert(await store.DeleteHistoryAsync(Start, ct) == 2),
        ["plan groups"] = async (store, ct) => Assert(await store.PlanGroupsAsync(Groups, [new(Key(1), "vip", "general", "general", "gold", IsApplied: false)], ct)),
        ["settle groups"] = async (store, ct) => Assert(await store.SettleGroupsAsync(
            new GroupSettlement
            {
                Lease = Groups,
                Customers = [new(Key(1), 1, new(Key(1), "vip", "general", "general", "gold", IsApplied: true)), new(Key(2), 1, null)],
                History = [Entry("moved") with { Affected = 1 }],
            },
            static (_, _) => ValueTask.CompletedTask,
            ct)),
        ["change tags"] = async (store, ct) => await store.ChangeTagsAsync(Key(1), ["b", "c"], ["a"], ct),
        ["settle events"] = async (store, ct) => Assert(await store.SettleEventsAsync(
            Outbox,
            [
                new((await store.GetReadyEventsAsync(Start, 1, ct))[0].Event.Sequence, DeliveryStatus.Delivered),
                new((await store.GetReadyEventsAsync(Start, 2, ct))[1].Event.Sequence, DeliveryStatus.Waiting, 1, Start + Minute, "refused", ["a"]),
            ],
            ct)),
        ["retry dead events"] = async (store, ct) => Assert(await store.RetryDeadEventsAsync([(await store.GetDeadEventsAsync(0, 1, ct))[0].Event.Sequence], ct) == 1),
        ["delete dead events"] = async (store, ct) => Assert(await store.DeleteDeadEventsAsync([(await store.GetDeadEventsAsync(0, 1, ct))[0].Event.Sequence], ct) == 1),
    };

    /// <summary>What can be done once the store is set up.</summary>
    public static IEnumerable<string> Actions => Steps.Keys.Where(action => action != "prepare");

    /// <summary>Those that are done whole or not at all; the others say that they are done in steps.</summary>
    public static IEnumerable<string> WholeActions => Actions.Where(action => action != "delete history");

    public static Task RunAsync(string action, ISegmentStore store, CancellationToken ct) => Steps[action](store, ct);

    /// <summary>Makes the state from which all actions begin, in a store by a clock that stands still at <see cref="Start"/>.</summary>
    public static async Task SetUpAsync(ISegmentStore store, CancellationToken ct)
    {
        await store.PrepareAsync(ct);
        await store.ChangeDefinitionsAsync(
            new DefinitionChange
            {
                ExpectedVersion = 0,
                At = Start,
                Saves = [new("vip", "{}"), new("other", "{}")],
                Lists = [new(new("vip", StickyList.Include, Key(1)), IsListed: true)],
            },
            ct);
        await store.AcquireAsync([Vip.Resource, Groups.Resource, Outbox.Resource], "script", Minute, ct);
        await store.BeginRunAsync(Run("old"), [], [Entry("old") with { At = Start - Minute }], ct);
        await store.FinishRunAsync("old", RunStatus.Completed, Start - Minute, [], [], ct);
        await store.BeginRunAsync(Run("run-1"), [], [], ct);
        await store.BeginRunAsync(Run("run-2"), [], [], ct);
        Assert(await store.CommitAsync(Commit(Enumerable.Range(0, 20), [], "run-1"), ct) == CommitOutcome.Committed);
        await store.BeginRunAsync(Run("run-1"), [new("vip", Vip)], [], ct);
        IReadOnlyList<OutboxEvent> events = await store.GetReadyEventsAsync(Start, 10, ct);
        await store.SettleEventsAsync(Outbox, [new(events[0].Event.Sequence, DeliveryStatus.Dead, 5, null, "hopeless", ["a"])], ct);
        await store.ChangeTagsAsync(Key(1), ["a", "b"], [], ct);
    }

    private static SegmentCommit Commit(IEnumerable<int> enter, IEnumerable<int> leave, string run) => new()
    {
        SegmentId = "vip",
        RunId = run,
        Lease = Vip,
        Revision = 1,
        At = Start,
        AsOf = Start,
        Size = enter.Count() - leave.Count(),
        Changes = Changes(enter, leave),
        Entered = enter.Count(),
        Left = leave.Count(),
        Effects = Gold,
        TouchesGroups = true,
        CorrelationId = "c-1",
    };

    private static IEnumerable<MemberChange> Changes(IEnumerable<int> enter, IEnumerable<int> leave) =>
    [
        .. enter.Select(n => new MemberChange(Key(n), MemberChangeKind.Entered, MemberChangeCause.Data))
            .Concat(leave.Select(n => new MemberChange(Key(n), MemberChangeKind.Left, MemberChangeCause.Data))).OrderBy(c => c.Key),
    ];

    private static RefreshRun Run(string id) => new() { Id = id, AsOf = Start, Trigger = RefreshTrigger.Automatic, StartedAt = Start, SegmentIds = ["vip"] };

    private static HistoryEntry Entry(string id) => new() { Id = id, At = Start, Action = HistoryAction.RefreshStarted, RunId = "run-1", Trigger = RefreshTrigger.Manual };

    private static SubjectKey Key(int number) => new(number);

    private static void Assert(bool holds)
    {
        if (!holds)
            throw new InvalidOperationException("The store gave another answer than the script expects.");
    }
}
