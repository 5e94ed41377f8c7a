using Segmentation.Tests.Shared;
using Segmentation.Tests.Shared.Composition;

namespace Segmentation.Sql.Sqlite.Tests.Composition;

/// <summary>
/// Every segment of the conformance suite that becomes part of a statement has exactly its members there; every other one is
/// refused, by a code and for a condition that a reviewer has approved.
/// </summary>
public sealed class ComposedConformanceTests
{
    [Fact]
    public Task Cases_AsStatements_GiveExactlyTheirMembersOrAreRefused() =>
        new SqliteComposedEngine().RunAllAsync("Segmentation.Sql.Sqlite.Tests", TestContext.Current.CancellationToken);

    [Fact]
    public Task Statements_OfRandomScenarios_AgreeWithTheOracleOrAreRefused() => RandomAgreement.AssertAsync(new SqliteComposedEngine(), share: 20);
}
