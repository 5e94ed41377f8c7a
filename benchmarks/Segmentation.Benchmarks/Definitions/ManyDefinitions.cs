using BenchmarkDotNet.Attributes;
using Segmentation.Benchmarks.Runs;

namespace Segmentation.Benchmarks.Definitions;

/// <summary>(9) Ten thousand definitions: bound, written as JSON and read again.</summary>
[MemoryDiagnoser]
[LargeRuns]
public class ManyDefinitions
{
    private const int Count = 10_000;

    private readonly SegmentSchema _schema = CommerceSchema.Create();
    private readonly BindOptions _options = new() { MaxSegments = Count };
    private IReadOnlyList<Segment> _segments = [];
    private string _json = "";

    [GlobalSetup]
    public void Setup()
    {
        _segments = DefinitionGenerator.Segments(Count);
        _json = Write();
        Console.WriteLine($"// {Count:N0} definitions of {_json.Length:N0} characters, {Bind().DistinctLeaves:N0} distinct leaves");
    }

    [Benchmark(Baseline = true)]
    public SegmentSet Bind() => SegmentSet.Bind(_schema, _segments, null, _options);

    [Benchmark]
    public string Write() => SegmentFile.Write(_segments);

    [Benchmark]
    public IReadOnlyList<Segment> Read() => SegmentFile.Read(_json);
}
