using Segmentation.Testing;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests.Conformance;

/// <summary>The whole conformance suite over PostgreSQL.</summary>
public sealed class ConformanceTests(ConformanceDatabase database) : IClassFixture<ConformanceDatabase>
{
    public static TheoryData<string> Names => [.. ConformanceCases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Case_OverPostgreSql_GivesExactlyItsMembers(string name) =>
        await new PostgresEngine(await database.GetAsync()).RunAsync(ConformanceCases.All.Single(c => c.Name == name), TestContext.Current.CancellationToken);
}
