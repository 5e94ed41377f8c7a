using Segmentation.StoreProcess.Shops;
using Segmentation.Tests.Shared;

namespace Segmentation.Hosting.Tests.Shops;

/// <summary>The database server stops, or is restarted, while a shop refreshes and delivers.</summary>
public sealed class RestartedShopTests : IAsyncDisposable
{
    private const int Limit = 600_000;
    private const string Failure = "The source cannot be read: ";

    private static readonly string[] Moments =
        ["open the source#1", "read the source#2", "enter members#2", "commit after append history#3", "exported#2", "commit after write moves#1", "write a group#5", "handle an event#30"];

    // Of its own, as others are not to notice.
    private readonly PostgresCluster _cluster = new();
    private readonly PostgreSqlShops _places;

    public RestartedShopTests() => _places = new PostgreSqlShops(_cluster);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Server_StoppedDuringARefresh_IsToldOfAndTheRunIsResumedOnceItIsBack()
    {
        UndisturbedShop undisturbed = await UndisturbedShop.MakeAsync(_places);
        foreach (string moment in Moments)
        {
            ShopAddress address = await _places.CopyAsync();
            IReadOnlyList<string> before = await MembersAsync(address);
            bool stopped = false;
            await DisturbAsync(address, moment, async () =>
            {
                stopped = true;
                await _cluster.StopAsync(Ct);
            });
            Assert.True(stopped, $"it came to {moment}");
            await _cluster.StartAgainAsync(Ct);
            await IsWellAsync(undisturbed, address, before, $"the server having been stopped at {moment}");
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Server_RestartedDuringARefresh_IsToldOfOrNotNoticed()
    {
        UndisturbedShop undisturbed = await UndisturbedShop.MakeAsync(_places);
        foreach (string moment in Moments)
        {
            ShopAddress address = await _places.CopyAsync();
            IReadOnlyList<string> before = await MembersAsync(address);
            bool restarted = false;
            await DisturbAsync(address, moment, async () =>
            {
                restarted = true;
                await _cluster.StopAsync(Ct);
                await _cluster.StartAgainAsync(Ct);
            });
            Assert.True(restarted, $"it came to {moment}");
            await IsWellAsync(undisturbed, address, before, $"the server having been restarted at {moment}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _places.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    /// <summary>Refreshes and delivers. What the server's absence does to it has a message that says so.</summary>
    private static async Task DisturbAsync(ShopAddress address, string moment, Func<Task> disturb)
    {
        await using var host = new ShopHost(address, new ShopWatch(moment, async () => await disturb()));
        try
        {
            RefreshReport report = await host.RefreshAsync(ShopScript.SecondRun, TimeSpan.FromSeconds(30), Ct);
            Assert.All(
                report.Segments.Where(s => s.SegmentId != "broken" && s.Outcome != RefreshOutcome.Refreshed),
                s => Assert.True(s is { Outcome: RefreshOutcome.Failed, Reason: { } reason } && reason.StartsWith(Failure, StringComparison.Ordinal), $"{moment}: {s}"));
            await host.DeliverAsync(Ct);
        }
        catch (SegmentStoreException failure)
        {
            Assert.Contains("PostgreSQL", failure.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>What was not committed is as it was, and the next process makes everything right.</summary>
    private static async Task IsWellAsync(UndisturbedShop undisturbed, ShopAddress address, IReadOnlyList<string> before, string what)
    {
        bool wasRefreshed;
        await using (var host = new ShopHost(address, new ShopWatch()))
        {
            RefreshRun? run = await host.Store.FindRunAsync(ShopScript.SecondRun, Ct);
            wasRefreshed = run?.Status is RunStatus.Completed || run?.Results.Count == ShopScript.Order.Count;
            var done = (run?.Results ?? []).Select(r => r.SegmentId).ToHashSet(StringComparer.Ordinal);
            IReadOnlyList<string> now = await MembersAsync(address);
            Assert.Equal(before.Where(Undone), now.Where(Undone));

            bool Undone(string member) => !done.Contains(member.Split(' ')[0]);
        }

        await undisturbed.IsReachedAsync(address, wasRefreshed, what, Failure);
    }

    /// <summary>The members of all segments, such as <c>vip 17</c>.</summary>
    private static async Task<IReadOnlyList<string>> MembersAsync(ShopAddress address)
    {
        await using var host = new ShopHost(address, new ShopWatch());
        List<string> members = [];
        foreach (string id in ShopScript.Order)
        {
            await foreach (StoredMember member in host.Store.GetMembersAsync(id, null, Ct))
                members.Add($"{id} {member.Key}");
        }

        return members;
    }
}
