using Segmentation.Testing;

namespace Segmentation.Sql.PostgreSql.Tests.Store;

/// <summary>The whole suite for stores, over PostgreSQL.</summary>
public sealed class StoreConformanceTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    public static TheoryData<string> Cases => [.. StoreConformance.Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Store_OfTheContract_DoesWhatItSays(string name) =>
        new Conformance(database).RunAsync(StoreConformance.Cases.Single(c => c.Name == name), TestContext.Current.CancellationToken);

    private sealed class Conformance(StoreDatabase database) : StoreConformance
    {
        private readonly SqlStoreOptions _options = database.NewSchema();

        public override string Name => "PostgreSQL store";

        public override async ValueTask<ISegmentStore> OpenAsync(KeyKind keyKind, TestClock clock, CancellationToken ct) =>
            PostgreSqlSegmentStore.Create((await database.GetAsync()).DataSource, keyKind, _options, settings => settings with { Clock = clock });

        public override ValueTask<ISegmentStore> OpenAgainAsync(ISegmentStore store, TestClock clock, CancellationToken ct) => OpenAsync(store.KeyKind, clock, ct);
    }
}
