using Segmentation.Testing;
using Segmentation.Tests.Shared;

namespace Segmentation.Tests.Evaluation;

/// <summary>The whole conformance suite, and the oracle on random scenarios, over snapshots.</summary>
public sealed class SnapshotConformanceTests
{
    // Each draw is evaluated in a dozen ways.
    private const int OneDrawIn = 8;

    public static TheoryData<string> Names => [.. ConformanceCases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Case_OverASnapshot_GivesExactlyItsMembers(string name) =>
        new SnapshotEngine().RunAsync(ConformanceCases.All.Single(c => c.Name == name), TestContext.Current.CancellationToken);

    [Fact]
    public Task Snapshot_OfRandomScenarios_AgreesWithTheOracle() => RandomAgreement.AssertAsync(new SnapshotEngine(), OneDrawIn);
}
