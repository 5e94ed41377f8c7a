using Segmentation.Sql.Store;
using Segmentation.Testing;

namespace Segmentation.Tests.Shared;

/// <summary>What holds for a store in any database, beside the contract.</summary>
public abstract class StoreTests
{
    private static readonly StoreTable Added = new("added", [new("id", StoreColumnType.Text), new("customer", StoreColumnType.Key)], ["id"])
    {
        Since = 2,
        Indexes = [new(["customer"])],
    };

    private static readonly StoreTable Grown = StoreLayout.Tags with
    {
        Columns = [.. StoreLayout.Tags.Columns, new("given_at", StoreColumnType.Integer, IsNullable: true, Since: 2)],
        Indexes = [new(["given_at"], Since: 2)],
    };

    private static readonly StoreLayoutVersion Next = new(2, [.. StoreLayout.Tables.Select(t => t.Name == Grown.Name ? Grown : t), Added]);

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A place for a new store, of whose prefix something is wanted.</summary>
    private protected abstract Task<StorePlace> NewPlaceAsync(string? prefix = null);

    [Fact]
    public async Task Prepare_Again_ChangesNothing()
    {
        await using StorePlace place = await SetUpAsync();
        IReadOnlyList<string> before = await place.RowsAsync();
        using SqlSegmentStore again = place.Open();
        await again.PrepareAsync(Ct);
        await again.PrepareAsync(Ct);
        Assert.Equal(before, await place.RowsAsync());
    }

    [Fact]
    public async Task Prepare_OfANewerVersion_AddsWhatIsNewAndKeepsTheRest()
    {
        await using StorePlace place = await SetUpAsync();
        IReadOnlyList<string> before = await place.RowsAsync();
        using SqlSegmentStore newer = place.Open(with: settings => settings with { Layout = Next });
        await newer.PrepareAsync(Ct);
        await place.ExecuteAsync($"INSERT INTO {place.Quoted(Added)} (id, customer) VALUES ('a', 1)");
        await place.ExecuteAsync($"UPDATE {place.Quoted(Grown)} SET given_at = 5");
        Assert.Equal(before.Where(row => row != "numbers layout|1"), (await place.RowsAsync()).Where(row => row != "numbers layout|2"));
    }

    [Fact]
    public async Task Prepare_OfAnOlderVersion_IsRefused()
    {
        await using StorePlace place = await NewPlaceAsync();
        using SqlSegmentStore newer = place.Open(with: settings => settings with { Layout = Next });
        await newer.PrepareAsync(Ct);
        using SqlSegmentStore older = place.Open();
        SegmentStoreException refusal = await Assert.ThrowsAsync<SegmentStoreException>(async () => await older.PrepareAsync(Ct));
        Assert.Contains("has version 2 of its tables, and this version of the software knows 1 at most", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_ForAnotherKindOfKeys_IsRefused()
    {
        await using StorePlace place = await SetUpAsync();
        using SqlSegmentStore other = place.Open(KeyKind.Guid, settings => settings);
        SegmentStoreException refusal = await Assert.ThrowsAsync<SegmentStoreException>(async () => await other.PrepareAsync(Ct));
        Assert.Contains("made for keys of kind Integer, and the customers' keys are of kind Guid", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_OfTablesThatTheHostMade_TakesThemOver()
    {
        await using StorePlace place = await SetUpAsync();
        await place.ExecuteAsync($"DELETE FROM {place.Quoted(StoreLayout.Numbers)}");
        using SqlSegmentStore store = place.Open(with: settings => settings with { MakesTables = false });
        await store.PrepareAsync(Ct);
        Assert.Equal(0, await store.GetVersionAsync(Ct));
        Assert.NotNull(await store.FindSegmentAsync("vip", Ct));
    }

    [Fact]
    public async Task Prepare_OfTablesThatTheHostHasNotMade_NamesTheTable()
    {
        await using StorePlace place = await SetUpAsync();
        await place.ExecuteAsync($"DELETE FROM {place.Quoted(StoreLayout.Numbers)}");
        await place.ExecuteAsync($"DROP TABLE {place.Quoted(StoreLayout.GroupMoves)}");
        using SqlSegmentStore store = place.Open(with: settings => settings with { MakesTables = false });
        SegmentStoreException refusal = await Assert.ThrowsAsync<SegmentStoreException>(async () => await store.PrepareAsync(Ct));
        Assert.Contains($"'try table {place.Names.Of(StoreLayout.GroupMoves)}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("made by the host's own migrations", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_WhereANameIsTaken_SaysSo()
    {
        await using StorePlace place = await SetUpAsync();
        await place.ExecuteAsync($"DROP TABLE {place.Quoted(StoreLayout.Numbers)}");
        using SqlSegmentStore store = place.Open();
        SegmentStoreException refusal = await Assert.ThrowsAsync<SegmentStoreException>(async () => await store.PrepareAsync(Ct));
        Assert.Contains("The name is taken by something else: choose another", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyCall_BeforePreparation_SaysWhatToDo()
    {
        await using StorePlace place = await NewPlaceAsync();
        using SqlSegmentStore store = place.Open();
        SegmentStoreException refusal = await Assert.ThrowsAsync<SegmentStoreException>(async () => await store.GetVersionAsync(Ct));
        Assert.Contains("prepare the store first", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\"b'c;--")]
    [InlineData("$1 @p0 %s {0}")]
    [InlineData("Ünïcode 😀 ")]
    [InlineData("select")]
    public async Task Prefix_OfAnyCharacters_IsAName(string prefix)
    {
        await using StorePlace plain = await SetUpAsync(), place = await SetUpAsync(await NewPlaceAsync(prefix));
        using SqlSegmentStore plainStore = plain.Open(), store = place.Open();
        foreach (string action in new[] { "commit", "settle events", "settle groups", "change tags" })
        {
            await StoreScript.RunAsync(action, plainStore, Ct);
            await StoreScript.RunAsync(action, store, Ct);
        }

        Assert.Equal(await plain.RowsAsync(), await place.RowsAsync());
    }

    // By their numbers, as half a surrogate pair does not survive the runner of the tests.
    [Theory]
    [InlineData(0x61, 0, 0x62)]
    [InlineData(0xD83D)]
    [InlineData(0xDE00, 0xD83D)]
    public async Task Text_ThatNoDatabaseKeeps_IsRefusedOrReplaced(params int[] characters)
    {
        string text = string.Concat(characters.Select(c => (char)c));
        await using StorePlace place = await SetUpAsync();
        using SqlSegmentStore store = place.Open();
        IReadOnlyList<string> before = await place.RowsAsync();
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.ChangeTagsAsync(new SubjectKey(1), [text], [], Ct));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.FindSegmentAsync(text, Ct));
        Assert.Equal(before, await place.RowsAsync());

        HistoryEntry entry = new() { Id = "m", At = StoreScript.Start, Action = HistoryAction.RefreshStarted, RunId = "run-1", Trigger = RefreshTrigger.Manual, Message = text };
        await store.AppendHistoryAsync([entry], Ct);
        string? message = (await store.GetHistoryAsync(new HistoryQuery { Limit = 1 }, Ct)).Entries[0].Message;
        Assert.Contains("\uFFFD", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TextKeys_OfAnyCharacters_ComeBackInOrder()
    {
        await using StorePlace place = await NewPlaceAsync();
        using SqlSegmentStore store = place.Open(KeyKind.Text, settings => settings with { Clock = new TestClock(StoreScript.Start) });
        await store.PrepareAsync(Ct);
        await store.ChangeDefinitionsAsync(new DefinitionChange { ExpectedVersion = 0, At = StoreScript.Start, Saves = [new("vip", "{}")] }, Ct);
        var random = new Random(5);
        string alphabet = "aAbB1 %_'\"\\[]{},:;-$@\t\n\r\u001f\u007f\u0085éÉßſK\u2028\u3000\ue000\ufdd0\uffff";
        SubjectKey[] keys =
        [
            .. Enumerable.Range(0, 500).Select(_ => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(5) == 0 ? "😀" : alphabet[random.Next(alphabet.Length)].ToString())))
                .Distinct(StringComparer.Ordinal).Select(t => new SubjectKey(t)).Order(),
        ];
        Lease lease = (await store.AcquireAsync([Lease.SegmentResource("vip")], "test", TimeSpan.FromMinutes(1), Ct)).Taken[0];
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(Entering("vip", lease, keys), Ct));
        Assert.Equal(keys, await store.GetMembersAsync("vip", null, Ct).Select(m => m.Key).ToArrayAsync(Ct));
        Assert.Equal(keys, await store.FindMembersAsync("vip", [.. keys.Reverse()], Ct));
        Assert.Equal(keys, (await store.GetReadyEventsAsync(StoreScript.Start, 1000, Ct)).Select(e => e.Event.Customer));
    }

    [Fact]
    public async Task Commit_WithOtherCountsThanAnnounced_IsRefused()
    {
        await using StorePlace place = await SetUpAsync();
        using SqlSegmentStore store = place.Open();
        IReadOnlyList<string> before = await place.RowsAsync();
        Lease lease = (await store.RenewAsync([new Lease(Lease.SegmentResource("vip"), "script", 1, TimeSpan.FromMinutes(1))], Ct))[0];
        SegmentCommit commit = Entering("vip", lease, [new SubjectKey(50)]);
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.CommitAsync(commit with { Entered = 2 }, Ct));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.CommitAsync(commit with { Changes = [.. commit.Changes, .. commit.Changes], Entered = 2 }, Ct));
        Assert.Equal(before, await place.RowsAsync());
    }

    [Fact]
    public async Task Acquire_WhileTheHolderCommits_WaitsForIt()
    {
        await using StorePlace place = await SetUpAsync();
        var clock = new TestClock(StoreScript.Start);
        var atWork = new TaskCompletionSource();
        var mayGoOn = new TaskCompletionSource();
        using SqlSegmentStore store = place.Open(with: settings => settings with { Clock = clock, Observer = Pause });
        using SqlSegmentStore second = place.Open(with: settings => settings with { Clock = clock });
        Task committing = StoreScript.RunAsync("commit", store, Ct);
        await atWork.Task;
        clock.Advance(TimeSpan.FromHours(1));
        Task<LeaseAnswer> acquiring = Task.Run(async () => await second.AcquireAsync([Lease.SegmentResource("vip")], "second", TimeSpan.FromMinutes(1), Ct), Ct);
        mayGoOn.SetResult();
        await committing;
        Assert.Equal(2, (await acquiring).Taken.Single().Token);
        SegmentCommit late = Entering("vip", new Lease(Lease.SegmentResource("vip"), "script", 1, TimeSpan.FromMinutes(1)), [new SubjectKey(-1)]);
        Assert.Equal(CommitOutcome.LeaseLost, await store.CommitAsync(late, Ct));

        async ValueTask Pause(StoreStep step)
        {
            if (step.Name != "enter members")
                return;
            atWork.TrySetResult();
            await mayGoOn.Task;
        }
    }

    [Fact]
    public async Task Events_OfCommitsAtOnce_NeverAppearBeforeThoseSeen()
    {
        const int Commits = 60;
        await using StorePlace place = await NewPlaceAsync();
        using SqlSegmentStore store = place.Open(), second = place.Open();
        await store.PrepareAsync(Ct);
        string[] ids = [.. Enumerable.Range(0, Commits).Select(i => $"s{i}")];
        await store.ChangeDefinitionsAsync(new DefinitionChange { ExpectedVersion = 0, At = StoreScript.Start, Saves = [.. ids.Select(id => new SavedDefinition(id, "{}"))] }, Ct);
        IReadOnlyList<Lease> leases = (await store.AcquireAsync([.. ids.Select(Lease.SegmentResource)], "test", TimeSpan.FromMinutes(1), Ct)).Taken;
        Task writing = Parallel.ForEachAsync(Enumerable.Range(0, Commits), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Ct }, async (i, ct) =>
            Assert.Equal(CommitOutcome.Committed, await (i % 2 == 0 ? store : second).CommitAsync(Entering(ids[i], leases[i], [.. Enumerable.Range(0, 40).Select(k => new SubjectKey(k))]), ct)));
        long[] seen = [];
        while (!writing.IsCompleted)
        {
            long[] now = [.. (await store.GetReadyEventsAsync(StoreScript.Start, 10_000, Ct)).Select(e => e.Event.Sequence)];
            Assert.Equal(seen, now.Take(seen.Length));
            seen = now;
        }

        await writing;
        Assert.Equal(Commits * 40, (await store.CountEventsAsync(Ct)).Pending);
    }

    [Fact]
    public async Task Writers_OfTheSameRowsAtOnce_AllSucceed()
    {
        await using StorePlace place = await SetUpAsync();
        using SqlSegmentStore store = place.Open(), second = place.Open();
        await Parallel.ForEachAsync(Enumerable.Range(0, 80), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct }, async (i, ct) =>
        {
            SqlSegmentStore one = i % 2 == 0 ? store : second;
            string other = i % 3 == 0 ? "other" : "vip", stale = i % 3 == 0 ? "vip" : "other";
            switch (i % 4)
            {
                case 0:
                    await one.ChangeTagsAsync(new SubjectKey(1), i % 8 == 0 ? ["x", "y"] : ["a"], i % 8 == 0 ? ["a"] : ["x", "y"], ct);
                    break;
                case 1:
                    await one.BeginRunAsync(new RefreshRun { Id = $"r{i}", AsOf = StoreScript.Start, Trigger = RefreshTrigger.Manual, StartedAt = StoreScript.Start, SegmentIds = [] }, [], [], ct);
                    break;
                case 2:
                    await one.AcquireAsync(i % 8 == 2 ? ["a", "b", "c"] : ["c", "b", "a"], $"h{i}", TimeSpan.FromMinutes(1), ct);
                    break;
                default:
                    DefinitionChange change = new() { ExpectedVersion = await one.GetVersionAsync(ct), At = StoreScript.Start, Saves = [new(other, "{}")], Stale = [stale] };
                    await one.ChangeDefinitionsAsync(change, ct);
                    break;
            }
        });
        Assert.True(await store.GetVersionAsync(Ct) > 1);
    }

    [Fact]
    public async Task Commit_OfFewChanges_TakesAsManyStatementsWhateverTheMembers()
    {
        await using StorePlace place = await SetUpAsync();
        List<string> steps = [];
        using SqlSegmentStore store = place.Open(step =>
        {
            steps.Add(step.Name);
            return ValueTask.CompletedTask;
        });
        Lease lease = new(Lease.SegmentResource("vip"), "script", 1, TimeSpan.FromMinutes(1));
        await store.CommitAsync(Entering("vip", lease, [new SubjectKey(-1), new SubjectKey(-2)]) with { Changes = [Enter(-2), Enter(-1)] }, Ct);
        string[] few = [.. steps];
        await StoreScript.RunAsync("commit", store, Ct);
        steps.Clear();
        await store.CommitAsync(Entering("vip", lease, [new SubjectKey(-1), new SubjectKey(-2)]) with { Changes = [Enter(-4), Enter(-3)] }, Ct);
        Assert.Equal(few, steps);

        static MemberChange Enter(int key) => new(new SubjectKey(key), MemberChangeKind.Entered, MemberChangeCause.Data);
    }

    private protected static SegmentCommit Entering(string id, Lease lease, SubjectKey[] keys) => new()
    {
        SegmentId = id,
        RunId = "run-1",
        Lease = lease,
        Revision = 1,
        At = StoreScript.Start,
        AsOf = StoreScript.Start,
        Size = keys.Length,
        Changes = keys.Select(k => new MemberChange(k, MemberChangeKind.Entered, MemberChangeCause.Data)),
        Entered = keys.Length,
        Left = 0,
    };

    private protected async Task<StorePlace> SetUpAsync(StorePlace? place = null)
    {
        place ??= await NewPlaceAsync();
        using SqlSegmentStore store = place.Open();
        await StoreScript.SetUpAsync(store, Ct);
        return place;
    }
}
