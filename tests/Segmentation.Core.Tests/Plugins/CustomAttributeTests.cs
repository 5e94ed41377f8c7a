namespace Segmentation.Tests.Plugins;

public sealed class CustomAttributeTests
{
    private static readonly SegmentSchema Commerce = CommerceSchema.Create();

    [Fact]
    public void Extend_AnyEntity_LeavesTheSchemaAsItIs()
    {
        SegmentSchema extended = Commerce.Extend(s => s.Entity("order_item", i => i.Boolean("is_gift")).Entity("product", p => p.Set("materials")));
        Assert.NotNull(extended.FindEntity("order_item")!.FindAttribute("is_gift"));
        Assert.NotNull(extended.FindEntity("product")!.FindAttribute("materials"));
        Assert.Null(Commerce.FindEntity("order_item")!.FindAttribute("is_gift"));
    }

    [Fact]
    public void Extend_WithANameThatIsTaken_IsRefused() =>
        Assert.Equal(["customer.email schema.repeated"], Refusals(c => c.Text("email")));

    [Fact]
    public void Computed_FromItself_IsRefused() =>
        Assert.Contains("customer.a schema.cycle", Refusals(c => c
            .Computed("a", AttributeType.Decimal, new Computation.Attribute("b"))
            .Computed("b", AttributeType.Decimal, new Computation.Attribute("a"))));

    [Fact]
    public void Computed_OfAnotherType_IsRefused() =>
        Assert.Equal(["customer.level schema.type"], Refusals(c => c.ComputedChoice("level", ["low"], new Computation.Attribute("store_credit"))));

    [Fact]
    public void Computed_ByAPlugin_IsRefused() =>
        Assert.Equal(
            ["customer.a.where.conditions[0] condition.unknown"],
            Refusals(c => c.Computed("a", AttributeType.Boolean, new Computation.Exists("orders", new(Match.All, true, [new ConditionPluginTests.Of("status")])))));

    [Fact]
    public void ComputedChoice_OfAClosedOne_HasItsOwnValues()
    {
        SegmentSchema schema = Commerce.Extend(s => s.Entity("customer", c => c
            .ComputedChoice("sex", ["female", "male"], new Computation.Attribute("gender"))
            .Computed("same", AttributeType.Choice, new Computation.Attribute("gender"))));
        Problem[] problems =
        [
            .. Assert.Throws<SegmentDefinitionException>(() => PluginRun.Bind(
                schema,
                ConditionLanguage.BuiltIn,
                Segment.Define("s").Where(c => c.All(
                    c.Attribute("sex").Equal("Female"), c.Attribute("sex").Equal("other"),
                    c.Attribute("same").Equal("other"), c.Attribute("same").Equal("x"))))).Problems,
        ];
        Assert.Equal(
            ["segments[0].conditions.conditions[1].value operand.choice", "segments[0].conditions.conditions[3].value operand.choice"],
            problems.Select(p => $"{p.Path} {p.Code}"));
        Assert.EndsWith("female, male.", problems[0].Message, StringComparison.Ordinal);
    }

    private static string[] Refusals(Action<EntityBuilder> customer) =>
    [
        .. Assert.Throws<SegmentDefinitionException>(() => Commerce.Extend(s => s.Entity("customer", customer))).Problems.Select(p => $"{p.Path} {p.Code}"),
    ];
}
