using Segmentation.Tests.Shared;

namespace Segmentation.Sql.PostgreSql.Tests.Reading;

public sealed class StatementTests(PostgresCluster cluster)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statements_OfEveryShape_AreTheApprovedOnes()
    {
        await using PostgresDatabase server = await cluster.CreateDatabaseAsync(ct: Ct);
        await using PostgresDatabase foreign = await cluster.CreateDatabaseAsync(ct: Ct);
        var database = new PostgreSqlDatabase(server.DataSource);
        SegmentSchema schema = CommerceSchema.Create();
        await new SqlLoader(database).LoadAsync(StatementShapes.Defaults(schema), ct: Ct);
        await foreign.ExecuteAsync(StatementShapes.ForeignTables, Ct);
        StatementShapes.AssertApproved(await StatementShapes.DescribeAsync(database, new PostgreSqlDatabase(foreign.DataSource), schema, Ct), "Segmentation.Sql.PostgreSql.Tests", "statements.approved.txt");
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
        var recorded = new RecordedDatabase(new PostgreSqlDatabase(server.DataSource));
        var source = new SqlSource(schema, recorded, HostileRun.Map(text));
        EvaluationResult result = await new SegmentEvaluator(source).EvaluateAsync(
            SegmentSet.Bind(schema, HostileRun.Segments(text)), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), ct: Ct);
        Assert.All(result.Segments, s => Assert.Equal(text, Assert.Single(s).ToString()));
        Assert.Equal(text == "canary" ? 2L : 1L, await server.ScalarAsync<long>("SELECT count(*) FROM canary", Ct));
        return [.. recorded.Statements.Select(s => HostileRun.Benign(s.Text, text))];
    }
}
