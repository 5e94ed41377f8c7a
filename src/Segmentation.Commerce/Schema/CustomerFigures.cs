namespace Segmentation;

/// <summary>What is computed for a customer, by one shop's decisions. Immutable.</summary>
internal sealed class CustomerFigures(OrderStatuses countedOrders, LeapDayRule leapDay)
{
    public void Declare(EntityBuilder customer)
    {
        DeclarePerson(customer);
        DeclareElapsed(customer);
        DeclareOrders(customer);
        DeclareCart(customer);
    }

    private void DeclarePerson(EntityBuilder customer) => customer
        .Computed("full_name", AttributeType.Text, new Computation.Join(" ", [
            Value("prefix"), Value("first_name"), Value("middle_name"), Value("last_name"), Value("suffix")]))
        .Computed("age", AttributeType.Integer, new Computation.CompletedYears(Value("date_of_birth"), leapDay))
        .Computed("days_until_birthday", AttributeType.Integer, new Computation.DaysUntilAnniversary(Value("date_of_birth"), leapDay))
        .Computed("newsletter_status", AttributeType.Choice, Value("newsletter_subscription.status"))
        .Computed("has_billing_address", AttributeType.Boolean, new Computation.Exists("billing_address"))
        .Computed("has_shipping_address", AttributeType.Boolean, new Computation.Exists("shipping_address"));

    private void DeclareElapsed(EntityBuilder customer)
    {
        // An order dated after as-of is no event yet; the one before it is the latest.
        var latestOrder = new Computation.Aggregate(AggregateFunction.Max, "orders", Value("created_at"),
            Counted("status", new AttributeCondition("created_at", Operator.AtMost, Operand.Before(TimeSpan.Zero))));
        var latestEvent = new Computation.Latest([
            new Computation.NotAfterAsOf(Value("last_login_at")), new Computation.NotAfterAsOf(Value("last_activity_at")), latestOrder]);
        var cartUpdate = new Computation.FirstPresent([Value("cart.updated_at"), Value("cart.created_at")]);

        customer
            .Computed("days_since_registration", AttributeType.Elapsed, Days(Value("created_at")))
            .Computed("days_since_last_login", AttributeType.Elapsed, Days(Value("last_login_at")))
            .Computed("days_inactive", AttributeType.Elapsed, Days(new Computation.FirstPresent([latestEvent, Value("created_at")])))
            .Computed("days_since_first_order", AttributeType.Elapsed, Days(OverOrders(AggregateFunction.Min, "created_at")))
            .Computed("days_since_last_order", AttributeType.Elapsed, Days(latestOrder))
            .Computed("days_since_cart_update", AttributeType.Elapsed, Days(cartUpdate))
            .Computed("hours_since_cart_update", AttributeType.Elapsed, new Computation.Elapsed(ElapsedUnit.Hours, cartUpdate));
    }

    private void DeclareOrders(EntityBuilder customer)
    {
        Computation sales = OverOrders(AggregateFunction.Sum, "grand_total");
        Computation refunds = OverOrders(AggregateFunction.Sum, "total_refunded");
        // Cost × quantity is missing when either is unknown, and sums skip what is missing.
        var costs = new Computation.Aggregate(AggregateFunction.Sum, "orders.items",
            new Computation.Multiply(Value("cost"), Value("quantity")), Counted("order.status"));

        customer
            .Computed("number_of_orders", AttributeType.Integer,
                new Computation.Aggregate(AggregateFunction.Count, "orders", Where: Counted("status")))
            .Computed("sales_amount", AttributeType.Decimal, sales)
            .Computed("average_order_value", AttributeType.Decimal, OverOrders(AggregateFunction.Average, "grand_total"))
            .Computed("lifetime_refunds", AttributeType.Decimal, refunds)
            .Computed("lifetime_profit", AttributeType.Decimal,
                new Computation.Subtract(new Computation.Subtract(sales, refunds), costs))
            .Computed("purchased_quantity", AttributeType.Decimal, OverOrders(AggregateFunction.Sum, "total_quantity"))
            .Computed("average_purchased_quantity", AttributeType.Decimal, OverOrders(AggregateFunction.Average, "total_quantity"))
            .Computed("order_frequency", AttributeType.Decimal,
                new Computation.MeanDaysBetween("orders", Value("created_at"), Counted("status")))
            .Computed("last_order_at", AttributeType.Instant, OverOrders(AggregateFunction.Max, "created_at"))
            .Computed("last_shipment_at", AttributeType.Instant, new Computation.Latest([
                new Computation.Aggregate(AggregateFunction.Max, "orders.shipments", Value("created_at"), Counted("order.status")),
                OverOrders(AggregateFunction.Max, "last_shipped_at")]));
    }

    private static void DeclareCart(EntityBuilder customer) => customer
        .Computed("cart_total", AttributeType.Decimal, Value("cart.grand_total"))
        .Computed("cart_quantity", AttributeType.Decimal, Value("cart.items_quantity"));

    private static Computation.Attribute Value(string path) => new(path);

    private static Computation.Elapsed Days(Computation since) => new(ElapsedUnit.Days, since);

    private Computation.Aggregate OverOrders(AggregateFunction function, string attribute) =>
        new(function, "orders", Value(attribute), Counted("status"));

    /// <summary>The conditions on a row that its order counts, and whatever else is asked; null for no condition at all.</summary>
    private CombinationCondition? Counted(string status, params IReadOnlyList<Condition> also)
    {
        if (countedOrders.Statuses.Count == 0)
            return also.Count == 0 ? null : Where.All(also);
        var statuses = new Operand.List([.. countedOrders.Statuses.Select(s => new Operand.Text(s))]);
        return Where.All([new AttributeCondition(status, countedOrders.IsOnly ? Operator.In : Operator.NotIn, statuses), .. also]);
    }
}
