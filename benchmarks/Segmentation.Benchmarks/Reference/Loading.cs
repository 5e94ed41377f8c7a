using BenchmarkDotNet.Attributes;
using Segmentation.Benchmarks.Files;
using Segmentation.Benchmarks.Runs;
using Segmentation.Files;
using Segmentation.InMemory;

namespace Segmentation.Benchmarks.Reference;

/// <summary>(8) Loading a tenth of the shop: from objects beside a walk that only looks at every value, and from CSV beside a bare CsvHelper loop.</summary>
[MemoryDiagnoser]
[LargeRuns]
public class Loading
{
    private readonly SegmentSchema _schema = CommerceSchema.Create();
    private readonly string _directory = Path.Combine(Path.GetTempPath(), "segmentation-shop-" + Guid.NewGuid().ToString("N"));
    private Customer[] _customers = [];
    private SegmentSet _set = null!;

    [GlobalSetup]
    public void Setup()
    {
        var shop = new ReferenceShop(BenchmarkSize.Customers / 10);
        _customers = ShopObjects.Of(shop);
        _set = SegmentSet.Bind(_schema, ReferenceSegments.Definitions);
        ShopFiles.Write(shop, _directory);
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_directory, recursive: true);

    [Benchmark(Baseline = true)]
    public long WalkOverObjects()
    {
        long seen = 0;
        foreach (Customer customer in _customers)
        {
            seen += (customer.Email?.Length ?? 0) + (customer.Gender?.Length ?? 0) + (customer.Store?.Length ?? 0);
            foreach (Order order in customer.Orders)
            {
                seen += order.PlacedAt.UtcTicks + order.Status.Length + decimal.ToInt64(order.Total);
                foreach (Item item in order.Items)
                    seen += item.Product.Id + item.Quantity;
            }
        }

        return seen;
    }

    [Benchmark]
    public ColumnSnapshot SnapshotOfObjects() =>
        ColumnSnapshot.LoadAsync(new ObjectSource<Customer>(_schema, new ShopMap(), _customers), _set).GetAwaiter().GetResult();

    [Benchmark]
    public long BareLoopOverCsv() => BareLoop.Run(_directory, asStrings: true);

    [Benchmark]
    public DataDirectory LoadCsv() => DataDirectory.LoadAsync(_directory, _schema).GetAwaiter().GetResult();

    [Benchmark]
    public ColumnSnapshot SnapshotOfCsv() => ColumnSnapshot.LoadAsync(LoadCsv(), _set).GetAwaiter().GetResult();
}
