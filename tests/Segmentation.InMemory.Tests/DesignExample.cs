namespace Segmentation.InMemory.Tests;

/// <summary>How it should feel: the map, the definition and the plug-in as an integrator would first write them.</summary>
internal static class DesignExample
{
    public enum OrderState
    {
        New,
        Done,
    }

    public sealed class Address
    {
        public string? Country { get; init; }
    }

    public sealed class Order
    {
        public long Id { get; init; }

        public decimal Total { get; init; }

        public OrderState State { get; init; }

        public DateTime PlacedLocal { get; init; }
    }

    public sealed class Customer
    {
        public long Id { get; init; }

        public string? Email { get; init; }

        public Address? Ship { get; init; }

        public List<Order> Orders { get; init; } = [];
    }

    public sealed class ShopMap : SubjectMap<Customer>
    {
        public override void Configure(EntityMap<Customer> map) => map
            .Key(c => c.Id)
            .Attribute("email", c => c.Email)
            .One("shipping_address", c => c.Ship, a => a.Attribute("country", x => x.Country))
            .Many("orders", c => c.Orders, o => o
                .Key(x => x.Id)
                .Attribute("grand_total", x => x.Total)
                .Attribute("status", x => x.State, v => v.Choice((OrderState.Done, "complete"), (OrderState.New, "pending")))
                .Attribute("created_at", x => x.PlacedLocal, v => v.LocalTime("Europe/Kyiv")));
    }

    public static Segment Vip() => Segment.Define("vip", "VIP customers")
        .For(CustomerScope.Registered)
        .Where(c => c.All(
            c.Sum("orders", "grand_total", o => o.Attribute("status").In("complete")).AtLeast(2000),
            c.Some("shipping_address", a => a.Attribute("country").NotEqual("UA"))))
        .MoveToGroup("vip", priority: 10);

    [ConditionType("acme.near-tier", Label = "Close to a loyalty tier")]
    public sealed record NearTier(decimal Tier, decimal Within = 50m) : ConditionPlugin
    {
        public override IEnumerable<Problem> Validate()
        {
            if (Within <= 0)
                yield return new(nameof(Within), "must be greater than 0");
        }

        public override Condition Expand(ConditionBuilder c) => c.All(
            c.Attribute("sales_amount").AtLeast(Tier - Within), c.Attribute("sales_amount").LessThan(Tier));
    }
}
