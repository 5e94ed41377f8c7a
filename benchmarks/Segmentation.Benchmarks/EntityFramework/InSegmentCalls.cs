using BenchmarkDotNet.Attributes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Segmentation.Benchmarks.Runs;

namespace Segmentation.Benchmarks.EntityFramework;

/// <summary>
/// A page of a segment by <c>InSegment</c> beside the same LINQ written by hand: the first call, for which EF Core compiles
/// the query, and later ones with other instants and amounts. Each call makes a context, as a request does.
/// </summary>
[MemoryDiagnoser]
[LargeRuns]
public class InSegmentCalls : IDisposable
{
    private const int Calls = 50;

    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private DbContextOptions<ShopDb> _options = null!;
    private SegmentSet[] _sets = [];

    [GlobalSetup]
    public void Setup()
    {
        _connection.Open();
        _options = ShopDb.Options(_connection);
        using (var db = new ShopDb(_options))
            db.Fill();
        _sets = [.. Enumerable.Range(0, Calls).Select(i => SegmentSet.Bind(CommerceSchema.Create(), [Segment.Define("vip").Where(c => c.All(
            c.Sum("orders", "grand_total", o => o.Attribute("status").Equal("complete")).AtLeast(1000 + i),
            c.None("orders", o => o.Attribute("created_at").AtLeast(When.Ago("P30D")))))]))];

        // A benchmark of wrong answers is worth nothing.
        for (int i = 0; i < Calls; i++)
        {
            int[] byHand = ByHand(_options, i), composed = Composed(_options, i);
            if (byHand.Length == 0 || !byHand.SequenceEqual(composed))
                throw new InvalidOperationException($"By hand {byHand.Length} customers are found, by InSegment {composed.Length}.");
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _connection.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public int CachedByHand() => Enumerable.Range(0, Calls).Sum(i => ByHand(_options, i).Length);

    [Benchmark(OperationsPerInvoke = Calls)]
    public int CachedInSegment() => Enumerable.Range(0, Calls).Sum(i => Composed(_options, i).Length);

    [Benchmark]
    public int FirstByHand() => ByHand(ShopDb.Options(_connection), 0).Length;

    [Benchmark]
    public int FirstInSegment() => Composed(ShopDb.Options(_connection), 0).Length;

    private static DateTimeOffset AsOf(int call) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(call);

    private static int[] ByHand(DbContextOptions<ShopDb> options, int call)
    {
        decimal least = 1000 + call;
        DateTime since = AsOf(call).UtcDateTime.AddDays(-30);
        using var db = new ShopDb(options);
        return [.. db.Customers
            .Where(c => c.Orders.Where(o => o.Status == "complete").Sum(o => o.Total) >= least && !c.Orders.Any(o => o.Placed >= since))
            .OrderBy(c => c.Id).Take(50).Select(c => c.Id)];
    }

    private int[] Composed(DbContextOptions<ShopDb> options, int call)
    {
        using var db = new ShopDb(options);
        return [.. db.Customers.InSegment(_sets[call]["vip"], AsOf(call)).OrderBy(c => c.Id).Take(50).Select(c => c.Id)];
    }
}
