using Acme.Loyalty;
using Segmentation.InMemory;
using Segmentation.Testing;

namespace Segmentation.Tests.Plugins;

public sealed record Purchase(decimal Total, string Status);

public sealed record Member(long Id, string? Card, string? Earned, string? Granted, List<Purchase> Purchases);

#region guide-map
public sealed class MemberMap : SubjectMap<Member>
{
    public override void Configure(EntityMap<Member> map) => map
        .Key(m => m.Id)
        .Attribute("card_number", m => m.Card)
        .Attribute("earned_tier", m => m.Earned)
        .Attribute("granted_tier", m => m.Granted)
        .Many("orders", m => m.Purchases, order => order
            .Attribute("grand_total", p => p.Total)
            .Attribute("status", p => p.Status));
}
#endregion

/// <summary>The host's part of the guide.</summary>
internal static class GuideExample
{
    public static async Task<(string Json, EvaluationResult Result, List<string> Log)> RunAsync(
        List<Member> members, ITills tills, DateTimeOffset asOf, CancellationToken ct)
    {
        #region guide-use
        SegmentSchema schema = CommerceSchema.Create().AddLoyalty();
        ConditionLanguage language = ConditionLanguage.BuiltIn.Extend(l => l.AddLoyalty());

        Segment almostGold = Segment.Define("almost-gold", "Close to gold")
            .Where(c => c.All(
                c.NearTier(500),
                c.Attribute("tier").NotEqual("gold"),
                c.Attribute("card_number").MatchesMask("##-@@@"),
                c.BoughtAtTill("kyiv", "lviv")));

        string json = SegmentFile.Write([almostGold], language);
        SegmentDocument document = SegmentFile.Parse(json, language);
        SegmentSet set = SegmentSet.Bind(schema, document, options: new BindOptions { Language = language });
        #endregion

        var log = new List<string>();

        #region guide-evaluate
        var options = new EvaluationOptions
        {
            External = ExternalAnswers.Create(answers => answers.Add(
                new TillAnswers(tills),
                new ExternalAnswerOptions { Timeout = TimeSpan.FromSeconds(5), BatchSize = 500 })),
        };
        var source = new ObjectSource<Member>(schema, new MemberMap(), members);

        EvaluationResult result = await new SegmentEvaluator(source).EvaluateAsync(set, asOf, options, ct: ct);

        foreach (SegmentFailure failure in result.Failures)
            log.Add($"{failure.SegmentId}: {failure.Reason}");
        #endregion

        return (json, result, log);
    }

    #region guide-tests
    public static async Task ProveAsync(string cases, CancellationToken ct)
    {
        var plugins = new ConformancePlugins
        {
            Language = ConditionLanguage.BuiltIn.Extend(l => l.AddLoyalty()),
            Extend = LoyaltyProgramme.AddLoyalty,
        };
        foreach (ConformanceCase @case in ConformanceCases.Load(cases))
        {
            await new OracleEngine { Plugins = plugins }.RunAsync(@case, ct);
            await new ColumnEngine { Plugins = plugins }.RunAsync(@case, ct);
        }
    }
    #endregion
}
