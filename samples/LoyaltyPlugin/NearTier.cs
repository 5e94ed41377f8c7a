using Segmentation;

namespace Acme.Loyalty;

#region guide-condition
/// <summary>Customers whose lifetime sales are a little below a tier.</summary>
[ConditionType("acme.near-tier", Label = "Close to a loyalty tier", Category = "Loyalty", Help = "Lifetime sales are a little below the tier.")]
public sealed record NearTier(
    [Setting(Label = "Sales at which the tier begins")] decimal Tier,
    [Setting(Label = "At most so much below")] decimal Within = 50m) : ConditionPlugin
{
    public override IEnumerable<Problem> Validate()
    {
        if (Within <= 0)
            yield return new Problem(nameof(Within), "Write an amount greater than 0.");
    }

    public override Condition Expand(ConditionBuilder c) => c.All(
        c.Attribute("sales_amount").AtLeast(Tier - Within),
        c.Attribute("sales_amount").LessThan(Tier));
}
#endregion
