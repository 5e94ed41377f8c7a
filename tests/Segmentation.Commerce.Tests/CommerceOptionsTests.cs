namespace Segmentation.Tests;

public sealed class CommerceOptionsTests
{
    private static readonly string[] OverOrders =
    [
        "number_of_orders", "sales_amount", "average_order_value", "lifetime_refunds", "lifetime_profit", "purchased_quantity",
        "average_purchased_quantity", "order_frequency", "last_order_at", "last_shipment_at", "days_inactive",
        "days_since_first_order", "days_since_last_order",
    ];

    public static TheoryData<string> Figures => [.. OverOrders];

    [Theory]
    [MemberData(nameof(Figures))]
    public void CountedOrders_Default_LeavesOutCanceled(string figure) =>
        AssertCounted(null, figure, Operator.NotIn, "canceled");

    [Theory]
    [MemberData(nameof(Figures))]
    public void CountedOrders_Only_TakesThoseStatuses(string figure) =>
        AssertCounted(
            new CommerceOptions { CountedOrders = OrderStatuses.Only("complete", "closed") }, figure, Operator.In, "complete", "closed");

    [Theory]
    [MemberData(nameof(Figures))]
    public void CountedOrders_ExceptNothing_AsksForNoStatus(string figure)
    {
        SegmentSchema schema = CommerceSchema.Create(new CommerceOptions { CountedOrders = OrderStatuses.Except() });
        Assert.All(OrderAggregates(schema, figure), where =>
            Assert.DoesNotContain(where?.Conditions ?? [], c => c is AttributeCondition { Attribute: "status" or "order.status" }));
    }

    [Fact]
    public void CountedOrders_ComputedOverOrders_AreExactlyThese() =>
        Assert.Equal(
            OverOrders.Order(StringComparer.Ordinal),
            CommerceSchema.Create().Subject.Attributes
                .Where(a => a.Computation is { } c && Aggregates(c).Any())
                .Select(a => a.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Create_OptionsChangedAfterwards_LeavesTheSchemaAsItWas()
    {
        var options = new CommerceOptions();
        SegmentSchema schema = CommerceSchema.Create(options);
        options.CountedOrders = OrderStatuses.Only("complete");
        Assert.All(OrderAggregates(schema, "sales_amount"), where => AssertStatuses(where, Operator.NotIn, "canceled"));
    }

    [Theory]
    [InlineData(LeapDayRule.February28)]
    [InlineData(LeapDayRule.March1)]
    public void LeapDay_OfBirthdays_IsTheShopsRule(LeapDayRule rule)
    {
        SchemaEntity customer = CommerceSchema.Create(new CommerceOptions { LeapDay = rule }).Subject;
        Assert.Equal(rule, Assert.IsType<Computation.CompletedYears>(customer.FindAttribute("age")!.Computation).LeapDay);
        Computation birthday = customer.FindAttribute("days_until_birthday")!.Computation!;
        Assert.Equal(rule, Assert.IsType<Computation.DaysUntilAnniversary>(birthday).LeapDay);
    }

    [Fact]
    public void Create_NoCountedOrders_NamesTheProperty()
    {
        var options = new CommerceOptions { CountedOrders = null! };
        string message = Assert.Throws<ArgumentException>(() => CommerceSchema.Create(options)).Message;
        Assert.Contains("CountedOrders", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_LeapDayThatIsNone_NamesThePropertyAndTheValue()
    {
        var options = new CommerceOptions { LeapDay = (LeapDayRule)7 };
        string message = Assert.Throws<ArgumentException>(() => CommerceSchema.Create(options)).Message;
        Assert.Contains("LeapDay", message, StringComparison.Ordinal);
        Assert.Contains("7", message, StringComparison.Ordinal);
    }

    [Fact]
    public void OrderStatuses_OnlyNothing_IsRefused() => Assert.Throws<ArgumentException>(() => OrderStatuses.Only());

    [Fact]
    public void OrderStatuses_EmptyStatus_IsRefused() => Assert.Throws<ArgumentException>(() => OrderStatuses.Except("canceled", ""));

    [Fact]
    public void OrderStatuses_RepeatedInAnotherCase_IsListedOnce() =>
        Assert.Equal(["complete", "closed"], OrderStatuses.Only("complete", "closed", "COMPLETE").Statuses);

    [Fact]
    public void OrderStatuses_ListChangedAfterwards_StayAsTheyWere()
    {
        var list = new List<string> { "complete" };
        OrderStatuses statuses = OrderStatuses.Only(list);
        list.Add("closed");
        Assert.Equal(["complete"], statuses.Statuses);
    }

    [Fact]
    public void OrderStatuses_Equality_IsByContent()
    {
        Assert.Equal(OrderStatuses.Except("canceled"), OrderStatuses.Except("canceled"));
        Assert.NotEqual(OrderStatuses.Except("canceled"), OrderStatuses.Only("canceled"));
        Assert.Equal(OrderStatuses.Only("a", "b").GetHashCode(), OrderStatuses.Only("a", "b").GetHashCode());
        Assert.Equal("only:complete,processing", OrderStatuses.Only("complete", "processing").ToString());
    }

    private static void AssertCounted(CommerceOptions? options, string figure, Operator expected, params string[] statuses) =>
        Assert.All(OrderAggregates(CommerceSchema.Create(options), figure), where => AssertStatuses(where, expected, statuses));

    private static void AssertStatuses(CombinationCondition? where, Operator expected, params string[] statuses)
    {
        var condition = Assert.IsType<AttributeCondition>(where!.Conditions[0]);
        Assert.Equal(expected, condition.Operator);
        Assert.Equal(new Operand.List([.. statuses.Select(s => new Operand.Text(s))]), condition.Value);
    }

    private static IReadOnlyList<CombinationCondition?> OrderAggregates(SegmentSchema schema, string figure)
    {
        IReadOnlyList<CombinationCondition?> found = [.. Aggregates(schema.Subject.FindAttribute(figure)!.Computation!)];
        Assert.NotEmpty(found);
        return found;
    }

    private static IEnumerable<CombinationCondition?> Aggregates(Computation computation) => computation switch
    {
        Computation.Aggregate aggregate => [aggregate.Where],
        Computation.MeanDaysBetween mean => [mean.Where],
        Computation.Subtract subtract => Aggregates(subtract.Left).Concat(Aggregates(subtract.Right)),
        Computation.Latest latest => latest.Of.SelectMany(Aggregates),
        Computation.FirstPresent first => first.Of.SelectMany(Aggregates),
        Computation.Elapsed elapsed => Aggregates(elapsed.Since),
        _ => [],
    };
}
