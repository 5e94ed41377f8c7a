namespace Segmentation.EntityFrameworkCore.Tests.Store;

/// <summary>The segment "vip" of a host's store, whose members are given rather than found.</summary>
internal static class HostSegment
{
    public static readonly DateTimeOffset AsOf = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Prepares a store, and enters members into its first segment.</summary>
    public static async Task EnterAsync(ISegmentStore store, IEnumerable<SubjectKey> members, CancellationToken ct)
    {
        await store.PrepareAsync(ct);
        await SaveAsync(store, ct);
        await EnterAsync(store, await LeaseAsync(store, ct), members, ct);
    }

    public static async Task SaveAsync(ISegmentStore store, CancellationToken ct) => Assert.Equal(
        1, await store.ChangeDefinitionsAsync(new DefinitionChange { ExpectedVersion = 0, At = AsOf, Saves = [new("vip", "{}")] }, ct));

    public static async Task<Lease> LeaseAsync(ISegmentStore store, CancellationToken ct) =>
        Assert.Single((await store.AcquireAsync([Lease.SegmentResource("vip")], "test", TimeSpan.FromHours(1), ct)).Taken);

    public static async Task EnterAsync(ISegmentStore store, Lease lease, IEnumerable<SubjectKey> members, CancellationToken ct)
    {
        SubjectKey[] keys = [.. members.Order()];
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(
            new SegmentCommit
            {
                SegmentId = "vip",
                RunId = "run",
                Lease = lease,
                Revision = 1,
                At = AsOf,
                AsOf = AsOf,
                Size = keys.Length,
                Entered = keys.Length,
                Left = 0,
                Changes = keys.Select(k => new MemberChange(k, MemberChangeKind.Entered, MemberChangeCause.Data)),
                WritesEvents = true,
            },
            ct));
    }
}
