using Segmentation.Testing;

namespace Segmentation.InMemory.Tests.Store;

public sealed class InMemoryStoreTests
{
    private static readonly Conformance Suite = new();

    public static TheoryData<string> Cases => [.. StoreConformance.Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Store_OfTheContract_DoesWhatItSays(string name) =>
        Suite.RunAsync(StoreConformance.Cases.Single(c => c.Name == name), TestContext.Current.CancellationToken);

    private sealed class Conformance : StoreConformance
    {
        public override string Name => "in-memory store";

        public override ValueTask<ISegmentStore> OpenAsync(KeyKind keyKind, TestClock clock, CancellationToken ct) =>
            ValueTask.FromResult<ISegmentStore>(new InMemorySegmentStore(keyKind, clock));
    }
}
