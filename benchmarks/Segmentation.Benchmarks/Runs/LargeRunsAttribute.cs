using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;

namespace Segmentation.Benchmarks.Runs;

/// <summary>Measures calls that take milliseconds or more, one at a time.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LargeRunsAttribute : Attribute, IConfigSource
{
    public IConfig Config { get; } = ManualConfig.CreateEmpty().AddJob(Job.Default
        .WithStrategy(RunStrategy.Monitoring)
        .WithInvocationCount(1)
        .WithUnrollFactor(1)
        .WithWarmupCount(BenchmarkSize.IsQuick ? 4 : 8)
        .WithIterationCount(BenchmarkSize.IsQuick ? 5 : 15)
        .AsMutator());
}
