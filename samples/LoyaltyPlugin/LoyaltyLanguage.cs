using Segmentation;

namespace Acme.Loyalty;

#region guide-package
/// <summary>Everything of the package under one name, and its fluent methods.</summary>
public static class LoyaltyLanguage
{
    public static ConditionLanguageBuilder AddLoyalty(this ConditionLanguageBuilder language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return language
            .AddCondition<NearTier>()
            .AddOperator(MaskOperator)
            .AddOperator(AboutOperator)
            .AddExternal<BoughtAtTill>();
    }

    public static Condition NearTier(this ConditionBuilder c, decimal tier, decimal within = 50m) => new NearTier(tier, within);

    public static Condition BoughtAtTill(this ConditionBuilder c, params SettingList<string> shops) => new BoughtAtTill(shops);

    public static Condition MatchesMask(this ComparisonBuilder attribute, string mask) => attribute.Is(new Operator(MaskOperator.Name), mask);

    public static Condition IsAbout(this ComparisonBuilder attribute, decimal value) => attribute.Is(new Operator(AboutOperator.Name), value);

    // The same objects however often the package is added: adding one twice is adding it once.
    private static readonly MatchesMask MaskOperator = new();
    private static readonly IsAbout AboutOperator = new();
}
#endregion
