using static Segmentation.Testing.StoreScene;

namespace Segmentation.Testing.Stores;

/// <summary>
/// A process dies before or after each of its steps in turn: every call of the store, among the changes within a commit,
/// and in the host's own part. Another one takes up its work; in the end everything is as if nothing had happened.
/// </summary>
internal static class CrashCases
{
    public static IEnumerable<StoreCase> All =>
    [
        .. StoreCase.Once(Crash_AnywhereInARefresh_ResumedEndsAsUndisturbed),
        .. StoreCase.Once(Crash_AnywhereInARefresh_TheNextOneLosesNoEvent),
        .. StoreCase.Once(Crash_AnywhereInADeletion_RepeatedEndsAsUndisturbed),
        .. StoreCase.Once(Crash_AnywhereInASaving_IsAllOrNothing),
    ];

    private static Task Crash_AnywhereInARefresh_ResumedEndsAsUndisturbed(StoreScene store) => EverywhereAsync(
        store,
        PrepareAsync,
        (host, ct) => host.Refresher.RefreshAsync(new RefreshRequest { RunId = "run", AsOf = Start.AddHours(1) }, null, ct),
        s => s.DumpAsync(withTimes: false));

    private static Task Crash_AnywhereInARefresh_TheNextOneLosesNoEvent(StoreScene store)
    {
        int runs = 0;
        return EverywhereAsync(
            store,
            PrepareAsync,
            (host, ct) => host.Refresher.RefreshAsync(new RefreshRequest { RunId = FormattableString.Invariant($"run-{++runs}"), AsOf = Start.AddHours(1) }, null, ct),
            EffectsAsync);

        // Another run writes events with other ids; what they say, and each once, is the same.
        static async Task<IReadOnlyList<string>> EffectsAsync(StoreScene store)
        {
            IReadOnlyList<OutboxEvent> events = await store.Store.GetReadyEventsAsync(DateTimeOffset.MaxValue, 1000, store.Ct).ConfigureAwait(false);
            return
            [
                .. events.Select(e => $"{e.Event.Kind} {e.Event.SegmentId} {e.Event.Customer} {e.Event.Cause}").Order(StringComparer.Ordinal),
                .. (await store.DumpAsync(withTimes: false).ConfigureAwait(false)).Where(l => l.StartsWith("member", StringComparison.Ordinal) || l.StartsWith("assignment", StringComparison.Ordinal)),
            ];
        }
    }

    private static Task Crash_AnywhereInADeletion_RepeatedEndsAsUndisturbed(StoreScene store) => EverywhereAsync(
        store,
        PrepareAsync,
        async (host, ct) =>
        {
            await host.Catalog.DeleteAsync("gold", null, ct).ConfigureAwait(false);
            await host.Refresher.MoveGroupsAsync(ct).ConfigureAwait(false);
        },
        async s => [.. (await s.DumpAsync(withTimes: false).ConfigureAwait(false)).Where(l => !l.StartsWith("history", StringComparison.Ordinal)).Select(WithoutRun)]);

    private static Task Crash_AnywhereInASaving_IsAllOrNothing(StoreScene store) => EverywhereAsync(
        store,
        PrepareAsync,
        (host, ct) => host.Catalog.SaveAsync([new SegmentSave(RefreshScene.AtLeast("new", 1)), new SegmentSave(RefreshScene.AtLeast("gold", 7))], ct),
        s => s.DumpAsync(withTimes: false));

    /// <summary>Does something undisturbed, and then on a store of its own for each step and both sides of it.</summary>
    private static async Task EverywhereAsync(
        StoreScene store, Func<StoreScene, Task<RefreshScene>> prepare, Func<TestHost, CancellationToken, Task> act, Func<StoreScene, Task<IReadOnlyList<string>>> outcome)
    {
        RefreshScene undisturbed = await prepare(store).ConfigureAwait(false);
        var alive = new Crash();
        await act(undisturbed.Start(alive), store.Ct).ConfigureAwait(false);
        IReadOnlyList<string> expected = await outcome(store).ConfigureAwait(false);
        string[] groups = Groups(undisturbed);
        That(alive.Steps >= 3, "there are steps to die at");

        for (int step = 1; step <= alive.Steps; step++)
        {
            foreach (bool isAfter in new[] { false, true })
            {
                StoreScene other = await store.AnewAsync().ConfigureAwait(false);
                RefreshScene s = await prepare(other).ConfigureAwait(false);
                var crash = new Crash(step, isAfter);
                try
                {
                    await act(s.Start(crash), store.Ct).ConfigureAwait(false);
                }
                catch (CrashException)
                {
                    // It may also die while it reports, after everything is done.
                }

                That(crash.IsDead, $"it dies at step {step}");
                // The dead process holds its leases until they run out.
                s.Clock.Advance(TimeSpan.FromMinutes(2));
                await act(s.Start(), store.Ct).ConfigureAwait(false);
                SameRows(expected, await outcome(other).ConfigureAwait(false), $"everything, having died {crash.Place}");
                SameRows(groups, Groups(s), $"the groups, having died {crash.Place}");
            }
        }
    }

    /// <summary>Segments with groups and tags, one of them broken by a change; some customers enter, some leave, one is gone.</summary>
    private static async Task<RefreshScene> PrepareAsync(StoreScene store)
    {
        var s = new RefreshScene(store, b => b.ConfigureRefresh(o =>
        {
            o.BlockSize = 64;
            o.GroupBlockSize = 2;
        }));
        for (int i = 1; i <= 6; i++)
            s.Shop.With(i, i * 100);
        await s.SaveAsync(
            RefreshScene.AtLeast("gold", 400).MoveToGroup("gold", priority: 1),
            RefreshScene.AtLeast("silver", 200).MoveToGroup("silver", priority: 2).WithTags("S"),
            Segment.Define("others").Where(c => c.NotInSegment("silver")),
            RefreshScene.AtLeast("sale", 1).ExpiringAt(Start.AddMinutes(1)),
            RefreshScene.AtLeast("broken", 1)).ConfigureAwait(false);
        await s.Host.Refresher.RefreshAsync(new RefreshRequest { RunId = "first" }, null, s.Ct).ConfigureAwait(false);
        await s.TakeEventsAsync().ConfigureAwait(false);
        await store.ChangeAsync([new SavedDefinition("broken", "{}")]).ConfigureAwait(false);
        await s.SaveAsync(RefreshScene.AtLeast("silver", 100).MoveToGroup("silver+", priority: 2).WithTags("S+")).ConfigureAwait(false);
        s.Clock.Advance(TimeSpan.FromHours(1));
        s.Shop.With(2, 500, "silver").With(4, 50, "gold").With(7, 700).Customers.Remove(6);
        s.Shop.Customers[5] = s.Shop.Customers[5] with { Group = "by hand", Points = 50 };
        return s;
    }

    private static string[] Groups(RefreshScene s) => [.. s.Shop.Customers.Select(c => $"{c.Key} {c.Value.Group}")];

    // Ids of deletions are drawn anew.
    private static string WithoutRun(string line) => line.StartsWith("event", StringComparison.Ordinal) ? string.Join(' ', line.Split(' ')[2..6]) : line;
}
