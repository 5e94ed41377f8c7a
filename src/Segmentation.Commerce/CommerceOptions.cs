namespace Segmentation;

/// <summary>
/// What a shop decides about the commerce vocabulary. Read once, when the schema is created; changes after that have no
/// effect on it. Not safe for concurrent use.
/// </summary>
public sealed class CommerceOptions
{
    /// <summary>
    /// Which orders the computed attributes of a customer count, <c>last_order_at</c> and the days since included; all but
    /// <c>canceled</c> by default. The relations <c>orders</c>, <c>last_order</c> and <c>first_order</c> have all orders.
    /// </summary>
    public OrderStatuses CountedOrders { get; set; } = OrderStatuses.Except("canceled");

    /// <summary>Where a birthday on 29 February falls in a common year; 28 February by default.</summary>
    public LeapDayRule LeapDay { get; set; } = LeapDayRule.February28;
}
