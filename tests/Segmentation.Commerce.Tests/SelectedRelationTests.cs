namespace Segmentation.Tests;

public sealed class SelectedRelationTests
{
    private static readonly SchemaEntity Customer = CommerceSchema.Create().Subject;

    [Theory]
    [InlineData("billing_address", "billing")]
    [InlineData("shipping_address", "shipping")]
    public void Address_OfAKind_IsTheOneWithTheSmallestKey(string relation, string kind) =>
        AssertSelection(relation, new Selection("addresses", Extreme.Least, [], Only("kind", Operator.Equal, kind)));

    [Fact]
    public void LastOrder_OfAllOrdersWithAnInstant_IsTheGreatest() =>
        AssertSelection("last_order", new Selection("orders", Extreme.Greatest, ["created_at"], Only("created_at", Operator.NotNull)));

    [Fact]
    public void FirstOrder_OfAllOrdersWithAnInstant_IsTheLeast() =>
        AssertSelection("first_order", new Selection("orders", Extreme.Least, ["created_at"], Only("created_at", Operator.NotNull)));

    [Fact]
    public void Cart_OfActiveCarts_IsTheOneUpdatedLast() =>
        AssertSelection("cart",
            new Selection("carts", Extreme.Greatest, ["updated_at", "created_at"], Only("is_active", Operator.Equal, true)));

    [Fact]
    public void NewsletterSubscription_OfThatList_IsTheOneChangedLast() =>
        AssertSelection("newsletter_subscription",
            new Selection("subscriptions", Extreme.Greatest, ["changed_at"], Only("list", Operator.Equal, "newsletter")));

    private static void AssertSelection(string relation, Selection expected)
    {
        Selection actual = Assert.IsType<SelectedRelation>(Customer.FindRelation(relation)).Selection;
        Assert.Equal((expected.Relation, expected.Take), (actual.Relation, actual.Take));
        Assert.Equal(expected.OrderBy, actual.OrderBy);
        Assert.Equal(expected.Where, actual.Where);
    }

    private static CombinationCondition Only(string attribute, Operator @operator, Operand? value = null) =>
        new(Match.All, Are: true, [new AttributeCondition(attribute, @operator, value)]);
}
