using Segmentation.Testing;

namespace Segmentation.Sql.Sqlite.Tests.Store;

/// <summary>The whole suite for stores, over SQLite files.</summary>
public sealed class StoreConformanceTests : IDisposable
{
    private readonly StoreFile _file = new();

    public static TheoryData<string> Cases => [.. StoreConformance.Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Store_OfTheContract_DoesWhatItSays(string name) =>
        new Conformance(_file).RunAsync(StoreConformance.Cases.Single(c => c.Name == name), TestContext.Current.CancellationToken);

    public void Dispose() => _file.Dispose();

    private sealed class Conformance(StoreFile file) : StoreConformance
    {
        public override string Name => "SQLite store";

        public override ValueTask<ISegmentStore> OpenAsync(KeyKind keyKind, TestClock clock, CancellationToken ct) =>
            ValueTask.FromResult<ISegmentStore>(SqliteSegmentStore.Create(file.ConnectionString, keyKind, null, settings => settings with { Clock = clock }));

        public override ValueTask<ISegmentStore> OpenAgainAsync(ISegmentStore store, TestClock clock, CancellationToken ct) => OpenAsync(store.KeyKind, clock, ct);
    }
}
