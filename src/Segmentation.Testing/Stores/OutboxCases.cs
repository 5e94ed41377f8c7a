using static Segmentation.Testing.StoreScene;

namespace Segmentation.Testing.Stores;

/// <summary>What <see cref="IOutboxStore"/> says.</summary>
internal static class OutboxCases
{
    public static IEnumerable<StoreCase> All =>
    [
        .. StoreCase.EachKind(Commit_Changes_BecomeEventsInOrder),
        .. StoreCase.Once(Commit_WithoutEvents_WritesNone),
        .. StoreCase.Once(Commit_TheSameAgain_GivesTheSameIds),
        .. StoreCase.Once(Settle_WhatIsDelivered_IsGone),
        .. StoreCase.Once(Settle_WhatWaits_HoldsUpItsCustomerOnly),
        .. StoreCase.Once(Settle_WhatIsDead_FreesItsCustomer),
        .. StoreCase.Once(Settle_OfALostLease_IsRefused),
        .. StoreCase.Once(DeadEvents_TriedAgain_ArePending),
        .. StoreCase.Once(DeadEvents_Deleted_AreGone),
        .. StoreCase.Once(Count_OfAll_TellsThemApart),
    ];

    private static async Task Commit_Changes_BecomeEventsInOrder(StoreScene s)
    {
        await s.SaveAsync("a", "b").ConfigureAwait(false);
        await s.CommitAsync("b", [1, 2], with: c => c with { CorrelationId = "c-1" }).ConfigureAwait(false);
        s.Clock.Advance(Minute);
        await s.CommitAsync("a", [1], run: "run-2", with: c => c with { AsOf = Start }).ConfigureAwait(false);
        await s.CommitAsync("b", null, [1], run: "run-3").ConfigureAwait(false);
        IReadOnlyList<OutboxEvent> events = await s.Second.GetReadyEventsAsync(s.Clock.GetUtcNow(), 100, s.Ct).ConfigureAwait(false);
        That(events.Zip(events.Skip(1)).All(p => p.First.Event.Sequence < p.Second.Event.Sequence), "the sequences grow");
        SegmentEvent[] expected =
        [
            Event("run-1", "b", s.Key(1), MemberChangeKind.Entered, Start, Start) with { CorrelationId = "c-1" },
            Event("run-1", "b", s.Key(2), MemberChangeKind.Entered, Start, Start) with { CorrelationId = "c-1" },
            Event("run-2", "a", s.Key(1), MemberChangeKind.Entered, Start, Start + Minute),
            Event("run-3", "b", s.Key(1), MemberChangeKind.Left, Start + Minute, Start + Minute),
        ];
        SameRows(expected, events.Select(e => e.Event with { Sequence = 0 }), "the events");
        That(events.All(e => e is { Attempts: 0, NextAttempt: null, Error: null, Received.Count: 0, IsDead: false }), "none was tried");
        SameRows(expected[..2], (await s.Store.GetReadyEventsAsync(s.Clock.GetUtcNow(), 2, s.Ct).ConfigureAwait(false)).Select(e => e.Event with { Sequence = 0 }), "the first two");
    }

    private static async Task Commit_WithoutEvents_WritesNone(StoreScene s)
    {
        await s.SaveAsync("a").ConfigureAwait(false);
        await s.CommitAsync("a", [1], with: c => c with { WritesEvents = false }).ConfigureAwait(false);
        SameRows([], await s.Store.GetReadyEventsAsync(Start, 100, s.Ct).ConfigureAwait(false), "the events");
    }

    private static async Task Commit_TheSameAgain_GivesTheSameIds(StoreScene s)
    {
        await s.SaveAsync("a").ConfigureAwait(false);
        await s.CommitAsync("a", [1]).ConfigureAwait(false);
        await s.CommitAsync("a", [1]).ConfigureAwait(false);
        IReadOnlyList<OutboxEvent> events = await s.Store.GetReadyEventsAsync(Start, 100, s.Ct).ConfigureAwait(false);
        Same((2, 1), (events.Count, events.Select(e => e.Event.Id).Distinct().Count()), "the events and their different ids");
    }

    private static async Task Settle_WhatIsDelivered_IsGone(StoreScene s)
    {
        (Lease lease, OutboxEvent[] events) = await EventsAsync(s).ConfigureAwait(false);
        That(await s.Store.SettleEventsAsync(lease, [new(events[0].Event.Sequence, DeliveryStatus.Delivered), new(999_999, DeliveryStatus.Delivered)], s.Ct).ConfigureAwait(false), "it is recorded");
        SameRows(events[1..].Select(e => e.Event), await ReadyAsync(s).ConfigureAwait(false), "the events left");
    }

    private static async Task Settle_WhatWaits_HoldsUpItsCustomerOnly(StoreScene s)
    {
        (Lease lease, OutboxEvent[] events) = await EventsAsync(s).ConfigureAwait(false);
        var waiting = new EventDelivery(events[0].Event.Sequence, DeliveryStatus.Waiting, 2, Start + Minute, "refused", ["b", "a"]);
        await s.Store.SettleEventsAsync(lease, [waiting], s.Ct).ConfigureAwait(false);
        SameRows([events[1].Event], await ReadyAsync(s).ConfigureAwait(false), "the events that are ready");
        s.Clock.Advance(Minute);
        IReadOnlyList<OutboxEvent> ready = await s.Second.GetReadyEventsAsync(s.Clock.GetUtcNow(), 100, s.Ct).ConfigureAwait(false);
        SameRows(events.Select(e => e.Event), ready.Select(e => e.Event), "the events when the time has come");
        OutboxEvent first = ready[0];
        Same((2, Start + Minute, "refused", false), (first.Attempts, first.NextAttempt, first.Error, first.IsDead), "how the first stands");
        SameRows(new[] { "a", "b" }, first.Received, "who has received it");
    }

    private static async Task Settle_WhatIsDead_FreesItsCustomer(StoreScene s)
    {
        (Lease lease, OutboxEvent[] events) = await EventsAsync(s).ConfigureAwait(false);
        await s.Store.SettleEventsAsync(lease, [new(events[0].Event.Sequence, DeliveryStatus.Dead, 5, null, "hopeless", ["a"])], s.Ct).ConfigureAwait(false);
        SameRows(events[1..].Select(e => e.Event), await ReadyAsync(s).ConfigureAwait(false), "the events that are ready");
        OutboxEvent dead = (await s.Store.GetDeadEventsAsync(0, 100, s.Ct).ConfigureAwait(false)).Single();
        Same((events[0].Event, 5, "hopeless", true), (dead.Event, dead.Attempts, dead.Error, dead.IsDead), "the dead event");
        SameRows([], await s.Store.GetDeadEventsAsync(dead.Event.Sequence, 100, s.Ct).ConfigureAwait(false), "the dead events behind it");
    }

    private static async Task Settle_OfALostLease_IsRefused(StoreScene s)
    {
        (Lease lease, OutboxEvent[] events) = await EventsAsync(s).ConfigureAwait(false);
        await s.TakeOverAsync(lease).ConfigureAwait(false);
        await s.ChangesNothingAsync(async () =>
            That(!await s.Store.SettleEventsAsync(lease, [new(events[0].Event.Sequence, DeliveryStatus.Delivered)], s.Ct).ConfigureAwait(false), "it is refused")).ConfigureAwait(false);
    }

    private static async Task DeadEvents_TriedAgain_ArePending(StoreScene s)
    {
        (Lease lease, OutboxEvent[] events) = await EventsAsync(s).ConfigureAwait(false);
        await s.Store.SettleEventsAsync(lease, [new(events[0].Event.Sequence, DeliveryStatus.Dead, 5, null, "hopeless", ["a"])], s.Ct).ConfigureAwait(false);
        Same(1, await s.Store.RetryDeadEventsAsync([events[0].Event.Sequence, events[1].Event.Sequence, 999_999], s.Ct).ConfigureAwait(false), "how many are tried again");
        OutboxEvent first = (await s.Store.GetReadyEventsAsync(Start, 100, s.Ct).ConfigureAwait(false))[0];
        Same((events[0].Event, 0, null, null, false), (first.Event, first.Attempts, first.NextAttempt, first.Error, first.IsDead), "the event");
        SameRows(new[] { "a" }, first.Received, "who has received it");
    }

    private static async Task DeadEvents_Deleted_AreGone(StoreScene s)
    {
        (Lease lease, OutboxEvent[] events) = await EventsAsync(s).ConfigureAwait(false);
        await s.Store.SettleEventsAsync(lease, [new(events[0].Event.Sequence, DeliveryStatus.Dead, 5)], s.Ct).ConfigureAwait(false);
        Same(1, await s.Store.DeleteDeadEventsAsync([.. events.Select(e => e.Event.Sequence)], s.Ct).ConfigureAwait(false), "how many are deleted");
        SameRows([], await s.Store.GetDeadEventsAsync(0, 100, s.Ct).ConfigureAwait(false), "the dead events");
        SameRows(events[1..].Select(e => e.Event), await ReadyAsync(s).ConfigureAwait(false), "the pending events");
    }

    private static async Task Count_OfAll_TellsThemApart(StoreScene s)
    {
        Same(default, await s.Store.CountEventsAsync(s.Ct).ConfigureAwait(false), "the counts of none");
        (Lease lease, OutboxEvent[] events) = await EventsAsync(s).ConfigureAwait(false);
        s.Clock.Advance(Minute);
        await s.CommitAsync("a", [7]).ConfigureAwait(false);
        await s.Store.SettleEventsAsync(lease, [new(events[0].Event.Sequence, DeliveryStatus.Dead, 5)], s.Ct).ConfigureAwait(false);
        Same(new OutboxCounts(3, 1, Start), await s.Store.CountEventsAsync(s.Ct).ConfigureAwait(false), "the counts");
    }

    /// <summary>Customer 1 enters, customer 2 enters, customer 1 leaves; and the lease on the outbox.</summary>
    private static async Task<(Lease Lease, OutboxEvent[] Events)> EventsAsync(StoreScene s)
    {
        await s.SaveAsync("a").ConfigureAwait(false);
        await s.CommitAsync("a", [1, 2]).ConfigureAwait(false);
        await s.CommitAsync("a", null, [1], run: "run-2").ConfigureAwait(false);
        return (await s.TakeAsync(Lease.OutboxResource).ConfigureAwait(false), [.. await s.Store.GetReadyEventsAsync(Start, 100, s.Ct).ConfigureAwait(false)]);
    }

    private static async Task<IEnumerable<SegmentEvent>> ReadyAsync(StoreScene s) =>
        (await s.Second.GetReadyEventsAsync(s.Clock.GetUtcNow(), 100, s.Ct).ConfigureAwait(false)).Select(e => e.Event);

    private static SegmentEvent Event(
        string run, string segment, SubjectKey key, MemberChangeKind kind, DateTimeOffset asOf, DateTimeOffset writtenAt) => new()
        {
            Id = SegmentEvent.IdOf(run, segment, new MemberChange(key, kind, MemberChangeCause.Data)),
            Sequence = 0,
            SegmentId = segment,
            Customer = key,
            Kind = kind,
            Cause = MemberChangeCause.Data,
            AsOf = asOf,
            WrittenAt = writtenAt,
            RunId = run,
        };
}
