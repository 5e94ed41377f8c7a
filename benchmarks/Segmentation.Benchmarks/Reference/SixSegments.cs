using BenchmarkDotNet.Attributes;
using Segmentation.Benchmarks.Runs;

namespace Segmentation.Benchmarks.Reference;

/// <summary>
/// (3) All six reference segments over all customers: a hand-written loop that looks at every object once, LINQ lambdas and
/// compiled expression trees a segment, and the product over columns: raw rows each time, and with features kept.
/// </summary>
[MemoryDiagnoser]
[LargeRuns]
public class SixSegments
{
    private static readonly EvaluationOptions OneThread = new() { MaxDegreeOfParallelism = 1 };
    private static readonly EvaluationOptions AllThreads = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    private static bool _isChecked;

    private Customer[] _customers = [];
    private Func<Customer, bool>[] _compiled = [];
    private SegmentSet _set = null!;
    private ShopColumns _columns = null!;
    private ShopColumns _changed = null!;
    private SegmentEvaluator _rows = null!;
    private ColumnSnapshot _fresh = null!;
    private ColumnSnapshot _kept = null!;
    private ColumnSnapshot _changes = null!;

    [ParamsSource(nameof(Sizes))]
    public int Customers { get; set; }

    public static IEnumerable<int> Sizes => [BenchmarkSize.Customers];

    [GlobalSetup]
    public void Setup()
    {
        ReferenceShop shop = BenchmarkSize.Shop;
        _customers = BenchmarkSize.Objects;
        _columns = BenchmarkSize.Columns;
        _compiled = ReferenceSegments.Compiled();
        _set = SegmentSet.Bind(CommerceSchema.Create(), ReferenceSegments.Definitions);
        _rows = new SegmentEvaluator(_columns);
        _changed = new ShopColumns(shop, Enumerable.Range(0, shop.CustomerCount).Where(i => i % 100 == 42));
        RenewAll();
        _kept = _fresh;
        _kept.Evaluate(_set, ReferenceShop.AsOf, OneThread);
        RenewAll();
        RenewChanges();

        if (!_isChecked)
            Check(shop);
        _isChecked = true;
    }

    // A benchmark of wrong answers is worth nothing.
    private void Check(ReferenceShop shop)
    {
        int[] byHand = HandWrittenLoop();
        foreach (int[] found in new[] { LinqLambdas(), CompiledExpressions(), RawRows(), RawRowsAllThreads(), BuiltAndEvaluated(), EvaluatedAlone(), UpdatedAndEvaluated() })
        {
            if (!found.SequenceEqual(byHand))
                throw new InvalidOperationException($"The loop finds {string.Join(", ", byHand)}, another way {string.Join(", ", found)}.");
        }

        Console.WriteLine($"// {shop.CustomerCount:N0} customers, {_columns.OrderCount:N0} orders, {_columns.ItemCount:N0} items; members {string.Join(", ", byHand)}");
        Console.WriteLine($"// columns of the six: {_columns.DeclaredBytes(_set):N0} bytes declared, {_kept.Bytes:N0} in the snapshot, {MemoryShare:N2} times");
    }

    /// <summary>What a snapshot takes, in declared bytes of its columns.</summary>
    internal double MemoryShare => (double)_kept.Bytes / _columns.DeclaredBytes(_set);

    // What was kept for a set would be found again.
    [IterationSetup(Target = nameof(BuiltAndEvaluated))]
    public void RenewAll() => _fresh = ColumnSnapshot.LoadAsync(_columns, _set).GetAwaiter().GetResult();

    [IterationSetup(Target = nameof(UpdatedAndEvaluated))]
    public void RenewChanges() => _changes = ColumnSnapshot.LoadAsync(_changed, _set).GetAwaiter().GetResult();

    [Benchmark(Baseline = true)]
    public int[] HandWrittenLoop() => ReferenceSegments.CountByHand(_customers);

    [Benchmark]
    public int[] LinqLambdas() => [.. ReferenceSegments.Lambdas.Select(rule => _customers.Count(rule))];

    [Benchmark]
    public int[] CompiledExpressions() => [.. _compiled.Select(rule => _customers.Count(rule))];

    [Benchmark]
    public int[] RawRows() => Counts(_rows.EvaluateAsync(_set, ReferenceShop.AsOf, OneThread).GetAwaiter().GetResult());

    [Benchmark]
    public int[] RawRowsAllThreads() => Counts(_rows.EvaluateAsync(_set, ReferenceShop.AsOf, AllThreads).GetAwaiter().GetResult());

    [Benchmark]
    public int[] BuiltAndEvaluated() => Counts(_fresh.Evaluate(_set, ReferenceShop.AsOf, OneThread));

    [Benchmark]
    public int[] EvaluatedAlone() => Counts(_kept.Evaluate(_set, ReferenceShop.AsOf, OneThread));

    [Benchmark]
    public int[] UpdatedAndEvaluated() => Counts(_kept.With(_changes).Evaluate(_set, ReferenceShop.AsOf, OneThread));

    private int[] Counts(EvaluationResult result) => [.. _set.Segments.Select(s => result[s.Id].Count)];
}
