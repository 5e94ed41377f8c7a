using Segmentation.Testing;
using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Tests.Conformance;

/// <summary>The whole conformance suite by the standard dialect.</summary>
public sealed class ConformanceTests
{
    private static readonly StandardSqlOptions Shared = new() { QuoteStart = "[", QuoteEnd = "]", Parameter = "$v{0}", TextKey = "{0} COLLATE BINARY" };

    public static TheoryData<string> Names => [.. ConformanceCases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Case_ByTheStandardDialect_GivesExactlyItsMembers(string name) =>
        new StandardEngine(Shared).RunAsync(ConformanceCases.All.Single(c => c.Name == name), TestContext.Current.CancellationToken);

    [Fact]
    public Task Evaluation_OfRandomScenarios_AgreesWithTheOracle() => RandomAgreement.AssertAsync(new StandardEngine(Shared), share: 20);

    [Fact]
    public Task Evaluation_WithAConnectionPerStatement_AgreesWithTheOracle() =>
        RandomAgreement.AssertAsync(new StandardEngine(Shared with { ConnectionPerStatement = true }), share: 40);
}
