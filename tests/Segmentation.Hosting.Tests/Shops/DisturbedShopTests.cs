using System.Data.Common;
using Segmentation.StoreProcess.Shops;
using Segmentation.Tests.Shared;

namespace Segmentation.Hosting.Tests.Shops;

/// <summary>Processes of a shop that get in each other's way, that are told to end, and whose database can no longer be written.</summary>
public abstract class DisturbedShopTests(ShopPlaces places) : IAsyncDisposable
{
    private protected const int Limit = 600_000;
    private const string Reading = "read the source#1";

    private protected ShopPlaces Places => places;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task TwoProcesses_ThatDoNotWait_OneWorksAndTheOtherReportsWho()
    {
        UndisturbedShop undisturbed = await UndisturbedShop.MakeAsync(places);
        ShopAddress address = await places.CopyAsync();
        using var working = ShopProcess.Start(address, new ShopOrders(Reading, IsPaused: true));
        await working.ReachAsync(ShopProgram.Paused);
        using (var other = ShopProcess.Start(address, new ShopOrders(Run: "other", LeaseWait: 0)))
        {
            IReadOnlyList<string> said = await other.ReachAsync(ShopProgram.Refreshed);
            Assert.All(ShopScript.Order, id => Assert.Contains(said, line => line.StartsWith($"{id} Busy 0 0 run-2 of process ", StringComparison.Ordinal)));
            other.Kill();
        }

        working.GoOn();
        await working.ReachAsync(ShopProgram.Refreshed);
        Assert.Equal(WithoutRuns(undisturbed.Refreshed), WithoutRuns(await UndisturbedShop.RowsAsync(address)));
        working.GoOnToTheEnd();
        await working.EndsWellAsync();
        UndisturbedShop.IsTrue(address);
    }

    [Fact(Timeout = Limit)]
    public async Task TwoProcesses_OfWhichOneWaits_RefreshOneAfterTheOther()
    {
        ShopAddress address = await places.CopyAsync();
        using var first = ShopProcess.Start(address, new ShopOrders(Reading, IsPaused: true));
        await first.ReachAsync(ShopProgram.Paused);
        using var second = ShopProcess.Start(address, new ShopOrders(Run: "other"));
        await second.ReachAsync("log 1010");
        first.GoOn();
        IReadOnlyList<string> said = await second.ReachAsync(ShopProgram.Refreshed);
        // The first one has found everything but what follows from its own moving customers to groups.
        Assert.All(ShopScript.Order.Except(["golden"]), id => Assert.Contains(said, line => line.StartsWith($"{id} {(id == "broken" ? "Failed" : "Refreshed")} 0 0", StringComparison.Ordinal)));
        Assert.Contains("vip Refreshed", string.Join('\n', await first.ReachAsync(ShopProgram.Refreshed)), StringComparison.Ordinal);
        first.GoOnToTheEnd();
        second.GoOnToTheEnd();
        await first.EndsWellAsync();
        await second.EndsWellAsync();
        UndisturbedShop.IsTrue(address, following: "other");
    }

    [Theory(Timeout = Limit)]
    [InlineData(Reading)]
    [InlineData("enter members#2")]
    [InlineData("commit after append history#3")]
    [InlineData("exported#2")]
    [InlineData("write a group#5")]
    public async Task Process_ToldToEnd_RecordsThatAndIsResumedAtOnce(string moment)
    {
        UndisturbedShop undisturbed = await UndisturbedShop.MakeAsync(places);
        ShopAddress address = await places.CopyAsync();
        using (var process = ShopProcess.Start(address, new ShopOrders(moment, IsPaused: true)))
        {
            await process.ReachAsync(ShopProgram.Paused);
            process.Terminate();
            await process.ReachAsync(ShopProgram.Cancelled);
            process.GoOn();
            Assert.DoesNotContain(ShopProgram.Refreshed, await process.RestAsync());
            await process.EndsWellAsync();
        }

        await using (var host = new ShopHost(address, new ShopWatch()))
        {
            Assert.Equal(RunStatus.Cancelled, (await host.Store.FindRunAsync(ShopScript.SecondRun, Ct))!.Status);
            Assert.DoesNotContain((await host.Store.GetDefinitionsAsync(Ct)).Segments, s => s.State.Status == SegmentStatus.Processing);
            RefreshReport report = await host.RefreshAsync(ShopScript.SecondRun, TimeSpan.Zero, Ct);
            Assert.DoesNotContain(report.Segments, s => s.Outcome == RefreshOutcome.Busy);
        }

        await undisturbed.IsReachedAsync(address, wasRefreshed: false, $"having been told to end at {moment}");
    }

    [Fact(Timeout = Limit)]
    public async Task Refresh_OfAReadOnlyDatabase_SaysSoAndWorksOnceItIsMended()
    {
        UndisturbedShop undisturbed = await UndisturbedShop.MakeAsync(places);
        ShopAddress address = await places.CopyAsync();
        IReadOnlyList<string> before = await UndisturbedShop.RowsAsync(address);
        await using (var host = new ShopHost(ReadOnly(address), new ShopWatch()))
        {
            SegmentStoreException failure = await Assert.ThrowsAsync<SegmentStoreException>(() => host.RefreshAsync(ShopScript.SecondRun, TimeSpan.Zero, Ct));
            Assert.Contains("read-only", failure.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<SegmentStoreException>(() => host.DeliverAsync(Ct));
        }

        Assert.Equal(before, await UndisturbedShop.RowsAsync(address));
        await undisturbed.IsReachedAsync(address, wasRefreshed: false, "after the database was read-only");
    }

    public async ValueTask DisposeAsync()
    {
        await places.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The shop as somebody sees it who may not write.</summary>
    private protected abstract ShopAddress ReadOnly(ShopAddress address);

    // Another run leaves its own traces.
    private static IEnumerable<string> WithoutRuns(IEnumerable<string> rows) => rows.Where(r => !r.StartsWith("run", StringComparison.Ordinal) && !r.StartsWith("history", StringComparison.Ordinal));
}

public sealed class DisturbedSqliteShopTests() : DisturbedShopTests(new SqliteShops())
{
    [Fact(Timeout = Limit)]
    public async Task Refresh_OfADatabaseThatGetsFull_SaysSoAndIsResumedOnceThereIsRoom()
    {
        UndisturbedShop undisturbed = await UndisturbedShop.MakeAsync(Places);
        int pages = 0;
        while (await IsTooFullAsync(undisturbed, pages))
            pages++;
        // It got full at several places of the refresh.
        Assert.InRange(pages, 3, 20);
    }

    private protected override ShopAddress ReadOnly(ShopAddress address) => address with { ConnectionString = $"{address.ConnectionString};Mode=ReadOnly" };

    /// <summary>Refreshes a database that has room for so many more pages; where that is too little, refreshes again with more.</summary>
    private async Task<bool> IsTooFullAsync(UndisturbedShop undisturbed, int pages)
    {
        ShopAddress address = await Places.CopyAsync();
        // A limit is a connection's own, and must not outlive this test in the pool.
        ShopAddress limited = address with { ConnectionString = $"{address.ConnectionString};Pooling=False" };
        long size;
        await using (var host = new ShopHost(limited, new ShopWatch()))
        await using (DbConnection connection = await host.ConnectAsync(Ct))
        await using (DbCommand command = connection.CreateCommand())
        {
            command.CommandText = "PRAGMA page_count";
            size = (long)(await command.ExecuteScalarAsync(Ct))!;
        }

        await using (var host = new ShopHost(limited, new ShopWatch(), prepare: $"PRAGMA max_page_count = {size + pages}"))
        {
            try
            {
                await host.RefreshAsync(ShopScript.SecondRun, TimeSpan.Zero, Ct);
                return false;
            }
            catch (SegmentStoreException failure)
            {
                Assert.Contains("The database or the disk is full: free space, or raise max_page_count.", failure.Message, StringComparison.Ordinal);
            }
        }

        await undisturbed.IsReachedAsync(address, wasRefreshed: false, $"after the database was full with {pages} pages more");
        return true;
    }
}

public sealed class DisturbedPostgreSqlShopTests(PostgresCluster cluster) : DisturbedShopTests(new PostgreSqlShops(cluster))
{
    private protected override ShopAddress ReadOnly(ShopAddress address) =>
        address with { ConnectionString = $"{address.ConnectionString};Options=-c default_transaction_read_only=on" };
}
