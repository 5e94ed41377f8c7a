using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Sqlite.Tests.Reading;

public sealed class StatementTests
{
    public static TheoryData<string> Hostile => [.. HostileTexts.All];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statements_OfEveryShape_AreTheApprovedOnes()
    {
        using SqliteFile file = new(), foreign = new();
        SegmentSchema schema = CommerceSchema.Create();
        await new SqlLoader(file.Database).LoadAsync(StatementShapes.Defaults(schema), ct: Ct);
        foreign.Execute(StatementShapes.ForeignTables);
        StatementShapes.AssertApproved(await StatementShapes.DescribeAsync(file.Database, foreign.Database, schema, Ct), "Segmentation.Sql.Sqlite.Tests", "statements.approved.txt");
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task HostileText_AsEveryNameAndLiteral_ChangesNothingButTheAnswer(string text)
    {
        string[] benign = await RunAsync("plain");
        Assert.Equal(benign, await RunAsync(text));
    }

    /// <summary>Asserts the members and that the canary lives; gives the statements.</summary>
    private static async Task<string[]> RunAsync(string text)
    {
        using var file = new SqliteFile();
        file.Execute("CREATE TABLE canaries (id INTEGER); INSERT INTO canaries VALUES (1)");
        if (text != "canary")
            file.Execute("CREATE TABLE canary (id INTEGER); INSERT INTO canary VALUES (1)");
        file.Execute(HostileRun.Tables(text));
        SegmentSchema schema = CommerceSchema.Create();
        var recorded = new RecordedDatabase(file.Database);
        var source = new SqlSource(schema, recorded, HostileRun.Map(text));
        EvaluationResult result = await new SegmentEvaluator(source).EvaluateAsync(
            SegmentSet.Bind(schema, HostileRun.Segments(text)), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), ct: Ct);
        Assert.All(result.Segments, s => Assert.Equal(text, Assert.Single(s).ToString()));
        Assert.Equal(1L, file.Scalar("SELECT count(*) FROM canaries"));
        Assert.Equal(text == "canary" ? 2L : 1L, file.Scalar("SELECT count(*) FROM canary"));
        return [.. recorded.Statements.Select(s => HostileRun.Benign(s.Text, text))];
    }
}
