using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests.Conformance;

/// <summary>Random scenarios in databases of three locales: nothing may hang on how a database compares texts.</summary>
public sealed class RandomTests(PostgresCluster cluster)
{
    [Theory]
    [InlineData("LOCALE 'C'")]
    [InlineData("LOCALE 'C.UTF-8'")]
    [InlineData("LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C.UTF-8'")]
    public async Task Evaluation_OfRandomScenarios_AgreesWithTheOracle(string locale)
    {
        await using PostgresDatabase database = await cluster.CreateDatabaseAsync(locale, TestContext.Current.CancellationToken);
        await RandomAgreement.AssertAsync(new PostgresEngine(database), share: 80);
    }
}
