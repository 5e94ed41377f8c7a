using System.Collections.Concurrent;
using static Segmentation.Testing.StoreScene;

namespace Segmentation.Testing.Stores;

/// <summary>What a refresh does to members, states, history and events.</summary>
internal static class RefreshCases
{
    public static IEnumerable<StoreCase> All =>
    [
        .. StoreCase.EachKind(Refresh_TheFirstTime_FindsTheMembers),
        .. StoreCase.Once(Refresh_AfterADataChange_WritesTheDifference),
        .. StoreCase.Once(Refresh_AfterADefinitionChange_SaysRules),
        .. StoreCase.Once(Refresh_StickyLists_OverrideTheConditions),
        .. StoreCase.Once(Refresh_VanishedCustomers_Leave),
        .. StoreCase.Once(Refresh_AnInactiveSegment_IsEmptied),
        .. StoreCase.Once(Refresh_AnExpiredSegment_IsEmptiedWhateverItsMode),
        .. StoreCase.Once(Refresh_OfAll_SkipsManualOnes),
        .. StoreCase.Once(Refresh_ByName_TakesManualOnes),
        .. StoreCase.Once(Refresh_AnUnknownSegment_IsRefused),
        .. StoreCase.Once(Refresh_OfSeveral_TheOldestAndTheReferredToComeFirst),
        .. StoreCase.Once(Refresh_AReferenceThatIsNotDue_IsEvaluatedAndNotCommitted),
        .. StoreCase.Once(Refresh_AThousandSegmentsOfDepthTwenty_ReadsAndEvaluatesOnce),
        .. StoreCase.Once(Refresh_ADefinitionThatCannotBeRead_FailsAlone),
        .. StoreCase.Once(Refresh_AnOperatorThatThrows_FailsItsSegmentsAlone),
        .. StoreCase.Once(Refresh_AnUnreadableSource_FailsAllAndKeepsMembers),
        .. StoreCase.Once(Refresh_AfterAFailure_Recovers),
    ];

    private static async Task Refresh_TheFirstTime_FindsTheMembers(StoreScene store)
    {
        var s = new RefreshScene(store);
        s.Shop.With(1, 50).With(2, 150).With(3, 250).With(4, null);
        await s.SaveAsync(RefreshScene.AtLeast("vip", 100), RefreshScene.AtLeast("none", 1000)).ConfigureAwait(false);
        RefreshReport report = await s.RefreshAsync().ConfigureAwait(false);
        Same(RunStatus.Completed, report.Status, "the run's status");
        SameRows(
            [new SegmentRefresh("none", RefreshOutcome.Refreshed, 0, 0, 0), new SegmentRefresh("vip", RefreshOutcome.Refreshed, 2, 2, 0)],
            report.Segments,
            "the segments");
        Same((4L, 4L), (report.Customers, report.RowsRead), "customers and rows read");
        await s.MembersAreAsync("vip", 2, 3).ConfigureAwait(false);
        await s.MembersAreAsync("none").ConfigureAwait(false);
        SameRows(["+vip 2 Initial", "+vip 3 Initial"], await s.EventsAsync().ConfigureAwait(false), "the events");
    }

    private static async Task Refresh_AfterADataChange_WritesTheDifference(StoreScene store)
    {
        RefreshScene s = await VipAsync(store).ConfigureAwait(false);
        s.Clock.Advance(TimeSpan.FromDays(1));
        s.Shop.With(1, 200).With(2, 20).With(9, 900);
        RefreshReport report = await s.RefreshAsync().ConfigureAwait(false);
        SameRows([new SegmentRefresh("vip", RefreshOutcome.Refreshed, 3, 2, 1)], report.Segments, "the segments");
        await s.MembersAreAsync("vip", 1, 3, 9).ConfigureAwait(false);
        SameRows(["+vip 1 Data", "-vip 2 Data", "+vip 9 Data"], await s.EventsAsync().ConfigureAwait(false), "the events");
        IReadOnlyList<StoredMembership> of3 = await s.Store.GetSegmentsOfAsync(s.Key(3), s.Ct).ConfigureAwait(false);
        SameRows([new StoredMembership("vip", Start)], of3, "since when 3 is in it");
    }

    private static async Task Refresh_AfterADefinitionChange_SaysRules(StoreScene store)
    {
        RefreshScene s = await VipAsync(store).ConfigureAwait(false);
        await s.SaveAsync(RefreshScene.AtLeast("vip", 200)).ConfigureAwait(false);
        Same(SegmentStatus.Pending, (await s.StateAsync("vip").ConfigureAwait(false)).Status, "the status before");
        await s.RefreshAsync().ConfigureAwait(false);
        SameRows(["-vip 2 Rules"], await s.EventsAsync().ConfigureAwait(false), "the events");
        Same(SegmentStatus.Completed, (await s.StateAsync("vip").ConfigureAwait(false)).Status, "the status afterwards");
    }

    private static async Task Refresh_StickyLists_OverrideTheConditions(StoreScene store)
    {
        RefreshScene s = await VipAsync(store).ConfigureAwait(false);
        await s.Host.Catalog.IncludeAsync("vip", [s.Key(1)], s.Ct).ConfigureAwait(false);
        await s.Host.Catalog.ExcludeAsync("vip", [s.Key(3), s.Key(99)], s.Ct).ConfigureAwait(false);
        Same(SegmentStatus.Pending, (await s.StateAsync("vip").ConfigureAwait(false)).Status, "the status before");
        await s.RefreshAsync().ConfigureAwait(false);
        await s.MembersAreAsync("vip", 1, 2).ConfigureAwait(false);
        SameRows(["+vip 1 Included", "-vip 3 Excluded"], await s.TakeEventsAsync().ConfigureAwait(false), "the events");
        await s.Host.Catalog.UnlistAsync("vip", [s.Key(1), s.Key(3)], s.Ct).ConfigureAwait(false);
        await s.RefreshAsync().ConfigureAwait(false);
        await s.MembersAreAsync("vip", 2, 3).ConfigureAwait(false);
        SameRows(["-vip 1 Rules", "+vip 3 Rules"], await s.EventsAsync().ConfigureAwait(false), "the events without lists");
    }

    private static async Task Refresh_VanishedCustomers_Leave(StoreScene store)
    {
        RefreshScene s = await VipAsync(store).ConfigureAwait(false);
        s.Shop.With(9, 900).Customers.Remove(2);
        s.Shop.Customers.Remove(3);
        await s.RefreshAsync().ConfigureAwait(false);
        await s.MembersAreAsync("vip", 9).ConfigureAwait(false);
        SameRows(["-vip 2 CustomerRemoved", "-vip 3 CustomerRemoved", "+vip 9 Data"], await s.EventsAsync().ConfigureAwait(false), "the events");
    }

    private static async Task Refresh_AnInactiveSegment_IsEmptied(StoreScene store)
    {
        RefreshScene s = await VipAsync(store).ConfigureAwait(false);
        await s.SaveAsync(RefreshScene.AtLeast("vip", 100).Inactive()).ConfigureAwait(false);
        Same(false, await s.Host.Memberships.ContainsAsync("vip", s.Key(2), s.Ct).ConfigureAwait(false), "whether 2 is in it at once");
        SameRows([], await s.Host.Memberships.GetSegmentsOfAsync(s.Key(2), s.Ct).ConfigureAwait(false), "the segments of 2");
        Same(0, (await s.Host.Memberships.GetPageAsync("vip", ct: s.Ct).ConfigureAwait(false)).Rows.Count, "how many are listed");
        await s.MembersAreAsync("vip", 2, 3).ConfigureAwait(false);
        await s.RefreshAsync().ConfigureAwait(false);
        await s.MembersAreAsync("vip").ConfigureAwait(false);
        SameRows(["-vip 2 Inactive", "-vip 3 Inactive"], await s.EventsAsync().ConfigureAwait(false), "the events");
    }

    private static async Task Refresh_AnExpiredSegment_IsEmptiedWhateverItsMode(StoreScene store)
    {
        var s = new RefreshScene(store);
        s.Shop.With(1, 100);
        await s.SaveAsync(RefreshScene.AtLeast("sale", 1).ExpiringAt(Start.AddDays(1)).RefreshedManually()).ConfigureAwait(false);
        await s.RefreshAsync("sale").ConfigureAwait(false);
        await s.TakeEventsAsync().ConfigureAwait(false);
        That(await s.Host.Memberships.ContainsAsync("sale", s.Key(1), s.Ct).ConfigureAwait(false), "1 is in it before");
        s.Clock.Advance(TimeSpan.FromDays(1));
        That(!await s.Host.Memberships.ContainsAsync("sale", s.Key(1), s.Ct).ConfigureAwait(false), "1 is not in it from the instant on");
        int openings = s.Shop.Openings;
        await s.RefreshAsync().ConfigureAwait(false);
        Same(openings, s.Shop.Openings, "how often the source was opened");
        await s.MembersAreAsync("sale").ConfigureAwait(false);
        SameRows(["-sale 1 Expired"], await s.EventsAsync().ConfigureAwait(false), "the events");
        Same(0, (await s.RefreshAsync().ConfigureAwait(false)).Segments.Count, "how many are refreshed next time");
    }

    private static async Task Refresh_OfAll_SkipsManualOnes(StoreScene store)
    {
        var s = new RefreshScene(store);
        s.Shop.With(1, 100);
        await s.SaveAsync(RefreshScene.AtLeast("auto", 1), RefreshScene.AtLeast("manual", 1).RefreshedManually()).ConfigureAwait(false);
        SameRows(["auto"], (await s.RefreshAsync().ConfigureAwait(false)).Segments.Select(x => x.SegmentId), "the segments");
        await s.MembersAreAsync("manual").ConfigureAwait(false);
        Same(SegmentStatus.Pending, (await s.StateAsync("manual").ConfigureAwait(false)).Status, "the status of the manual one");
    }

    private static async Task Refresh_ByName_TakesManualOnes(StoreScene store)
    {
        var s = new RefreshScene(store);
        s.Shop.With(1, 100);
        await s.SaveAsync(RefreshScene.AtLeast("auto", 1), RefreshScene.AtLeast("manual", 1).RefreshedManually()).ConfigureAwait(false);
        SameRows(["manual"], (await s.RefreshAsync("manual").ConfigureAwait(false)).Segments.Select(x => x.SegmentId), "the segments");
        await s.MembersAreAsync("manual", 1).ConfigureAwait(false);
        await s.MembersAreAsync("auto").ConfigureAwait(false);
    }

    private static async Task Refresh_AnUnknownSegment_IsRefused(StoreScene store)
    {
        RefreshScene s = await VipAsync(store).ConfigureAwait(false);
        await store.ChangesNothingAsync(() => ThrowsAsync<KeyNotFoundException>(() => s.RefreshAsync("vip", "unknown"))).ConfigureAwait(false);
    }

    private static async Task Refresh_OfSeveral_TheOldestAndTheReferredToComeFirst(StoreScene store)
    {
        var s = new RefreshScene(store);
        await s.SaveAsync(
            Segment.Define("a").Where(c => c.All(c.InSegment("z"), c.NotInSegment("m"))),
            Segment.Define("m").Where(c => c.InSegment("z")),
            RefreshScene.AtLeast("z", 1),
            RefreshScene.AtLeast("old", 1)).ConfigureAwait(false);
        SameRows(["z", "m", "a", "old"], (await s.RefreshAsync().ConfigureAwait(false)).Segments.Select(x => x.SegmentId), "the order of new ones");
        s.Clock.Advance(Minute);
        await s.RefreshAsync("z", "m").ConfigureAwait(false);
        SameRows(["z", "m", "a", "old"], (await s.RefreshAsync().ConfigureAwait(false)).Segments.Select(x => x.SegmentId), "the order with references");
        s.Clock.Advance(Minute);
        await s.RefreshAsync("z", "m", "a").ConfigureAwait(false);
        SameRows(["old", "z", "m", "a"], (await s.RefreshAsync().ConfigureAwait(false)).Segments.Select(x => x.SegmentId), "the order by age");
    }

    private static async Task Refresh_AReferenceThatIsNotDue_IsEvaluatedAndNotCommitted(StoreScene store)
    {
        var s = new RefreshScene(store);
        s.Shop.With(1, 50).With(2, 150);
        await s.SaveAsync(RefreshScene.AtLeast("base", 100), Segment.Define("others").Where(c => c.NotInSegment("base"))).ConfigureAwait(false);
        await s.RefreshAsync("others").ConfigureAwait(false);
        await s.MembersAreAsync("others", 1).ConfigureAwait(false);
        await s.MembersAreAsync("base").ConfigureAwait(false);
        Same(null, (await s.StateAsync("base").ConfigureAwait(false)).RunId, "the run that committed the base");
        await s.RefreshAsync().ConfigureAwait(false);
        await s.SaveAsync(RefreshScene.AtLeast("base", 200)).ConfigureAwait(false);
        Same(SegmentStatus.Pending, (await s.StateAsync("others").ConfigureAwait(false)).Status, "the status of who refers to a changed one");
    }

    private static async Task Refresh_AThousandSegmentsOfDepthTwenty_ReadsAndEvaluatesOnce(StoreScene store)
    {
        const int Chains = 50, Depth = 20;
        var counting = new Counting();
        var s = new RefreshScene(store, b => b.ConfigureRefresh(o => o.WritesIterations = false).AddOperator(counting));
        for (int i = 0; i < 10; i++)
            s.Shop.With(i, i);
        Segment[] segments =
        [
            .. from chain in Enumerable.Range(0, Chains)
               from depth in Enumerable.Range(0, Depth)
               let points = new ConditionBuilder().Attribute("points")
               let own = new ConditionBuilder().All(points.AtLeast(depth < 10 ? depth : 0), points.Is(counting.Of, (chain * Depth) + depth))
               select Segment.Define(Id(chain, depth)).Where(c => depth == 0 ? own : c.All(c.InSegment(Id(chain, depth - 1)), own)),
        ];
        await s.SaveAsync(segments).ConfigureAwait(false);
        RefreshReport report = await s.RefreshAsync().ConfigureAwait(false);
        Same((RunStatus.Completed, 1000), (report.Status, report.Segments.Count), "status and segments");
        Same((1, 10L), (s.Shop.Openings, report.RowsRead), "how often the source was opened, and the rows read");
        Same(Chains * Depth, counting.Calls.Select(c => c.Operand).Distinct().Count(), "how many segments' own operators were asked");
        SameRows(counting.Calls.Distinct(), counting.Calls, "what they were asked, each once for a customer at most");
        await s.MembersAreAsync(Id(7, 3), 3, 4, 5, 6, 7, 8, 9).ConfigureAwait(false);
        await s.MembersAreAsync(Id(7, 19), 9).ConfigureAwait(false);
        string[] order = [.. report.Segments.Select(x => x.SegmentId)];
        That(
            Enumerable.Range(1, Depth - 1).All(d => Array.IndexOf(order, Id(7, d - 1)) < Array.IndexOf(order, Id(7, d))),
            "each comes behind the one that it refers to");

        static string Id(int chain, int depth) => FormattableString.Invariant($"c{chain:D2}-{Depth - depth:D2}");
    }

    private static async Task Refresh_ADefinitionThatCannotBeRead_FailsAlone(StoreScene store)
    {
        RefreshScene s = await VipAsync(store).ConfigureAwait(false);
        await s.SaveAsync(Segment.Define("uses-vip").Where(c => c.InSegment("vip")), RefreshScene.AtLeast("good", 100)).ConfigureAwait(false);
        await s.RefreshAsync().ConfigureAwait(false);
        // As after a host that has lost a plug-in.
        await store.ChangeAsync([new SavedDefinition("vip", """{"version":1,"segments":[{"id":"vip","conditions":{"type":"acme.lost"}}]}""")], stale: ["uses-vip"]).ConfigureAwait(false);
        s.Shop.With(2, 20);
        RefreshReport report = await s.RefreshAsync().ConfigureAwait(false);
        Same(RunStatus.Failed, report.Status, "the run's status");
        SameRows(
            new[] { ("good", RefreshOutcome.Refreshed), ("uses-vip", RefreshOutcome.Failed), ("vip", RefreshOutcome.Failed) },
            report.Segments.OrderBy(x => x.SegmentId, StringComparer.Ordinal).Select(x => (x.SegmentId, x.Outcome)),
            "the outcomes");
        SegmentState state = await s.StateAsync("vip").ConfigureAwait(false);
        That(state.Status == SegmentStatus.Error && state.Error!.Contains("acme.lost", StringComparison.Ordinal), "the state names what is wrong");
        await s.MembersAreAsync("vip", 2, 3).ConfigureAwait(false);
        await s.MembersAreAsync("uses-vip", 2, 3).ConfigureAwait(false);
        await s.MembersAreAsync("good", 3).ConfigureAwait(false);
        That(await s.Host.Memberships.ContainsAsync("vip", s.Key(2), s.Ct).ConfigureAwait(false), "the stored answer of before stays");
    }

    private static async Task Refresh_AnOperatorThatThrows_FailsItsSegmentsAlone(StoreScene store)
    {
        var s = new RefreshScene(store, b => b.AddOperator(new Refusing()));
        s.Shop.With(1, 50).With(2, 150);
        await s.SaveAsync(
            RefreshScene.AtLeast("a", 100),
            RefreshScene.AtLeast("b", 1),
            Segment.Define("c").Where(c => c.Attribute("points").Is(new Operator("refuses"))),
            RefreshScene.AtLeast("d", 60),
            Segment.Define("e").Where(c => c.NotInSegment("c"))).ConfigureAwait(false);
        RefreshReport report = await s.RefreshAsync().ConfigureAwait(false);
        SameRows(
            new[] { ("a", RefreshOutcome.Refreshed), ("b", RefreshOutcome.Refreshed), ("c", RefreshOutcome.Failed), ("d", RefreshOutcome.Refreshed), ("e", RefreshOutcome.Failed) },
            report.Segments.OrderBy(x => x.SegmentId, StringComparer.Ordinal).Select(x => (x.SegmentId, x.Outcome)),
            "the outcomes");
        await s.MembersAreAsync("b", 1, 2).ConfigureAwait(false);
        That((await s.StateAsync("c").ConfigureAwait(false)).Error!.Contains("refuses", StringComparison.Ordinal), "the state names the operator");
    }

    private static async Task Refresh_AnUnreadableSource_FailsAllAndKeepsMembers(StoreScene store)
    {
        RefreshScene s = await VipAsync(store).ConfigureAwait(false);
        s.Shop.Failure = new IOException("The disk is gone.");
        RefreshReport report = await s.RefreshAsync().ConfigureAwait(false);
        SameRows([new SegmentRefresh("vip", RefreshOutcome.Failed, 2, 0, 0, "The source cannot be read: The disk is gone.")], report.Segments, "the segments");
        SegmentState state = await s.StateAsync("vip").ConfigureAwait(false);
        Same((SegmentStatus.Error, "The source cannot be read: The disk is gone.", 2L), (state.Status, state.Error, state.Size), "status, reason and size");
        await s.MembersAreAsync("vip", 2, 3).ConfigureAwait(false);
        SameRows([], await s.EventsAsync().ConfigureAwait(false), "the events");
    }

    private static async Task Refresh_AfterAFailure_Recovers(StoreScene store)
    {
        RefreshScene s = await VipAsync(store).ConfigureAwait(false);
        s.Shop.Failure = new IOException("The disk is gone.");
        RefreshReport failed = await s.RefreshAsync().ConfigureAwait(false);
        s.Shop.Failure = null;
        RefreshReport resumed = await s.Host.Refresher.ResumeAsync(failed.RunId, null, s.Ct).ConfigureAwait(false);
        Same((failed.RunId, RunStatus.Completed), (resumed.RunId, resumed.Status), "the resumed run");
        Same(SegmentStatus.Completed, (await s.StateAsync("vip").ConfigureAwait(false)).Status, "the status");
        HistoryPage history = await s.Store.GetHistoryAsync(new HistoryQuery { RunId = failed.RunId, Action = HistoryAction.RefreshFinished }, s.Ct).ConfigureAwait(false);
        SameRows([null, "The source cannot be read: The disk is gone."], history.Entries.Select(e => e.Message), "how it ended, the last first");
    }

    /// <summary>A segment of customers with 100 points or more, refreshed; 1 has 50, 2 has 150, 3 has 250.</summary>
    public static async Task<RefreshScene> VipAsync(StoreScene store, Func<Segment, Segment>? with = null)
    {
        var s = new RefreshScene(store);
        s.Shop.With(1, 50).With(2, 150).With(3, 250);
        Segment vip = RefreshScene.AtLeast("vip", 100);
        await s.SaveAsync(with?.Invoke(vip) ?? vip).ConfigureAwait(false);
        await s.RefreshAsync().ConfigureAwait(false);
        await s.TakeEventsAsync().ConfigureAwait(false);
        return s;
    }

    /// <summary>Holds for everyone, and remembers what it is asked.</summary>
    private sealed class Counting() : ValueOperator<decimal>("counted")
    {
        private readonly ConcurrentQueue<(decimal Operand, decimal Value)> _calls = new();

        public Operator Of => new(Name);

        public IReadOnlyCollection<(decimal Operand, decimal Value)> Calls => _calls;

        public override Func<decimal, bool> Test(Segmentation.Operand? operand)
        {
            decimal own = ((Segmentation.Operand.Number)operand!).Value;
            return value =>
            {
                _calls.Enqueue((own, value));
                return true;
            };
        }
    }

    private sealed class Refusing() : ValueOperator<decimal>("refuses")
    {
        public override OperandForm Operand => OperandForm.None;

        public override Func<decimal, bool> Test(Segmentation.Operand? operand) => static value => throw new InvalidOperationException($"It refuses {value}.");
    }
}
