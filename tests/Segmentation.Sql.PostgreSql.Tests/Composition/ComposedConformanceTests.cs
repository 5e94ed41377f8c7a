using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests.Composition;

/// <summary>
/// Every segment of the conformance suite that becomes part of a statement has exactly its members there; every other one is
/// refused, by a code and for a condition that a reviewer has approved. Nothing may hang on how a database compares texts.
/// </summary>
public sealed class ComposedConformanceTests(PostgresCluster cluster)
{
    private const string PlainC = "LOCALE 'C'", Utf8 = "LOCALE 'C.UTF-8'", Icu = "LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C.UTF-8'";

    [Fact]
    public async Task Cases_AsStatements_GiveExactlyTheirMembersOrAreRefused()
    {
        await using PostgresDatabase database = await cluster.CreateDatabaseAsync(PlainC, TestContext.Current.CancellationToken);
        await new PostgresComposedEngine(database).RunAllAsync("Segmentation.Sql.PostgreSql.Tests", TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(Utf8)]
    [InlineData(Icu)]
    public async Task Cases_OnTextsAndKeys_AreExactInEveryLocale(string locale)
    {
        await using PostgresDatabase database = await cluster.CreateDatabaseAsync(locale, TestContext.Current.CancellationToken);
        await new PostgresComposedEngine(database).RunTextsAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(PlainC)]
    [InlineData(Utf8)]
    [InlineData(Icu)]
    public async Task Statements_OfRandomScenarios_AgreeWithTheOracleOrAreRefused(string locale)
    {
        await using PostgresDatabase database = await cluster.CreateDatabaseAsync(locale, TestContext.Current.CancellationToken);
        await RandomAgreement.AssertAsync(new PostgresComposedEngine(database), share: 200);
    }
}
