using Segmentation.Tests.Shared;

namespace Segmentation.Sql.Sqlite.Tests.Reading;

public sealed class PlanTests
{
    public static TheoryData<int> Shapes => [.. Enumerable.Range(0, StatementShapes.All.Count)];

    private static readonly DateTimeOffset AsOf = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Plan_OfEveryShape_IsWhatAnEvaluationSends(int shape)
    {
        (string name, bool isForeign, Func<ConditionBuilder, Condition> where) = StatementShapes.All[shape];
        using var file = new SqliteFile();
        SegmentSchema schema = CommerceSchema.Create();
        if (isForeign)
            file.Execute(StatementShapes.ForeignTables);
        else
            await new SqlLoader(file.Database).LoadAsync(StatementShapes.Defaults(schema), ct: Ct);
        var recorded = new RecordedDatabase(file.Database);
        var source = new SqlSource(schema, recorded, isForeign ? StatementShapes.ForeignMap : null);
        SegmentSet set = SegmentSet.Bind(schema, [Segment.Define("shape").Where(where)]);

        IReadOnlyList<SqlPlannedRead> plan = await source.PlanAsync(set, AsOf, Ct);
        int asked = recorded.Statements.Count;
        await new SegmentEvaluator(source).EvaluateAsync(set, AsOf, ct: Ct);

        string[] sent = [.. recorded.Statements.Skip(asked).Select(s => s.Text).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(sent);
        // A pass that never got under way, because nobody's rows were before it, was not sent.
        Assert.True(sent.All(text => plan.Any(p => p.Statement.Text == text)), name);
        Assert.Equal(plan.Count, plan.Select(p => p.Statement.Text).Distinct().Count());
        Assert.All(plan, p => Assert.All(p.Tables.Where(t => t != "(a query)"), table => Assert.Contains($"\"{table}\"", p.Statement.Text, StringComparison.Ordinal)));
        Assert.All(plan, p => Assert.All(p.Columns, c => Assert.Contains($"\"{c.Column}\"", p.Statement.Text, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Plan_OverAHostsTables_TellsColumnsAndRestrictions()
    {
        using var file = new SqliteFile();
        file.Execute(StatementShapes.ForeignTables);
        SegmentSchema schema = CommerceSchema.Create();
        var source = new SqlSource(schema, file.Database, StatementShapes.ForeignMap);
        SegmentSet set = SegmentSet.Bind(schema, [Segment.Define("spenders").Where(c => c.All(
            c.Sum("orders", "grand_total").AtLeast(100m), c.Attribute("first_name").Equal("x")))]);

        IReadOnlyList<SqlPlannedRead> plan = await source.PlanAsync(set, AsOf, Ct);

        SqlPlannedRead orders = Assert.Single(plan, p => p.Entities.Contains("order"));
        Assert.Equal(new SqlPlannedColumn("f_sales", "total", "order.grand_total"), Assert.Single(orders.Columns));
        Assert.Equal(["Rows that belong to no customer are left out.", "Only rows of f_sales in which void is 0."], orders.Restrictions);
        SqlPlannedRead values = Assert.Single(plan, p => p.Tables[0] == "f_values");
        Assert.Equal(["Only values that are asked for: name is one of FIRST."], values.Restrictions);
        Assert.Equal(["Only rows of f_people in which removed is missing.", "Only rows of f_people in which kind is not 9."],
            Assert.Single(plan, p => p.Tables is ["f_people"]).Restrictions);
    }

    [Fact]
    public async Task Load_WhoseFurtherWorkFails_LoadsNothing()
    {
        using var file = new SqliteFile();
        SegmentSchema schema = CommerceSchema.Create();
        var options = new SqlLoaderOptions { BeforeCommit = (_, _, _) => throw new InvalidOperationException("no") };

        await Assert.ThrowsAsync<InvalidOperationException>(() => new SqlLoader(file.Database, options).LoadAsync(StatementShapes.Defaults(schema), ct: Ct));

        Assert.Equal(0L, file.Scalar("SELECT count(*) FROM sqlite_schema"));
    }
}
