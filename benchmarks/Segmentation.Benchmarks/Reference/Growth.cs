using BenchmarkDotNet.Attributes;
using Segmentation.Benchmarks.Runs;

namespace Segmentation.Benchmarks.Reference;

/// <summary>(4) The first 1, 10, 100 and 1,000 committed segments in one pass over the raw rows: how time grows with segments. The baseline is the six reference segments.</summary>
[MemoryDiagnoser]
[LargeRuns]
public class Growth
{
    private static readonly EvaluationOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    private readonly SegmentSchema _schema = CommerceSchema.Create();
    private readonly Dictionary<int, SegmentSet> _sets = [];
    private SegmentEvaluator _evaluator = null!;

    [GlobalSetup]
    public void Setup()
    {
        IReadOnlyList<Segment> committed = SegmentFile.Read(File.ReadAllText(BenchmarkSize.CommittedSegments));
        _evaluator = new SegmentEvaluator(BenchmarkSize.Columns);
        _sets.Add(6, SegmentSet.Bind(_schema, ReferenceSegments.Definitions));
        foreach (int count in (int[])[1, 10, 100, 1000])
        {
            _sets.Add(count, SegmentSet.Bind(_schema, [.. committed.Take(count)], null, new BindOptions { MaxSegments = count }));
            Console.WriteLine($"// {count:N0} segments: {_sets[count].DistinctLeaves:N0} distinct leaves, {Evaluate(count).Segments.Sum(m => (long)m.Count):N0} members");
        }
    }

    [Benchmark(Baseline = true)]
    public EvaluationResult SixReferenceSegments() => Evaluate(6);

    [Benchmark]
    public EvaluationResult OneSegment() => Evaluate(1);

    [Benchmark]
    public EvaluationResult TenSegments() => Evaluate(10);

    [Benchmark]
    public EvaluationResult HundredSegments() => Evaluate(100);

    [Benchmark]
    public EvaluationResult ThousandSegments() => Evaluate(1000);

    private EvaluationResult Evaluate(int count) => _evaluator.EvaluateAsync(_sets[count], ReferenceShop.AsOf, OneThread).GetAwaiter().GetResult();
}
