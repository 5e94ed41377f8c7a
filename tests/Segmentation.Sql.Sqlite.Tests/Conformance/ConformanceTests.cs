using Segmentation.Testing;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Sqlite.Tests.Conformance;

/// <summary>The whole conformance suite over SQLite.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Names => [.. ConformanceCases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Case_OverSqlite_GivesExactlyItsMembers(string name) =>
        new SqliteEngine().RunAsync(ConformanceCases.All.Single(c => c.Name == name), TestContext.Current.CancellationToken);
}
