using static Segmentation.Testing.StoreScene;

namespace Segmentation.Testing.Stores;

/// <summary>What <see cref="IMembershipStore"/> says.</summary>
internal static class MembershipCases
{
    public static IEnumerable<StoreCase> All =>
    [
        .. StoreCase.EachKind(Commit_ThoseWhoEnter_AreFound),
        .. StoreCase.EachKind(Commit_ThoseWhoLeave_AreGone),
        .. StoreCase.EachKind(Commit_ManyMembers_StreamInKeyOrder),
        .. StoreCase.Once(Commit_IntegerKeys_OrderAsNumbers),
        .. StoreCase.Of(KeyKind.Text, Commit_TextKeys_OrderByCodePoint),
        .. StoreCase.Once(Commit_TheSegment_IsCompleted),
        .. StoreCase.Once(Commit_WhoIsInAlready_ChangesNoMember),
        .. StoreCase.Once(Commit_OfALostLease_IsRefused),
        .. StoreCase.Once(Commit_OfAReleasedLease_IsRefused),
        .. StoreCase.Once(Commit_OfALeaseThatRanOut_IsTakenWhileNobodyElseHasIt),
        .. StoreCase.Once(Commit_OfAnotherRevision_IsRefused),
        .. StoreCase.Once(Commit_ThatThrowsHalfWay_WritesNothing),
        .. StoreCase.Once(Commit_ThatIsCancelled_WritesNothing),
        .. StoreCase.Once(Fail_ASegment_KeepsItsMembers),
        .. StoreCase.Once(Fail_OfALostLease_IsRefused),
        .. StoreCase.Once(Contains_AKeyOfAnotherKind_IsRefused),
    ];

    private static async Task Commit_ThoseWhoEnter_AreFound(StoreScene s)
    {
        await s.SaveAsync("b", "a", "c").ConfigureAwait(false);
        await s.CommitAsync("b", [3, 1]).ConfigureAwait(false);
        await s.CommitAsync("a", [1]).ConfigureAwait(false);
        await s.MembersAreAsync("b", 1, 3).ConfigureAwait(false);
        await s.MembersAreAsync("c").ConfigureAwait(false);
        await s.MembersAreAsync("unknown").ConfigureAwait(false);
        That(await s.Second.ContainsAsync("b", s.Key(3), s.Ct).ConfigureAwait(false), "b has 3");
        That(!await s.Second.ContainsAsync("b", s.Key(2), s.Ct).ConfigureAwait(false), "b has not 2");
        That(!await s.Second.ContainsAsync("a", s.Key(3), s.Ct).ConfigureAwait(false), "a has not 3");
        That(!await s.Second.ContainsAsync("unknown", s.Key(3), s.Ct).ConfigureAwait(false), "an unknown segment has nobody");
        SameRows([new("a", Start), new("b", Start)], await s.Store.GetSegmentsOfAsync(s.Key(1), s.Ct).ConfigureAwait(false), "the segments of 1");
        SameRows([], await s.Store.GetSegmentsOfAsync(s.Key(2), s.Ct).ConfigureAwait(false), "the segments of 2");
        SameRows(s.Keys(1, 3), await s.Store.FindMembersAsync("b", s.Keys(4, 3, 2, 1, 3), s.Ct).ConfigureAwait(false), "those found");
        SameRows([], await s.Store.FindMembersAsync("b", [], s.Ct).ConfigureAwait(false), "those found of nobody");
    }

    private static async Task Commit_ThoseWhoLeave_AreGone(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        await s.CommitAsync("vip", [1, 2, 3, 4]).ConfigureAwait(false);
        s.Clock.Advance(Minute);
        await s.CommitAsync("vip", [5], [1, 3]).ConfigureAwait(false);
        await s.MembersAreAsync("vip", 2, 4, 5).ConfigureAwait(false);
        var since = new List<DateTimeOffset>();
        await foreach (StoredMember member in s.Second.GetMembersAsync("vip", null, s.Ct).ConfigureAwait(false))
            since.Add(member.Since);
        SameRows(new[] { Start, Start, Start + Minute }, since, "since when they are in it");
    }

    private static async Task Commit_ManyMembers_StreamInKeyOrder(StoreScene s)
    {
        const int Count = 5000;
        await s.SaveAsync("vip", "other").ConfigureAwait(false);
        await s.CommitAsync("other", [7]).ConfigureAwait(false);
        int[] all = [.. Enumerable.Range(0, Count)];
        await s.CommitAsync("vip", all).ConfigureAwait(false);
        SameRows(s.Keys(all), await s.MembersAsync("vip").ConfigureAwait(false), "all members");
        SameRows(s.Keys(all[4100..]), await s.MembersAsync("vip", s.Key(4099)).ConfigureAwait(false), "the members behind one of them");
        int[] even = [.. all.Where(n => n % 2 == 0)], odd = [.. all.Where(n => n % 2 == 1)];
        await s.CommitAsync("vip", null, even).ConfigureAwait(false);
        SameRows(s.Keys(odd), await s.MembersAsync("vip").ConfigureAwait(false), "the odd members");
        SameRows(s.Keys(odd[50..]), await s.MembersAsync("vip", s.Key(100)).ConfigureAwait(false), "the members behind one who left");
        await s.MembersAreAsync("other", 7).ConfigureAwait(false);
    }

    private static async Task Commit_IntegerKeys_OrderAsNumbers(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        await s.CommitAsync("vip", [10, 9, -1, -10, 0, int.MaxValue]).ConfigureAwait(false);
        await s.MembersAreAsync("vip", -10, -1, 0, 9, 10, int.MaxValue).ConfigureAwait(false);
    }

    private static async Task Commit_TextKeys_OrderByCodePoint(StoreScene s)
    {
        string[] texts = ["", "10", "9", "A", "Z", "_", "a", "a ", "a\"b", "a'b", "ab", "z", "é", "\uFFFD", "😀"];
        await s.SaveAsync("vip").ConfigureAwait(false);
        Lease lease = await s.LeaseAsync("vip").ConfigureAwait(false);
        SegmentCommit commit = await s.NewCommitAsync("vip", lease).ConfigureAwait(false);
        MemberChange[] changes = [.. texts.Select(t => new MemberChange(new SubjectKey(t), MemberChangeKind.Entered, MemberChangeCause.Data))];
        Same(CommitOutcome.Committed, await s.Store.CommitAsync(commit with { Changes = changes, Entered = texts.Length, Size = texts.Length }, s.Ct).ConfigureAwait(false), "the commit");
        SameRows(texts, (await s.MembersAsync("vip").ConfigureAwait(false)).Select(k => k.ToString()), "the members in order");
        SameRows(texts[7..], (await s.MembersAsync("vip", new SubjectKey("a")).ConfigureAwait(false)).Select(k => k.ToString()), "the members behind 'a'");
        That(!await s.Store.ContainsAsync("vip", new SubjectKey("É"), s.Ct).ConfigureAwait(false), "case matters");
    }

    private static async Task Commit_TheSegment_IsCompleted(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        await s.Store.BeginRunAsync(RunCases.Run("run-1", "vip"), [], [], s.Ct).ConfigureAwait(false);
        s.Clock.Advance(Minute);
        var effects = new SegmentEffects { Group = "gold", Priority = -5, Tags = ["b", "A"] };
        await s.CommitAsync(
            "vip",
            [1, 2, 3],
            with: c => c with { AsOf = Start, Duration = TimeSpan.FromMilliseconds(1234), RowsRead = 5_000_000_000, Effects = effects }).ConfigureAwait(false);
        var state = new SegmentState
        {
            Status = SegmentStatus.Completed,
            RunId = "run-1",
            AsOf = Start,
            RefreshedAt = Start + Minute,
            Revision = 1,
            Size = 3,
            Duration = TimeSpan.FromMilliseconds(1234),
            RowsRead = 5_000_000_000,
            Effects = effects,
        };
        Same(state, (await s.FindAsync("vip").ConfigureAwait(false)).State, "the state");
        RefreshRun run = (await s.Store.FindRunAsync("run-1", s.Ct).ConfigureAwait(false))!;
        SameRows([new RunResult("vip", null, 3, 3, 0)], run.Results, "the run's results");
    }

    private static async Task Commit_WhoIsInAlready_ChangesNoMember(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        await s.CommitAsync("vip", [1]).ConfigureAwait(false);
        s.Clock.Advance(Minute);
        await s.CommitAsync("vip", [1, 2], [3], run: "run-2").ConfigureAwait(false);
        await s.MembersAreAsync("vip", 1, 2).ConfigureAwait(false);
        SameRows([new("vip", Start)], await s.Store.GetSegmentsOfAsync(s.Key(1), s.Ct).ConfigureAwait(false), "since when 1 is in it");
    }

    private static async Task Commit_OfALostLease_IsRefused(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        Lease lease = await s.LeaseAsync("vip").ConfigureAwait(false);
        SegmentCommit commit = await s.NewCommitAsync("vip", lease, [1]).ConfigureAwait(false);
        await s.TakeOverAsync(lease).ConfigureAwait(false);
        await s.ChangesNothingAsync(async () => Same(CommitOutcome.LeaseLost, await s.Store.CommitAsync(commit, s.Ct).ConfigureAwait(false), "the outcome")).ConfigureAwait(false);
    }

    private static async Task Commit_OfAReleasedLease_IsRefused(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        Lease lease = await s.LeaseAsync("vip").ConfigureAwait(false);
        SegmentCommit commit = await s.NewCommitAsync("vip", lease, [1]).ConfigureAwait(false);
        await s.Store.ReleaseAsync([lease], s.Ct).ConfigureAwait(false);
        await s.ChangesNothingAsync(async () => Same(CommitOutcome.LeaseLost, await s.Store.CommitAsync(commit, s.Ct).ConfigureAwait(false), "the outcome")).ConfigureAwait(false);
    }

    private static async Task Commit_OfALeaseThatRanOut_IsTakenWhileNobodyElseHasIt(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        Lease lease = await s.LeaseAsync("vip").ConfigureAwait(false);
        s.Clock.Advance(10 * Minute);
        Same(CommitOutcome.Committed, await s.Store.CommitAsync(await s.NewCommitAsync("vip", lease, [1]).ConfigureAwait(false), s.Ct).ConfigureAwait(false), "the outcome");
    }

    private static async Task Commit_OfAnotherRevision_IsRefused(StoreScene s)
    {
        await s.SaveAsync("base", "vip").ConfigureAwait(false);
        Lease lease = await s.LeaseAsync("vip").ConfigureAwait(false);
        SegmentCommit commit = await s.NewCommitAsync("vip", lease, [1]).ConfigureAwait(false);
        await s.ChangeAsync([new SavedDefinition("base", "{}")], stale: ["vip"]).ConfigureAwait(false);
        await s.ChangesNothingAsync(async () => Same(CommitOutcome.DefinitionChanged, await s.Store.CommitAsync(commit, s.Ct).ConfigureAwait(false), "the outcome")).ConfigureAwait(false);
        Same(SegmentStatus.Pending, (await s.FindAsync("vip").ConfigureAwait(false)).State.Status, "the status");
    }

    private static async Task Commit_ThatThrowsHalfWay_WritesNothing(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        await s.CommitAsync("vip", [1, 2]).ConfigureAwait(false);
        Lease lease = await s.LeaseAsync("vip").ConfigureAwait(false);
        SegmentCommit commit = await s.NewCommitAsync("vip", lease, [3, 4], [1]).ConfigureAwait(false);
        commit = commit with { Changes = Broken(commit.Changes), TouchesGroups = true, History = [HistoryCases.Entry("h1")] };
        await s.ChangesNothingAsync(() => ThrowsAsync<InvalidTimeZoneException>(async () => await s.Store.CommitAsync(commit, s.Ct).ConfigureAwait(false))).ConfigureAwait(false);
        Same(CommitOutcome.Committed, await s.Store.CommitAsync(await s.NewCommitAsync("vip", lease, [3]).ConfigureAwait(false), s.Ct).ConfigureAwait(false), "a commit afterwards");

        static IEnumerable<MemberChange> Broken(IEnumerable<MemberChange> changes)
        {
            foreach (MemberChange change in changes.SkipLast(1))
                yield return change;
            throw new InvalidTimeZoneException("An exception that no store throws by itself.");
        }
    }

    private static async Task Commit_ThatIsCancelled_WritesNothing(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        Lease lease = await s.LeaseAsync("vip").ConfigureAwait(false);
        SegmentCommit commit = await s.NewCommitAsync("vip", lease, [.. Enumerable.Range(0, 3000)]).ConfigureAwait(false);
        using var cancellation = new CancellationTokenSource();
        await s.ChangesNothingAsync(() => ThrowsAsync<OperationCanceledException>(
            async () => await s.Store.CommitAsync(commit with { Changes = Cancelling(commit.Changes, cancellation) }, cancellation.Token).ConfigureAwait(false))).ConfigureAwait(false);

        static IEnumerable<MemberChange> Cancelling(IEnumerable<MemberChange> changes, CancellationTokenSource cancellation)
        {
            int count = 0;
            foreach (MemberChange change in changes)
            {
                if (++count == 100)
                    cancellation.Cancel();
                yield return change;
            }
        }
    }

    private static async Task Fail_ASegment_KeepsItsMembers(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        await s.CommitAsync("vip", [1]).ConfigureAwait(false);
        SegmentState before = (await s.FindAsync("vip").ConfigureAwait(false)).State;
        await s.Store.BeginRunAsync(RunCases.Run("run-2", "vip"), [], [], s.Ct).ConfigureAwait(false);
        Lease lease = await s.LeaseAsync("vip").ConfigureAwait(false);
        Same(CommitOutcome.Committed, await s.Store.FailAsync(Failure(lease, 1), s.Ct).ConfigureAwait(false), "the outcome");
        Same(before with { Status = SegmentStatus.Error, Error = "The host's answer is missing." }, (await s.FindAsync("vip").ConfigureAwait(false)).State, "the state");
        await s.MembersAreAsync("vip", 1).ConfigureAwait(false);
        SameRows([new RunResult("vip", "The host's answer is missing.", 1, 0, 0)], (await s.Store.FindRunAsync("run-2", s.Ct).ConfigureAwait(false))!.Results, "the run's results");
        Same(1, (await s.Store.GetHistoryAsync(new HistoryQuery(), s.Ct).ConfigureAwait(false)).Entries.Count, "the history's length");
    }

    private static async Task Fail_OfALostLease_IsRefused(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        Lease lease = await s.LeaseAsync("vip").ConfigureAwait(false);
        await s.TakeOverAsync(lease).ConfigureAwait(false);
        await s.ChangesNothingAsync(async () => Same(CommitOutcome.LeaseLost, await s.Store.FailAsync(Failure(lease, 1), s.Ct).ConfigureAwait(false), "the outcome")).ConfigureAwait(false);
    }

    private static async Task Contains_AKeyOfAnotherKind_IsRefused(StoreScene s)
    {
        await s.SaveAsync("vip").ConfigureAwait(false);
        await ThrowsAsync<ArgumentException>(async () => await s.Store.ContainsAsync("vip", new SubjectKey("1"), s.Ct).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static SegmentRefreshFailure Failure(Lease lease, long revision) => new()
    {
        SegmentId = "vip",
        RunId = "run-2",
        Lease = lease,
        Revision = revision,
        At = Start,
        Reason = "The host's answer is missing.",
        History = [HistoryCases.Entry("failed")],
    };
}
