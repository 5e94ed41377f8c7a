using static Segmentation.Testing.StoreScene;

namespace Segmentation.Testing.Stores;

/// <summary>What handlers receive: everything, at least once, a customer's events in order.</summary>
internal static class DeliveryCases
{
    public static IEnumerable<StoreCase> All =>
    [
        .. StoreCase.EachKind(Deliver_ToAHandler_GivesAllInOrder),
        .. StoreCase.Once(Deliver_WithoutHandlers_KeepsTheEvents),
        .. StoreCase.Once(Deliver_ToAHandlerThatFailsATenth_GivesTheTruthInOrder),
        .. StoreCase.Once(Deliver_ToAHandlerThatFailsForOne_IsTriedAgainLaterAndLater),
        .. StoreCase.Once(Deliver_WhatIsHopeless_DiesAndFreesItsCustomer),
        .. StoreCase.Once(s => HangAsync(s, (_, never) => never.Task), "Deliver_ToAHandlerThatHangs_GoesOnAfterItsTime"),
        .. StoreCase.Once(s => HangAsync(s, KeepTheThread), "Deliver_ToAHandlerThatKeepsItsThread_GoesOnAfterItsTime"),
        .. StoreCase.Once(Deliver_ToAHandlerThatIsSlowForOne_DoesNotKeepTheOthersWaiting),
        .. StoreCase.Once(Deliver_ToSeveralHandlers_RepeatsOnlyThoseThatFailed),
        .. StoreCase.Once(Deliver_ByTwoAtOnce_IsDoneByOne),
        .. StoreCase.Once(Deliver_ThatIsStopped_RecordsWhatWasDelivered),
        .. StoreCase.Once(Crash_AnywhereInADelivery_LosesNothingAndRepeatsTheSameIds),
    ];

    private static async Task Deliver_ToAHandler_GivesAllInOrder(StoreScene store)
    {
        (RefreshScene s, IReadOnlyList<SegmentEvent> truth) = await EventsAsync(store).ConfigureAwait(false);
        var handler = new Recorder();
        EventDeliveryReport report = await s.Start(handler: handler).Events.DeliverAsync(s.Ct).ConfigureAwait(false);
        Same(new EventDeliveryReport(truth.Count, 0, 0, IsBusy: false), report, "the report");
        IsTheTruth(truth, handler.Received);
        Same(truth.Count, handler.Received.Count, "how many were received");
        Same(default, await s.Host.Events.CountAsync(s.Ct).ConfigureAwait(false), "what is left in the outbox");
    }

    private static async Task Deliver_WithoutHandlers_KeepsTheEvents(StoreScene store)
    {
        (RefreshScene s, IReadOnlyList<SegmentEvent> truth) = await EventsAsync(store).ConfigureAwait(false);
        Same(0, (await s.Host.Events.DeliverAsync(s.Ct).ConfigureAwait(false)).Delivered, "how many were delivered");
        Same((long)truth.Count, (await s.Host.Events.CountAsync(s.Ct).ConfigureAwait(false)).Pending, "how many are pending");
    }

    private static async Task Deliver_ToAHandlerThatFailsATenth_GivesTheTruthInOrder(StoreScene store)
    {
        (RefreshScene s, IReadOnlyList<SegmentEvent> truth) = await EventsAsync(store, customers: 30, rounds: 6).ConfigureAwait(false);
        var random = new Random(20260301);
        var handler = new Recorder { Handle = (_, _) => Draw(random) < 0.1 ? throw new IOException("The mail server is busy.") : Task.CompletedTask };
        TestHost host = s.Start(handler: handler, configure: b => b.ConfigureDelivery(o => o.BatchSize = 17));
        int failures = 0;
        while ((await host.Events.CountAsync(s.Ct).ConfigureAwait(false)).Pending > 0)
        {
            failures += (await host.Events.DeliverAsync(s.Ct).ConfigureAwait(false)).Failed;
            s.Clock.Advance(TimeSpan.FromHours(1));
        }

        That(failures > 5, "deliveries failed");
        IsTheTruth(truth, handler.Received);
        Same(0L, (await host.Events.CountAsync(s.Ct).ConfigureAwait(false)).Dead, "how many were given up");

        static double Draw(Random random)
        {
            lock (random)
                return random.NextDouble();
        }
    }

    private static async Task Deliver_ToAHandlerThatFailsForOne_IsTriedAgainLaterAndLater(StoreScene store)
    {
        (RefreshScene s, IReadOnlyList<SegmentEvent> truth) = await EventsAsync(store).ConfigureAwait(false);
        bool isBroken = true;
        var tries = new List<DateTimeOffset>();
        var handler = new Recorder
        {
            Handle = (e, _) =>
            {
                if (e.Customer != s.Key(1) || !isBroken)
                    return Task.CompletedTask;
                tries.Add(s.Clock.GetUtcNow());
                throw new IOException("no");
            },
        };
        TestHost host = s.Start(handler: handler, configure: b => b.ConfigureDelivery(o => (o.FirstDelay, o.MaxDelay) = (Minute, 5 * Minute)));
        for (int minute = 0; minute <= 20; minute++)
        {
            await host.Events.DeliverAsync(s.Ct).ConfigureAwait(false);
            s.Clock.Advance(Minute);
        }

        SameRows([0, 1, 3, 7, 12, 17], tries.Select(t => (int)(t - tries[0]).TotalMinutes), "the minutes at which it was tried");
        SameRows(truth.Where(e => e.Customer != s.Key(1)), handler.Received.OrderBy(e => e.Sequence), "what the others received");
        isBroken = false;
        s.Clock.Advance(5 * Minute);
        await host.Events.DeliverAsync(s.Ct).ConfigureAwait(false);
        IsTheTruth(truth, handler.Received);
    }

    private static async Task Deliver_WhatIsHopeless_DiesAndFreesItsCustomer(StoreScene store)
    {
        (RefreshScene s, IReadOnlyList<SegmentEvent> truth) = await EventsAsync(store).ConfigureAwait(false);
        SegmentEvent hopeless = truth.First(e => e.Customer == s.Key(1));
        bool isBroken = true;
        var handler = new Recorder { Handle = (e, _) => e.Id == hopeless.Id && isBroken ? throw new FormatException("It cannot be read.") : Task.CompletedTask };
        TestHost host = s.Start(handler: handler, configure: b => b.ConfigureDelivery(o => o.MaxAttempts = 3));
        int dead = 0;
        for (int i = 0; i < 3; i++)
        {
            dead += (await host.Events.DeliverAsync(s.Ct).ConfigureAwait(false)).Dead;
            s.Clock.Advance(TimeSpan.FromHours(2));
        }

        Same(1, dead, "how many were given up");
        IsTheTruth([.. truth.Where(e => e.Id != hopeless.Id)], handler.Received);
        OutboxEvent letter = (await host.Events.GetDeadAsync(ct: s.Ct).ConfigureAwait(false)).Single();
        Same((hopeless, 3), (letter.Event, letter.Attempts), "the dead letter");
        That(letter.Error!.Contains("It cannot be read.", StringComparison.Ordinal), "it says why");
        isBroken = false;
        Same(1, await host.Events.RetryDeadAsync([hopeless.Sequence], s.Ct).ConfigureAwait(false), "how many are tried again");
        Same(1, (await host.Events.DeliverAsync(s.Ct).ConfigureAwait(false)).Delivered, "how many are delivered then");
        Same(default, await host.Events.CountAsync(s.Ct).ConfigureAwait(false), "what is left in the outbox");
    }

    /// <summary>A handler hangs with the events of one customer, and does not even heed its token.</summary>
    private static async Task HangAsync(StoreScene store, Func<SegmentEvent, TaskCompletionSource, Task> hang)
    {
        (RefreshScene s, IReadOnlyList<SegmentEvent> truth) = await EventsAsync(store).ConfigureAwait(false);
        bool hangs = true;
        var never = new TaskCompletionSource();
        var handler = new Recorder { Handle = (e, _) => e.Customer == s.Key(1) && hangs ? hang(e, never) : Task.CompletedTask };
        TestHost host = s.Start(handler: handler, configure: b => b.ConfigureDelivery(o => o.HandlerTimeout = Minute / 2));
        Task<EventDeliveryReport> delivering = Task.Run(() => host.Events.DeliverAsync(s.Ct));
        while (!delivering.IsCompleted)
        {
            s.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, s.Ct).ConfigureAwait(false);
        }

        EventDeliveryReport report = await delivering.ConfigureAwait(false);
        That(report.Failed > 0, "the delivery failed");
        SameRows(truth.Where(e => e.Customer != s.Key(1)), handler.Received.OrderBy(e => e.Sequence), "what the others received");
        hangs = false;
        s.Clock.Advance(TimeSpan.FromHours(1));
        await host.Events.DeliverAsync(s.Ct).ConfigureAwait(false);
        IsTheTruth(truth, handler.Received);
        // Those that hung end some time or other; what they would have received comes late, and is no news.
        never.SetResult();
    }

    private static async Task Deliver_ToAHandlerThatIsSlowForOne_DoesNotKeepTheOthersWaiting(StoreScene store)
    {
        (RefreshScene s, IReadOnlyList<SegmentEvent> truth) = await EventsAsync(store).ConfigureAwait(false);
        var others = new TaskCompletionSource();
        int waiting = truth.Count(e => e.Customer != s.Key(1));
        var handler = new Recorder
        {
            // It is done with the one only when all others have theirs.
            Handle = (e, ct) =>
            {
                if (e.Customer == s.Key(1))
                    return others.Task.WaitAsync(ct);
                if (Interlocked.Decrement(ref waiting) == 0)
                    others.SetResult();
                return Task.CompletedTask;
            },
        };
        TestHost host = s.Start(handler: handler);
        EventDeliveryReport report = await host.Events.DeliverAsync(s.Ct).ConfigureAwait(false);
        Same(new EventDeliveryReport(truth.Count, 0, 0, IsBusy: false), report, "the report");
        IsTheTruth(truth, handler.Received);
    }

    private static Task KeepTheThread(SegmentEvent e, TaskCompletionSource never)
    {
        never.Task.Wait();
        return Task.CompletedTask;
    }

    private static async Task Deliver_ToSeveralHandlers_RepeatsOnlyThoseThatFailed(StoreScene store)
    {
        (RefreshScene s, IReadOnlyList<SegmentEvent> truth) = await EventsAsync(store).ConfigureAwait(false);
        var steady = new Recorder();
        bool isBroken = true;
        var shaky = new Recorder { Name = "shaky", Handle = (_, _) => isBroken ? throw new IOException("no") : Task.CompletedTask };
        TestHost host = s.Start(handler: steady, configure: b => b.AddEventHandler(_ => shaky));
        await host.Events.DeliverAsync(s.Ct).ConfigureAwait(false);
        isBroken = false;
        s.Clock.Advance(TimeSpan.FromHours(1));
        await host.Events.DeliverAsync(s.Ct).ConfigureAwait(false);
        IsTheTruth(truth, shaky.Received);
        IsTheTruth(truth, steady.Received);
        Same(truth.Count, steady.Received.Count, "how many the steady one received");
    }

    private static async Task Deliver_ByTwoAtOnce_IsDoneByOne(StoreScene store)
    {
        (RefreshScene s, IReadOnlyList<SegmentEvent> truth) = await EventsAsync(store).ConfigureAwait(false);
        var other = new Recorder();
        EventDeliveryReport? second = null;
        var handler = new Recorder
        {
            Handle = async (_, ct) => second ??= await s.Start(handler: other).Events.DeliverAsync(ct).ConfigureAwait(false),
        };
        TestHost host = s.Start(handler: handler, configure: b => b.ConfigureDelivery(o => o.Concurrency = 1));
        await host.Events.DeliverAsync(s.Ct).ConfigureAwait(false);
        Same(new EventDeliveryReport(0, 0, 0, IsBusy: true), second, "the report of the second");
        IsTheTruth(truth, handler.Received);
        Same(0, other.Received.Count, "how many the second received");
    }

    private static async Task Deliver_ThatIsStopped_RecordsWhatWasDelivered(StoreScene store)
    {
        (RefreshScene s, IReadOnlyList<SegmentEvent> truth) = await EventsAsync(store).ConfigureAwait(false);
        using var stop = new CancellationTokenSource();
        int count = 0;
        var handler = new Recorder
        {
            Handle = (_, _) =>
            {
                if (++count == 3)
                    stop.Cancel();
                return Task.CompletedTask;
            },
        };
        TestHost host = s.Start(handler: handler, configure: b => b.ConfigureDelivery(o => o.Concurrency = 1));
        await ThrowsAsync<OperationCanceledException>(() => host.Events.DeliverAsync(stop.Token)).ConfigureAwait(false);
        int first = handler.Received.Count;
        Same((long)truth.Count - first, (await host.Events.CountAsync(s.Ct).ConfigureAwait(false)).Pending, "how many are pending");
        await host.Events.DeliverAsync(s.Ct).ConfigureAwait(false);
        Same(truth.Count, handler.Received.Count, "how many were received in all");
        IsTheTruth(truth, handler.Received);
    }

    private static async Task Crash_AnywhereInADelivery_LosesNothingAndRepeatsTheSameIds(StoreScene store)
    {
        (RefreshScene s, _) = await EventsAsync(store).ConfigureAwait(false);
        var alive = new Crash();
        await s.Start(alive, new Recorder(), Small).Events.DeliverAsync(s.Ct).ConfigureAwait(false);
        for (int step = 1; step <= alive.Steps; step++)
        {
            foreach (bool isAfter in new[] { false, true })
            {
                StoreScene other = await store.AnewAsync().ConfigureAwait(false);
                (RefreshScene scene, IReadOnlyList<SegmentEvent> truth) = await EventsAsync(other).ConfigureAwait(false);
                var handler = new Recorder();
                var crash = new Crash(step, isAfter);
                try
                {
                    await scene.Start(crash, handler, Small).Events.DeliverAsync(s.Ct).ConfigureAwait(false);
                }
                catch (CrashException)
                {
                    // Some steps come after everything is done.
                }

                scene.Clock.Advance(TimeSpan.FromMinutes(2));
                await scene.Start(handler: handler, configure: Small).Events.DeliverAsync(s.Ct).ConfigureAwait(false);
                IsTheTruth(truth, handler.Received, crash.Place);
                Same(default, await scene.Host.Events.CountAsync(s.Ct).ConfigureAwait(false), $"what is left in the outbox, having died {crash.Place}");
            }
        }

        static void Small(SegmentationBuilder builder) => builder.ConfigureDelivery(o => (o.BatchSize, o.Concurrency) = (4, 1));
    }

    /// <summary>Customers who enter and leave segments in several rounds, and the events of it.</summary>
    private static async Task<(RefreshScene Scene, IReadOnlyList<SegmentEvent> Truth)> EventsAsync(StoreScene store, int customers = 4, int rounds = 3)
    {
        var s = new RefreshScene(store);
        await s.SaveAsync(RefreshScene.AtLeast("a", 50), RefreshScene.AtLeast("b", 20)).ConfigureAwait(false);
        for (int round = 0; round < rounds; round++)
        {
            for (int customer = 1; customer <= customers; customer++)
                s.Shop.With(customer, (customer * 37 + round * 53) % 100);
            await s.RefreshAsync().ConfigureAwait(false);
        }

        IReadOnlyList<OutboxEvent> events = await s.Store.GetReadyEventsAsync(DateTimeOffset.MaxValue, 10_000, s.Ct).ConfigureAwait(false);
        That(events.Count > customers, "there are events");
        return (s, [.. events.Select(e => e.Event)]);
    }

    /// <summary>Each customer's sequence, without repeats, is the true one; repeats have the same ids.</summary>
    private static void IsTheTruth(IReadOnlyList<SegmentEvent> truth, IReadOnlyList<SegmentEvent> received, string? place = null)
    {
        foreach (IGrouping<SubjectKey, SegmentEvent> customer in truth.GroupBy(e => e.Customer))
            SameRows(customer, received.Where(e => e.Customer == customer.Key).DistinctBy(e => e.Id), $"what customer {customer.Key} received{(place is null ? "" : $", having died {place}")}");
        That(received.All(truth.Contains), "nothing else was received");
    }

    private sealed class Recorder : ISegmentEventHandler
    {
        private readonly Lock _gate = new();
        private readonly List<SegmentEvent> _received = [];

        public string Name { get; init; } = "recorder";

        public Func<SegmentEvent, CancellationToken, Task> Handle { get; init; } = static (_, _) => Task.CompletedTask;

        public IReadOnlyList<SegmentEvent> Received
        {
            get
            {
                lock (_gate)
                    return [.. _received];
            }
        }

        public async ValueTask HandleAsync(SegmentEvent @event, CancellationToken ct)
        {
            await Handle(@event, ct).ConfigureAwait(false);
            lock (_gate)
                _received.Add(@event);
        }
    }
}
