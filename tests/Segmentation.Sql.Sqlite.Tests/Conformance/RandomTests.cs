using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Sqlite.Tests.Conformance;

public sealed class RandomTests
{
    [Fact]
    public Task Evaluation_OfRandomScenarios_AgreesWithTheOracle() => RandomAgreement.AssertAsync(new SqliteEngine(), share: 10);
}
