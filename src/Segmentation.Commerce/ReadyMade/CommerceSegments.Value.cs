namespace Segmentation;

public static partial class CommerceSegments
{
    /// <summary>Customers who buy much and often and return little.</summary>
    /// <param name="sales">Their lifetime sales are more.</param>
    /// <param name="orders">They have more orders.</param>
    /// <param name="average">Their orders are worth more on average.</param>
    /// <param name="refundShare">The part of the sales that refunds stay below, such as 0.05; at most 6 decimal places.</param>
    public static Segment VipPlatinum(decimal sales = 5000m, int orders = 10, decimal average = 200m, decimal refundShare = 0.05m) =>
        Segment.Define("vip-platinum", "VIP platinum tier")
            .Describe("Customers who buy much and often, and return little of it.")
            .Where(c => c.All(
                c.Attribute(Commerce.Customer.SalesAmount).GreaterThan(sales),
                c.Attribute(Commerce.Customer.NumberOfOrders).GreaterThan(orders),
                c.Attribute(Commerce.Customer.AverageOrderValue).GreaterThan(average),
                c.Attribute(Commerce.Customer.LifetimeRefunds).LessThan(c.ValueOf(Commerce.Customer.SalesAmount, refundShare))));

    /// <summary>Subscribers who registered some days ago and have no order.</summary>
    /// <param name="days">They registered less than so many days of 24 hours ago.</param>
    public static Segment NewCustomersWithoutOrders(int days = 30) =>
        Segment.Define("new-customers-without-orders", "New customers without orders")
            .Describe("Newsletter subscribers who registered lately and have not ordered.")
            .Where(c => c.All(
                c.Attribute(Commerce.Customer.DaysSinceRegistration).LessThan(days),
                c.Attribute(Commerce.Customer.NumberOfOrders).Equal(0),
                Subscribed(c)));

    /// <summary>Subscribers who used to buy and have stopped.</summary>
    /// <param name="days">Their last order is older than so many days of 24 hours.</param>
    /// <param name="orders">They have more orders.</param>
    /// <param name="sales">Their lifetime sales are more.</param>
    public static Segment WinBack(int days = 180, int orders = 1, decimal sales = 100m) => Segment.Define("win-back", "Win-back")
        .Describe("Newsletter subscribers who used to buy and have stopped.")
        .Where(c => c.All(
            c.Attribute(Commerce.Customer.DaysSinceLastOrder).GreaterThan(days),
            c.Attribute(Commerce.Customer.NumberOfOrders).GreaterThan(orders),
            Subscribed(c),
            c.Attribute(Commerce.Customer.SalesAmount).GreaterThan(sales)));

    /// <summary>Customers who buy and are close to the next loyalty tier.</summary>
    /// <param name="tier">The lifetime sales at which the tier begins.</param>
    /// <param name="within">They lack less than this.</param>
    /// <param name="days">Their last order is younger than so many days of 24 hours.</param>
    public static Segment LoyaltyTierAdvancement(decimal tier = 1000m, decimal within = 50m, int days = 60) =>
        Segment.Define("loyalty-tier-advancement", "Close to the next loyalty tier")
            .Describe("Customers who ordered lately and lack little for the next loyalty tier.")
            .Where(c => c.All(
                c.Attribute(Commerce.Customer.SalesAmount).GreaterThan(tier - within),
                c.Attribute(Commerce.Customer.SalesAmount).LessThan(tier),
                c.Attribute(Commerce.Customer.DaysSinceLastOrder).LessThan(days)));

    /// <summary>Customers in one region who have bought enough for free shipping.</summary>
    /// <param name="country">The country of the shipping address.</param>
    /// <param name="region">The region of the same address.</param>
    /// <param name="sales">Their lifetime sales are more.</param>
    public static Segment FreeShippingToCalifornia(string country = "US", string region = "CA", decimal sales = 50m) =>
        Segment.Define("free-shipping-to-california", "Free shipping to California")
            .Describe("Customers with a shipping address in California who have bought for an amount.")
            .Where(c => c.All(
                c.Some(Commerce.Customer.ShippingAddress, a => a.All(
                    a.Attribute(Commerce.Address.Country).Equal(country),
                    a.Attribute(Commerce.Address.Region).Equal(region))),
                c.Attribute(Commerce.Customer.SalesAmount).GreaterThan(sales)));

    private static IEnumerable<ReadyMadeSegment> OfValue() =>
    [
        new(Maho, v => VipPlatinum(v.Decimal("sales"), v.Integer("orders"), v.Decimal("average"), v.Decimal("refundShare")),
            ReadyMadeParameter.Decimal("sales", "Lifetime sales more than", 5000m),
            ReadyMadeParameter.Integer("orders", "Orders more than", 10),
            ReadyMadeParameter.Decimal("average", "Average order value more than", 200m),
            ReadyMadeParameter.Decimal("refundShare", "Refunds below this part of sales", 0.05m)),
        new(Maho, v => NewCustomersWithoutOrders(v.Integer("days")),
            ReadyMadeParameter.Integer("days", "Days since registration less than", 30)),
        new(Maho, v => WinBack(v.Integer("days"), v.Integer("orders"), v.Decimal("sales")),
            ReadyMadeParameter.Integer("days", "Days since the last order more than", 180),
            ReadyMadeParameter.Integer("orders", "Orders more than", 1),
            ReadyMadeParameter.Decimal("sales", "Lifetime sales more than", 100m)),
        new(Maho, v => LoyaltyTierAdvancement(v.Decimal("tier"), v.Decimal("within"), v.Integer("days")),
            ReadyMadeParameter.Decimal("tier", "Sales at which the tier begins", 1000m),
            ReadyMadeParameter.Decimal("within", "Amount lacking less than", 50m),
            ReadyMadeParameter.Integer("days", "Days since the last order less than", 60)),
        new(Maho, v => FreeShippingToCalifornia(v.Text("country"), v.Text("region"), v.Decimal("sales")),
            ReadyMadeParameter.Text("country", "Country", "US"),
            ReadyMadeParameter.Text("region", "Region", "CA"),
            ReadyMadeParameter.Decimal("sales", "Lifetime sales more than", 50m)),
    ];
}
