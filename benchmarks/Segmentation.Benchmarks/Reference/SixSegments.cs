using BenchmarkDotNet.Attributes;
using Segmentation.InMemory;

namespace Segmentation.Benchmarks.Reference;

/// <summary>All six reference segments over N customers: the product against a hand-written loop, which counts and keeps nothing.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class SixSegments
{
    private Customer[] _customers = [];
    private SegmentSet _set = null!;
    private SegmentEvaluator _overColumns = null!;
    private SegmentEvaluator _overObjects = null!;

    [Params(20_000, 100_000)]
    public int Customers { get; set; }

    [GlobalSetup]
    public async Task Setup()
    {
        _customers = ShopGenerator.Customers(Customers);
        SegmentSchema schema = CommerceSchema.Create();
        _set = SegmentSet.Bind(schema, ReferenceSegments.Definitions);
        var objects = new ObjectSource<Customer>(schema, new ShopMap(), _customers);
        _overObjects = new SegmentEvaluator(objects);
        _overColumns = new SegmentEvaluator(new ColumnsInMemory(objects));

        // A benchmark of wrong answers is worth nothing.
        int[] byHand = HandWrittenLoop();
        foreach (EvaluationResult evaluation in new[] { await Columns(), await Objects() })
        {
            int[] found = [.. _set.Segments.Select(s => evaluation[s.Id].Count)];
            if (!found.SequenceEqual(byHand))
                throw new InvalidOperationException($"The product finds {string.Join(", ", found)}, the loop {string.Join(", ", byHand)}.");
        }
    }

    [Benchmark(Baseline = true)]
    public int[] HandWrittenLoop() => ReferenceSegments.CountByHand(_customers);

    [Benchmark]
    public Task<EvaluationResult> Columns() => _overColumns.EvaluateAsync(_set, ShopGenerator.AsOf);

    [Benchmark]
    public Task<EvaluationResult> Objects() => _overObjects.EvaluateAsync(_set, ShopGenerator.AsOf);
}
