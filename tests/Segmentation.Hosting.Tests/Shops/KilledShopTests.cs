using System.Diagnostics;
using System.Globalization;
using Segmentation.StoreProcess.Shops;
using Segmentation.Tests.Shared;

namespace Segmentation.Hosting.Tests.Shops;

/// <summary>
/// A process of a shop is killed while it refreshes, moves groups, exports or delivers; another one goes on with the same
/// run. In the end every row, every export and everything that the handler has received is as if nothing had happened.
/// </summary>
public abstract class KilledShopTests(ShopPlaces places) : IAsyncDisposable
{
    private const int SeededMoments = 20;
    private const int AtOnce = 3;
    private const int Limit = 600_000;

    private static readonly string[] NamedSteps =
    [
        "enter members", "leave members", "complete segment", "write events", "touch members", "commit after append history", "committed after append history",
        "commit after write moves", "write a group", "groups written", "settle due", "export", "exported", "handle an event", "delete delivered", "record failures",
    ];

    /// <summary>How steps begin that only look: dying there leaves what dying at the step before leaves. Seeded moments come to those as well.</summary>
    private static readonly string[] Looks = ["read ", "find ", "count ", "ask "];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Process_Undisturbed_LeavesTheTruth()
    {
        ShopAddress address = await places.CopyAsync();
        await using var host = new ShopHost(address, new ShopWatch());
        RefreshReport report = await host.RefreshAsync(ShopScript.SecondRun, TimeSpan.Zero, Ct);
        Assert.Equal(ShopScript.Order, report.Segments.Select(s => s.SegmentId));
        Assert.All(report.Segments, s => Assert.Null(s.ExportError));
        Assert.Equal(ShopScript.Order.Count - 1, report.Segments.Sum(s => s.Exports.Count));
        await host.DeliverAsync(Ct);
        UndisturbedShop.IsTrue(address);
        IReadOnlyList<string> rows = await ShopRows.ReadAsync(host, Ct);
        foreach (long customer in ShopTruth.Customers)
        {
            string? group = ShopTruth.GroupOf(customer);
            Assert.Equal(group is null ? [] : [$"customers {customer}|{group}"], rows.Where(r => r.StartsWith($"customers {customer}|", StringComparison.Ordinal)));
        }

        foreach (string segment in ShopScript.Order)
        {
            var members = await host.Store.GetMembersAsync(segment, null, Ct).Select(m => m.Key.Integer).ToListAsync(Ct);
            Assert.Equal(ShopTruth.Customers.Where(c => ShopTruth.IsInAfter(segment, c)), members);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Process_KilledAtEveryNamedStep_ResumedEndsAsUndisturbed()
    {
        UndisturbedShop undisturbed = await UndisturbedShop.MakeAsync(places);
        var chance = new Random(Seed());
        string[] moments = [.. undisturbed.Steps.Where(s => !Looks.Any(l => s.StartsWith(l, StringComparison.Ordinal))).CountBy(s => s).Select(s => $"{s.Key}#{chance.Next(s.Value) + 1}")];
        // Steps within a commit, planning and settling groups, exporting and delivering.
        Assert.Empty(NamedSteps.Except(undisturbed.Steps));
        await EachAsync(moments, async moment =>
        {
            string name = moment[..moment.LastIndexOf('#')];
            // How often a step comes varies with what the handler refuses, and with when leases are renewed in between; once these all come.
            if (await KillAsync(undisturbed, moment) != ShopProcess.Killed && NamedSteps.Contains(name))
                Assert.Equal((name, ShopProcess.Killed), (name, await KillAsync(undisturbed, $"{name}#1")));
        });
    }

    [Fact(Timeout = Limit)]
    public async Task Process_KilledAtSeededMoments_ResumedEndsAsUndisturbed()
    {
        UndisturbedShop undisturbed = await UndisturbedShop.MakeAsync(places);
        var chance = new Random(Seed());
        int died = 0;
        // By the number of steps, most of them within the refresh, which has fewer steps than the delivery; and by time.
        int refreshed = undisturbed.Steps.ToList().IndexOf(ShopProgram.Refreshed);
        string[] moments =
        [
            .. Enumerable.Range(0, SeededMoments / 2).Select(n => $"#{chance.Next(n < 7 ? refreshed : undisturbed.Steps.Count) + 1}"),
            .. Enumerable.Range(0, SeededMoments / 2).Select(_ => string.Create(CultureInfo.InvariantCulture, $"{(undisturbed.Duration * chance.NextDouble()).TotalMilliseconds:F0} ms")),
        ];
        await EachAsync(moments, async moment =>
        {
            if (await KillAsync(undisturbed, moment) == ShopProcess.Killed)
                Interlocked.Increment(ref died);
        });
        // A process may be faster than the undisturbed one was, and renews its leases when it pleases.
        Assert.InRange(died, SeededMoments / 2, SeededMoments);
    }

    public async ValueTask DisposeAsync()
    {
        await places.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static int Seed()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("SEGMENTATION_PROPERTY_RUN"), NumberStyles.None, CultureInfo.InvariantCulture, out int given)
            ? given
            : Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"SEGMENTATION_PROPERTY_RUN={seed}");
        return seed;
    }

    private static async Task EachAsync(string[] moments, Func<string, Task> act)
    {
        long began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(moments, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Ct }, async (moment, _) => await act(moment));
        TestContext.Current.TestOutputHelper!.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"Killed and resumed {moments.Length} processes in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s, at: {string.Join(", ", moments)}."));
    }

    /// <summary>Kills a process at a moment, and lets another one go on.</summary>
    /// <returns>How the first one ended.</returns>
    private async Task<int> KillAsync(UndisturbedShop undisturbed, string moment)
    {
        ShopAddress address = await places.CopyAsync();
        int exit;
        bool wasRefreshed;
        bool isByTime = moment.EndsWith(" ms", StringComparison.Ordinal);
        using (var process = ShopProcess.Start(address, new ShopOrders(isByTime ? "" : moment)))
        {
            process.GoOnToTheEnd();
            await process.ReachAsync(ShopProgram.Began);
            if (isByTime)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(double.Parse(moment[..^3], CultureInfo.InvariantCulture)), Ct);
                process.Kill();
            }

            wasRefreshed = (await process.RestAsync()).Contains(ShopProgram.Refreshed);
            exit = await process.ExitAsync();
        }

        await undisturbed.IsReachedAsync(address, wasRefreshed, $"having been killed at {moment}");
        await places.RemoveAsync(address);
        return exit;
    }
}

public sealed class KilledSqliteShopTests() : KilledShopTests(new SqliteShops());

public sealed class KilledPostgreSqlShopTests(PostgresCluster cluster) : KilledShopTests(new PostgreSqlShops(cluster));
