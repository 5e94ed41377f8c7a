using Segmentation.Tests.Shared;
using Segmentation.Tests.Shared.Composition;

namespace Segmentation.Sql.Sqlite.Tests.Composition;

public sealed class ComposedStatementTests
{
    public static TheoryData<string> Hostile => [.. HostileTexts.All];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statements_OfEveryShape_AreTheApprovedOnes()
    {
        using SqliteFile file = new(), foreign = new();
        SegmentSchema schema = CommerceSchema.Create();
        await new SqlLoader(file.Database).LoadAsync(StatementShapes.Defaults(schema), ct: Ct);
        foreign.Execute(ComposedShapes.ForeignTables);
        StatementShapes.AssertApproved(await ComposedShapes.DescribeAsync(file.Database, foreign.Database, schema, Ct), "Segmentation.Sql.Sqlite.Tests", "composed.approved.txt");
    }

    [Fact]
    public async Task Statements_OverForeignTables_FindWhomAnEvaluationFinds()
    {
        using SqliteFile foreign = new();
        foreign.Execute(ComposedShapes.ForeignTables);
        await ComposedShapes.AssertAgreeAsync(foreign.Database, CommerceSchema.Create(), Ct);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task HostileText_AsEveryNameAndLiteral_ChangesNothingButTheAnswer(string text) => Assert.Equal(await RunAsync("plain"), await RunAsync(text));

    [Fact]
    public async Task ComposeAsync_OfEveryLeaf_DoesWhatThePublishedTableSays()
    {
        using var file = new SqliteFile();
        SegmentSchema schema = CommerceSchema.Create();
        await new SqlLoader(file.Database).LoadAsync(StatementShapes.Defaults(schema), ct: Ct);
        await LeafTable.AssertAsync(new SqlSource(schema, file.Database), schema, column: 2, Ct);
    }

    /// <summary>Asserts the members and that the canary lives; gives the statements.</summary>
    private static async Task<string[]> RunAsync(string text)
    {
        using var file = new SqliteFile();
        if (text != "canary")
            file.Execute("CREATE TABLE canary (id INTEGER); INSERT INTO canary VALUES (1)");
        file.Execute(HostileRun.Tables(text));
        SegmentSchema schema = CommerceSchema.Create();
        string[] statements = await HostileComposition.RunAsync(new SqlSource(schema, file.Database, HostileRun.Map(text)), file.Database, schema, text, Ct);
        Assert.Equal(text == "canary" ? 2L : 1L, file.Scalar("SELECT count(*) FROM canary"));
        return statements;
    }
}
