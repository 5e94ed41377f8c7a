using System.Globalization;
using Acme.Loyalty;
using Segmentation.Testing;
using Segmentation.Tests.Plugins;

namespace Segmentation.Tests.Explanations;

/// <summary>Explanations of what integrators add.</summary>
public sealed class ExplainedPluginTests
{
    private const string People = """
        { "customers": [ { "id": 1, "email": "a", "last_login_at": "2026-03-10T12:00:00Z" }, { "id": 2, "email": "b" }, { "id": 3 } ],
          "orders": [ { "customer_id": 1, "grand_total": 470 } ] }
        """;

    private static readonly ConditionLanguage Language = ConditionLanguage.BuiltIn.Extend(l => l.AddLoyalty());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Verdict_WithAnExternalCondition_IsTheEvaluations(long customer)
    {
        Segment[] segments =
        [
            Segment.Define("till").Where(c => c.All(c.Attribute("email").NotNull(), c.BoughtAtTill("kyiv"))),
            Segment.Define("not").Where(c => c.NotInSegment("till")),
        ];
        Dataset data = Dataset.Parse(CommerceSchema.Create(), People);
        SegmentSet set = PluginRun.Bind(data.Schema, Language, segments);
        EvaluationResult result = await new SegmentEvaluator(new DatasetSource(data)).EvaluateAsync(
            set, PluginRun.AsOf, new EvaluationOptions { External = Answers(Tills()) }, ct: TestContext.Current.CancellationToken);
        foreach (Segment segment in segments)
            Assert.Equal(result[segment.Id].Contains(new SubjectKey(customer)), (await ExplainAsync(customer, Tills(), segment.Id, segments)).IsMember);
    }

    [Fact]
    public async Task External_OfACustomer_IsAskedOnceAndShownWithItsVerdict()
    {
        FakeTills tills = Tills();
        Explanation explanation = await ExplainAsync(2, tills, "s", Segment.Define("s").Where(c => c.All(
            c.Attribute("email").Equal("z"), c.BoughtAtTill("kyiv"), c.AllFalse(c.BoughtAtTill("kyiv")))));
        Assert.Equal([[2]], tills.Asked);
        ExplanationNode node = explanation.Tree.Children[^1].Children[1];
        Assert.Equal((ExplanationKind.Other, "Bought at a till: shops ['kyiv'], times 1", true), (node.Kind, node.Test, node.Holds));
    }

    [Fact]
    public async Task Decisive_WhereTheHostSaidNo_IsTheExternalCondition()
    {
        Explanation explanation = await ExplainAsync(
            1, new FakeTills(), "s", Segment.Define("s").Where(c => c.All(c.Attribute("email").NotNull(), c.BoughtAtTill("kyiv"))));
        Assert.Equal(["segments[0].conditions.conditions[1]"], explanation.Paths());
    }

    [Fact]
    public async Task NextChange_BesideAnExternalCondition_TakesItsAnswerToStay()
    {
        Segment segment = Segment.Define("s").Where(c => c.All(c.Attribute("last_login_at").AtLeast(When.Ago("P30D")), c.BoughtAtTill("kyiv")));
        Explanation explanation = await ExplainAsync(1, Tills(), "s", segment);
        Assert.True(explanation.IsMember);
        Assert.Equal(ExplainRun.Instant("2026-04-09T12:00:00Z").AddTicks(1), explanation.NextChange);
        Assert.Null((await ExplainAsync(1, new FakeTills(), "s", segment)).NextChange);
    }

    [Fact]
    public async Task External_ThatNobodyAnswers_IsRefusedByName()
    {
        var e = await Assert.ThrowsAsync<SegmentFailedException>(
            () => ExplainAsync(1, null, "s", Segment.Define("s").Where(c => c.BoughtAtTill("kyiv"))));
        Assert.Equal(("s", "acme.bought-at-till"), (e.Failure.SegmentId, e.Failure.ConditionType));
        Assert.Contains("nobody answers for 'acme.bought-at-till'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_OfAPluginsCondition_IsItsLabelAndSettingsInEveryCulture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("uk-UA");
        try
        {
            Explanation explanation = await ExplainAsync(1, null, "s", Segment.Define("s").Where(new NearTier(500.5m, 50.25m)));
            ExplanationNode node = explanation.Tree.Children[^1];
            Assert.Equal(("Close to a loyalty tier: tier 500.5, within 50.25", true), (node.Test, node.Holds));
            Assert.Equal(["sales_amount >= 450.25", "sales_amount < 500.5"], node.Children[0].Children.Select(c => c.Test));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static FakeTills Tills() => new((1, "kyiv", 1), (2, "kyiv", 1));

    private static ExternalAnswers Answers(FakeTills tills) => ExternalAnswers.Create(a => a.Add(new TillAnswers(tills)));

    private static Task<Explanation> ExplainAsync(long customer, FakeTills? tills, string id, params Segment[] segments)
    {
        Dataset data = Dataset.Parse(CommerceSchema.Create(), People);
        return new SegmentExplainer(new DatasetSource(data)) { External = tills is null ? ExternalAnswers.None : Answers(tills) }.ExplainAsync(
            PluginRun.Bind(data.Schema, Language, segments), id, new SubjectKey(customer), PluginRun.AsOf, TestContext.Current.CancellationToken);
    }
}
