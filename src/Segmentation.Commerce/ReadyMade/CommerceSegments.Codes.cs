namespace Segmentation;

public static partial class CommerceSegments
{
    /// <summary>Customers who used a coupon in any order.</summary>
    /// <param name="coupon">The coupon's code.</param>
    public static Segment CouponUsed(string coupon = "WELCOME10") => Segment.Define("coupon-used", "Coupon used")
        .Describe("Customers who used a given coupon in an order.")
        .Where(c => c.All(
            c.Some(Commerce.Customer.Orders, o => o.Attribute(Commerce.Order.CouponCode).Equal(coupon))));

    /// <summary>Customers with many orders, of those that the shop counts.</summary>
    /// <param name="orders">They have more.</param>
    public static Segment MoreThanThreeOrders(int orders = 3) => Segment.Define("more-than-three-orders", "More than three orders")
        .Describe("Customers with more than a number of orders.")
        .Where(c => c.All(c.Attribute(Commerce.Customer.NumberOfOrders).GreaterThan(orders)));

    /// <summary>Customers who used an affiliate's code in any order.</summary>
    /// <param name="code">The affiliate's code.</param>
    public static Segment AffiliateCodeUsed(string code = "PARTNER") => Segment.Define("affiliate-code-used", "Affiliate code used")
        .Describe("Customers who used a given affiliate code in an order.")
        .Where(c => c.All(
            c.Some(Commerce.Customer.Orders, o => o.Attribute(Commerce.Order.AffiliateCode).Equal(code))));

    private static IEnumerable<ReadyMadeSegment> OfCodes() =>
    [
        new(Amasty, v => CouponUsed(v.Text("coupon")),
            ReadyMadeParameter.Text("coupon", "Coupon code", "WELCOME10")),
        new(Amasty, v => MoreThanThreeOrders(v.Integer("orders")),
            ReadyMadeParameter.Integer("orders", "Orders more than", 3)),
        new(Amasty, v => AffiliateCodeUsed(v.Text("code")),
            ReadyMadeParameter.Text("code", "Affiliate code", "PARTNER")),
    ];
}
