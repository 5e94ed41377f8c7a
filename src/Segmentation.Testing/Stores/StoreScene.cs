namespace Segmentation.Testing;

/// <summary>What a case works with: an empty store, the same one as a second process sees it, and steps that many cases take.</summary>
internal sealed class StoreScene(ISegmentStore store, ISegmentStore second, TestClock clock, Func<Task<StoreScene>> anew, CancellationToken ct)
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public ISegmentStore Store { get; } = store;

    public ISegmentStore Second { get; } = second;

    public TestClock Clock { get; } = clock;

    public CancellationToken Ct { get; } = ct;

    /// <summary>Another empty store, with a clock of its own.</summary>
    public Task<StoreScene> AnewAsync() => anew();

    /// <summary>A key of the store's kind; they order as their numbers.</summary>
    public SubjectKey Key(int number) => KeyOf(Store.KeyKind, number);

    public static SubjectKey KeyOf(KeyKind kind, int number) => kind switch
    {
        KeyKind.Integer => new SubjectKey(number),
        KeyKind.Guid => new SubjectKey(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0])),
        _ => new SubjectKey($"k{number:D6}"),
    };

    public SubjectKey[] Keys(params int[] numbers) => Array.ConvertAll(numbers, Key);

    /// <summary>Saves segments without conditions of interest, at the current version.</summary>
    public async Task SaveAsync(params string[] ids) => await ChangeAsync(saves: [.. ids.Select(id => new SavedDefinition(id, $"{{\"id\":\"{id}\"}}"))]).ConfigureAwait(false);

    public async Task<long?> ChangeAsync(
        IReadOnlyList<SavedDefinition>? saves = null, IReadOnlyList<ListEdit>? lists = null, IReadOnlyList<string>? stale = null) =>
        await Store.ChangeDefinitionsAsync(
            new DefinitionChange
            {
                ExpectedVersion = await Store.GetVersionAsync(Ct).ConfigureAwait(false),
                At = Clock.GetUtcNow(),
                Saves = saves ?? [],
                Lists = lists ?? [],
                Stale = stale ?? [],
            },
            Ct).ConfigureAwait(false);

    public async Task<StoredSegment> FindAsync(string id) =>
        await Store.FindSegmentAsync(id, Ct).ConfigureAwait(false) ?? throw new StoreDifferenceException($"the segment '{id}' is not there");

    public Task<Lease> LeaseAsync(string segmentId) => TakeAsync(Lease.SegmentResource(segmentId));

    public async Task<Lease> TakeAsync(string resource, string holder = "first")
    {
        LeaseAnswer answer = await Store.AcquireAsync([resource], holder, Minute, Ct).ConfigureAwait(false);
        return answer.Taken.Count == 1 ? answer.Taken[0] : throw new StoreDifferenceException($"'{resource}' should be free, but is held by {answer.Busy[0].Holder}");
    }

    /// <summary>A commit in which some enter and some leave.</summary>
    public async Task<SegmentCommit> NewCommitAsync(
        string id, Lease lease, int[]? enter = null, int[]? leave = null, string run = "run-1", MemberChangeCause cause = MemberChangeCause.Data, long? size = null)
    {
        StoredSegment segment = await FindAsync(id).ConfigureAwait(false);
        MemberChange[] changes =
        [
            .. (enter ?? []).Select(n => new MemberChange(Key(n), MemberChangeKind.Entered, cause))
                .Concat((leave ?? []).Select(n => new MemberChange(Key(n), MemberChangeKind.Left, cause))).OrderBy(c => c.Key),
        ];
        return new SegmentCommit
        {
            SegmentId = id,
            RunId = run,
            Lease = lease,
            Revision = segment.Revision,
            At = Clock.GetUtcNow(),
            AsOf = Clock.GetUtcNow(),
            Size = size ?? segment.State.Size + (enter?.Length ?? 0) - (leave?.Length ?? 0),
            Changes = changes,
            Entered = enter?.Length ?? 0,
            Left = leave?.Length ?? 0,
        };
    }

    /// <summary>Takes the lease, commits, and releases it.</summary>
    public async Task CommitAsync(
        string id, int[]? enter = null, int[]? leave = null, Func<SegmentCommit, SegmentCommit>? with = null, string run = "run-1")
    {
        Lease lease = await LeaseAsync(id).ConfigureAwait(false);
        SegmentCommit commit = await NewCommitAsync(id, lease, enter, leave, run).ConfigureAwait(false);
        Same(CommitOutcome.Committed, await Store.CommitAsync(with?.Invoke(commit) ?? commit, Ct).ConfigureAwait(false), $"the commit of '{id}'");
        await Store.ReleaseAsync([lease], Ct).ConfigureAwait(false);
    }

    /// <summary>Lets a lease run out and another holder take it.</summary>
    public async Task<Lease> TakeOverAsync(Lease lease)
    {
        Clock.Advance(lease.Duration + TimeSpan.FromSeconds(1));
        LeaseAnswer answer = await Second.AcquireAsync([lease.Resource], "second", lease.Duration, Ct).ConfigureAwait(false);
        return answer.Taken.Count == 1 ? answer.Taken[0] : throw new StoreDifferenceException($"'{lease.Resource}' should have run out");
    }

    public async Task<IReadOnlyList<SubjectKey>> MembersAsync(string id, SubjectKey? after = null)
    {
        var keys = new List<SubjectKey>();
        await foreach (StoredMember member in Second.GetMembersAsync(id, after, Ct).ConfigureAwait(false))
            keys.Add(member.Key);
        return keys;
    }

    public async Task MembersAreAsync(string id, params int[] numbers) => SameRows(Keys(numbers), await MembersAsync(id).ConfigureAwait(false), $"the members of '{id}'");

    /// <summary>Does something that must fail and must leave everything as it was.</summary>
    public async Task ChangesNothingAsync(Func<Task> step)
    {
        IReadOnlyList<string> before = await DumpAsync().ConfigureAwait(false);
        await step().ConfigureAwait(false);
        SameRows(before, await DumpAsync().ConfigureAwait(false), "everything in the store");
    }

    public Task<IReadOnlyList<string>> DumpAsync(bool withTimes = true) =>
        StoreDump.ReadAsync(Second, [.. Enumerable.Range(0, 20).Select(Key)], withTimes, Ct);

    public static async Task ThrowsAsync<T>(Func<Task> step)
        where T : Exception
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (T)
        {
            return;
        }

        throw new StoreDifferenceException($"{typeof(T).Name} was expected, and nothing was thrown");
    }

    public static void SameRows<T>(IEnumerable<T> expected, IEnumerable<T> actual, string what)
    {
        T[] wanted = [.. expected], found = [.. actual];
        if (wanted.SequenceEqual(found))
            return;
        T[] missing = [.. wanted.Except(found)], extra = [.. found.Except(wanted)];
        throw new StoreDifferenceException(missing.Length + extra.Length == 0 || wanted.Length + found.Length < 20
            ? $"{what}: expected [{string.Join(", ", wanted)}], found [{string.Join(", ", found)}]"
            : $"{what}: missing{Lines(missing)}{Environment.NewLine}too many{Lines(extra)}");

        static string Lines(T[] rows) => string.Concat(rows.Select(r => $"{Environment.NewLine}    {r}"));
    }

    public static void Same<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new StoreDifferenceException($"{what}: expected {expected}, found {actual}");
    }

    public static void That(bool holds, string what)
    {
        if (!holds)
            throw new StoreDifferenceException($"{what}: does not hold");
    }
}

/// <summary>Something is not as a case expects it.</summary>
internal sealed class StoreDifferenceException(string message) : Exception(message);
