using System.Globalization;
using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using Segmentation.Benchmarks.Runs;
using Segmentation.InMemory;

namespace Segmentation.Benchmarks.Reference;

/// <summary>
/// Three segments over the purchase histories of CDNOW's customers, each 43 times (a quick run: 4 times): who spent 100 or
/// more, whose last order is more than half a year back, who ordered three times. The files are <c>shared/data/cdnow</c>
/// beside the repository; where they are missing, nothing is measured.
/// </summary>
[MemoryDiagnoser]
[LargeRuns]
public class Cdnow
{
    private static readonly EvaluationOptions OneThread = new() { MaxDegreeOfParallelism = 1 };
    private static readonly DateTimeOffset AsOf = new(1998, 7, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SegmentSchema _schema = CommerceSchema.Create();
    private Customer[] _customers = [];
    private SegmentSet _set = null!;
    private ColumnSnapshot _fresh = null!;
    private ColumnSnapshot _kept = null!;

    [ParamsSource(nameof(Copies))]
    public int Times { get; set; }

    public static IEnumerable<int> Copies => [BenchmarkSize.IsQuick ? 4 : 43];

    [GlobalSetup]
    public void Setup()
    {
        if (!File.Exists(FileOf("orders")))
            throw new FileNotFoundException("CDNOW's purchase histories are not there; put customers.csv.gz and orders.csv.gz beside the repository.", FileOf("orders"));
        _customers = Read(Times);
        _set = SegmentSet.Bind(_schema,
        [
            Segment.Define("spent").Where(c => c.Sum("orders", "grand_total").AtLeast(100)),
            Segment.Define("lapsed").Where(c => c.Max("orders", "created_at").LessThan(When.Ago("P180D"))),
            Segment.Define("regular").Where(c => c.Count("orders").AtLeast(3)),
        ]);
        _kept = ColumnSnapshot.LoadAsync(new ObjectSource<Customer>(_schema, new ShopMap(), _customers), _set).GetAwaiter().GetResult();
        Renew();

        // A benchmark of wrong answers is worth nothing.
        int[] byHand = HandWrittenLoop();
        if (!BuiltAndEvaluated().SequenceEqual(byHand) || !EvaluatedAlone().SequenceEqual(byHand))
            throw new InvalidOperationException($"The loop finds {string.Join(", ", byHand)}, the columns others.");
        Console.WriteLine($"// {_customers.Length:N0} customers, {_customers.Sum(c => (long)c.Orders.Length):N0} orders; members {string.Join(", ", byHand)}");
    }

    // A stream of the snapshot's rows is a snapshot for which nothing has been kept.
    [IterationSetup(Target = nameof(BuiltAndEvaluated))]
    public void Renew() => _fresh = ColumnSnapshot.LoadAsync(_kept, _set).GetAwaiter().GetResult();

    [Benchmark(Baseline = true)]
    public int[] HandWrittenLoop()
    {
        DateTimeOffset halfAYearAgo = AsOf.AddDays(-180);
        int[] members = new int[3];
        foreach (Customer customer in _customers)
        {
            decimal spent = 0;
            DateTimeOffset? last = null;
            foreach (Order order in customer.Orders)
            {
                spent += order.Total;
                if (last is null || order.PlacedAt > last)
                    last = order.PlacedAt;
            }

            members[0] += spent >= 100 ? 1 : 0;
            members[1] += last < halfAYearAgo ? 1 : 0;
            members[2] += customer.Orders.Length >= 3 ? 1 : 0;
        }

        return members;
    }

    [Benchmark]
    public int[] BuiltAndEvaluated() => Counts(_fresh.Evaluate(_set, AsOf, OneThread));

    [Benchmark]
    public int[] EvaluatedAlone() => Counts(_kept.Evaluate(_set, AsOf, OneThread));

    private int[] Counts(EvaluationResult result) => [.. _set.Segments.Select(s => result[s.Id].Count)];

    private static string FileOf(string table) => Path.Combine(BenchmarkSize.Repository, "..", "shared", "data", "cdnow", table + ".csv.gz");

    // Copies are customers of their own, beside each other as those of one shop are.
    private static Customer[] Read(int times)
    {
        (long Id, DateTimeOffset CreatedAt)[] customers = [.. Lines("customers").Select(f => (Long(f[0]), Instant(f[1])))];
        ILookup<long, (DateTimeOffset PlacedAt, string Status, decimal Total)> orders = Lines("orders").ToLookup(
            f => Long(f[1]), f => (Instant(f[2]), f[3], decimal.Parse(f[6], CultureInfo.InvariantCulture)));
        long next = 0;
        return
        [
            .. Enumerable.Range(0, times).SelectMany(copy => customers.Select(c => new Customer
            {
                Id = copy * 100_000L + c.Id,
                Email = null,
                Gender = null,
                Store = null,
                DateOfBirth = null,
                CreatedAt = c.CreatedAt,
                Orders = [.. orders[c.Id].Select(o => new Order(++next, o.PlacedAt, o.Status, o.Total, null, []))],
            })),
        ];
    }

    private static IEnumerable<string[]> Lines(string table)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(FileOf(table)), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return line.Split(',');
    }

    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
