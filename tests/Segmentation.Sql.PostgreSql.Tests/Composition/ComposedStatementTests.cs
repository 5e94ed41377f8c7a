using Segmentation.Tests.Shared;
using Segmentation.Tests.Shared.Composition;

namespace Segmentation.Sql.PostgreSql.Tests.Composition;

public sealed class ComposedStatementTests(PostgresCluster cluster)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statements_OfEveryShape_AreTheApprovedOnesAndLeavesDoWhatThePublishedTableSays()
    {
        await using PostgresDatabase server = await cluster.CreateDatabaseAsync(ct: Ct), foreign = await cluster.CreateDatabaseAsync(ct: Ct);
        var database = new PostgreSqlDatabase(server.DataSource);
        SegmentSchema schema = CommerceSchema.Create();
        await new SqlLoader(database).LoadAsync(StatementShapes.Defaults(schema), ct: Ct);
        await foreign.ExecuteAsync(ComposedShapes.ForeignTables, Ct);
        StatementShapes.AssertApproved(
            await ComposedShapes.DescribeAsync(database, new PostgreSqlDatabase(foreign.DataSource), schema, Ct), "Segmentation.Sql.PostgreSql.Tests", "composed.approved.txt");
        await LeafTable.AssertAsync(new SqlSource(schema, database), schema, column: 3, Ct);
    }

    [Theory]
    [InlineData("LOCALE 'C'")]
    [InlineData("LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C.UTF-8'")]
    public async Task Statements_OverForeignTables_FindWhomAnEvaluationFinds(string locale)
    {
        await using PostgresDatabase foreign = await cluster.CreateDatabaseAsync(locale, Ct);
        await foreign.ExecuteAsync(ComposedShapes.ForeignTables, Ct);
        await ComposedShapes.AssertAgreeAsync(new PostgreSqlDatabase(foreign.DataSource), CommerceSchema.Create(), Ct);
    }

    [Fact]
    public async Task HostileTexts_AsEveryNameAndLiteral_ChangeNothingButTheAnswer()
    {
        await using PostgresDatabase server = await cluster.CreateDatabaseAsync(ct: Ct);
        await server.ExecuteAsync("CREATE SCHEMA guard; CREATE TABLE guard.canary (id int); INSERT INTO guard.canary VALUES (1)", Ct);
        string[] benign = await RunAsync(server, "plain");
        foreach (string text in HostileTexts.All)
            Assert.Equal(benign, await RunAsync(server, text));
        Assert.Equal(1L, await server.ScalarAsync<long>("SELECT count(*) FROM guard.canary", Ct));
    }

    /// <summary>Asserts the members and that the canary lives; gives the statements.</summary>
    private static async Task<string[]> RunAsync(PostgresDatabase server, string text)
    {
        await server.ExecuteAsync("DROP SCHEMA public CASCADE; CREATE SCHEMA public", Ct);
        if (text != "canary")
            await server.ExecuteAsync("CREATE TABLE canary (id int); INSERT INTO canary VALUES (1)", Ct);
        await server.ExecuteAsync(HostileRun.Tables(text), Ct);
        SegmentSchema schema = CommerceSchema.Create();
        var database = new PostgreSqlDatabase(server.DataSource);
        string[] statements = await HostileComposition.RunAsync(new SqlSource(schema, database, HostileRun.Map(text)), database, schema, text, Ct);
        Assert.Equal(text == "canary" ? 2L : 1L, await server.ScalarAsync<long>("SELECT count(*) FROM canary", Ct));
        return statements;
    }
}
