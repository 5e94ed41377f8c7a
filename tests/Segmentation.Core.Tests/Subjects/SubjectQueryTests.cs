namespace Segmentation.Tests.Subjects;

public sealed class SubjectQueryTests
{
    private static string[] Problems(IReadOnlyList<SubjectColumn> columns, Condition? filter = null) =>
        [.. Assert.Throws<SegmentDefinitionException>(() => SubjectQuery.Bind(Shop.Schema, columns, filter)).Problems.Select(p => $"{p.Path} {p.Code}")];

    [Fact]
    public void Bind_Columns_HavePathHeadingAndType()
    {
        SubjectQuery query = SubjectQuery.Bind(Shop.Schema, [new("email", "E-mail"), new("last_order.grand_total"), new("days_since_last_order")]);
        Assert.Equal(
            [
                new BoundColumn("email", "E-mail", AttributeType.Text),
                new BoundColumn("last_order.grand_total", "last_order.grand_total", AttributeType.Decimal),
                new BoundColumn("days_since_last_order", "days_since_last_order", AttributeType.Elapsed),
            ],
            query.Columns);
    }

    [Fact]
    public void Bind_Star_StandsForTheStoredAttributesOfTheRow()
    {
        string[] paths = [.. SubjectQuery.Bind(Shop.Schema, [new("billing_address.*")]).Columns.Select(c => c.Path)];
        Assert.Equal(Shop.Schema.FindEntity("address")!.Attributes.Select(a => $"billing_address.{a.Name}"), paths);
    }

    [Fact]
    public void Bind_Star_LeavesOutComputedAttributesAndThoseThatAnotherColumnNames()
    {
        string[] paths = [.. SubjectQuery.Bind(Shop.Schema, [new("*"), new("email", "E-mail")]).Columns.Select(c => c.Path)];
        Assert.Equal("email", paths[^1]);
        Assert.Single(paths, "email");
        Assert.Contains("first_name", paths);
        Assert.DoesNotContain("age", paths);
    }

    [Fact]
    public void Bind_WrongPathsAndConditions_AreAllReportedWithTheirPlaces() => Assert.Equal(
        ["columns[1] attribute.unknown", "columns[2] attribute.toMany", "columns[3] attribute.unknown", "filter.conditions[1].attribute attribute.unknown"],
        Problems(
            [new("email"), new("emial"), new("orders.status"), new("billing_address")],
            new ConditionBuilder().All(new ConditionBuilder().Attribute("email").NotNull(), new ConditionBuilder().Attribute("nope").NotNull())));

    [Fact]
    public void Bind_MisspeltPath_NamesTheNearest() => Assert.Contains(
        "did you mean 'email'",
        Assert.Throws<SegmentDefinitionException>(() => SubjectQuery.Bind(Shop.Schema, [new("emial")])).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("orders.*", "columns[0] attribute.toMany")]
    [InlineData("nothing.*", "columns[0] relation.unknown")]
    public void Bind_StarOfNoSingleRow_IsAProblem(string path, string problem) => Assert.Equal([problem], Problems([new(path)]));

    [Fact]
    public void Bind_StarWithAHeading_IsAProblem() => Assert.Equal(["columns[0] column.heading"], Problems([new("*", "All")]));

    [Fact]
    public void Bind_OneHeadingForTwoColumns_IsAProblem() =>
        Assert.Equal(["columns[1] column.repeated"], Problems([new("first_name", "Name"), new("last_name", "Name")]));

    [Fact]
    public void Bind_FilterByASegmentWithoutSegments_IsAProblem() =>
        Assert.Equal(["filter.segment segment.unknown"], Problems([], new ConditionBuilder().InSegment("vip")));

    [Fact]
    public void Bind_FilterThatAsksTheHost_IsAProblem()
    {
        var options = new BindOptions { Language = Regular.Language };
        SegmentDefinitionException refused = Assert.Throws<SegmentDefinitionException>(
            () => SubjectQuery.Bind(Shop.Schema, [], new ConditionBuilder().AllFalse(new Regular("a")), options));
        Assert.Equal(["filter.external"], refused.Problems.Select(p => p.Code));
    }
}
