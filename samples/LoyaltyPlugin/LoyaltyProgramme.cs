using Segmentation;

namespace Acme.Loyalty;

#region guide-attributes
/// <summary>What the loyalty programme adds to a commerce schema.</summary>
public static class LoyaltyProgramme
{
    private static readonly string[] Tiers = ["bronze", "silver", "gold"];

    public static SegmentSchema AddLoyalty(this SegmentSchema commerce) => commerce.Extend(schema => schema.Entity("customer", customer => customer
        // Attributes that the source stores: a column, a CSV header or a property of these names.
        .Text("card_number")
        .Integer("points")
        .ClosedChoice("earned_tier", Tiers)
        .ClosedChoice("granted_tier", Tiers)

        // Attributes that are computed from others: no source has to know them.
        .Computed("net_sales", AttributeType.Decimal, new Computation.Subtract(
            new Computation.Attribute("sales_amount"),
            new Computation.Attribute("lifetime_refunds")))
        .ComputedChoice("tier", Tiers, new Computation.FirstPresent(
            [new Computation.Attribute("granted_tier"), new Computation.Attribute("earned_tier")]))));
}
#endregion
