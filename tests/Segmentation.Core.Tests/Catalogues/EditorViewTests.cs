using Acme.Loyalty;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Segmentation.Testing;
using Segmentation.Tests.Serialization;

namespace Segmentation.Tests.Catalogues;

/// <summary>The catalogue's JSON is enough to show any segment in an editor.</summary>
public sealed class EditorViewTests
{
    private static readonly ConditionCatalogue Loyalty = CommerceCatalogue.Create(
        CommerceSchema.Create().AddLoyalty(), new CatalogueOptions { Language = ConditionLanguage.BuiltIn.Extend(l => l.AddLoyalty()) });

    private static readonly IEnumerable<string> LoyaltyOperators =
        Loyalty.Operators.Select(o => o.Operator.Name).Where(name => name.StartsWith("acme.", StringComparison.Ordinal));

    private static readonly EditorView Commerce = new(Parse(CommerceCatalogue.Create(CommerceSchema.Create()).ToJson()));

    [Fact]
    public void Of_EverySegmentOfTheSample_IsShown()
    {
        JObject file = Parse(Golden.Read("online-retail.segments.json"));
        Assert.NotEmpty(file["segments"]!);
        Assert.All(file["segments"]!.Cast<JObject>(), segment => AssertShown(Commerce.Of(segment), segment));
    }

    [Fact]
    public void Of_EveryReadyMadeSegment_IsShown()
    {
        Assert.NotEmpty(CommerceSegments.All);
        SegmentSchema schema = CommerceSchema.Create(extend: builder =>
        {
            foreach (RequiredAttribute attribute in CommerceSegments.All.SelectMany(s => s.RequiredAttributes()).Distinct())
                attribute.Declare(builder);
        });
        var editor = new EditorView(Parse(CommerceCatalogue.Create(schema).ToJson()));
        JObject file = Parse(SegmentFile.Write([.. CommerceSegments.All.Select(s => s.Create())]));
        Assert.All(file["segments"]!.Cast<JObject>(), segment =>
        {
            ViewNode? view = editor.Of(segment);
            Assert.NotNull(view);
            AssertShown(view, segment);
        });
    }

    [Fact]
    public void Of_EverySegmentOfTheConformanceSuite_IsShown()
    {
        int shown = 0;
        foreach (ConformanceCase @case in ConformanceCases.All.Where(c => c.Errors is null))
        {
            SegmentSchema schema = @case.ReadData().Schema;
            EditorView editor = IsPlain(schema) ? Commerce : new(Parse(CommerceCatalogue.Create(schema).ToJson()));
            foreach (JObject segment in ParseArray(@case.Segments).Cast<JObject>())
            {
                Exception? failure = Record.Exception(() => AssertShown(editor.Of(segment), segment));
                Assert.True(failure is null, $"{@case.Name}, {segment["id"]}: {failure?.Message}");
                shown++;
            }
        }

        Assert.True(shown > 500, $"only {shown} segments were shown");
    }

    [Fact]
    public void Of_EverySegmentOfTheSamplePlugin_IsShown()
    {
        var editor = new EditorView(Parse(Loyalty.ToJson()));
        JObject[] segments =
        [
            .. ConformanceCases.Load(Golden.ReadResource("cases/loyalty.cases.json"))
                .Where(c => c.Errors is null).SelectMany(c => ParseArray(c.Segments)).Cast<JObject>(),
        ];
        Assert.All(segments, segment => AssertShown(editor.Of(segment), segment));
        string text = string.Join(' ', segments.Select(s => s.ToString()));
        Assert.All(Loyalty.ConditionTypes.Where(t => t.Settings is not null).Select(t => t.Name), name => Assert.Contains(name, text, StringComparison.Ordinal));
        Assert.All(LoyaltyOperators, name => Assert.Contains(name, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_ThePluginsConditions_ShowsFormsOfTheirSettings()
    {
        ViewNode view = new EditorView(Parse(Loyalty.ToJson())).Of(Parse("""
            { "id": "a", "conditions": { "type": "combination", "match": "all", "are": true, "conditions": [
              { "type": "acme.near-tier", "tier": 500 },
              { "type": "acme.bought-at-till", "shops": ["kyiv", "lviv"], "times": 2 },
              { "attribute": "card_number", "operator": "acme.doesNotMatchMask", "value": "##-@@@" },
              { "attribute": "points", "operator": "acme.isAbout", "value": 100 },
              { "attribute": "tier", "operator": "=", "value": "gold" } ] } }
            """))!;

        Assert.Equal(
            [
                "all true",
                "  Close to a loyalty tier",
                "    Sales at which the tier begins | is | decimal | 500",
                "    At most so much below | is | decimal | 50",
                "  Bought at a till",
                "    Shops | is | text | kyiv, lviv",
                "    At least so often | is | integer | 2",
                "  Card number | does not have the shape | text | ##-@@@",
                "  Points | is about | number | 100",
                "  Tier | is | choice | Gold",
            ],
            view.Lines());
    }

    [Theory]
    [InlineData("""{ "type": "acme.near-tier", "tiers": 500 }""")]
    [InlineData("""{ "type": "acme.near-tier" }""")]
    [InlineData("""{ "attribute": "points", "operator": "acme.matchesMask", "value": "#" }""")]
    [InlineData("""{ "attribute": "points", "operator": "acme.isAbout", "value": { "attribute": "points" } }""")]
    [InlineData("""{ "type": "aggregate", "relation": "orders", "function": "count", "operator": "acme.isAbout", "value": 5 }""")]
    [InlineData("""{ "type": "related", "relation": "orders", "quantifier": "some", "where": { "match": "all", "are": true, "conditions": [ { "type": "acme.bought-at-till", "shops": ["a"] } ] } }""")]
    public void Of_WhatThePluginsDoNotOffer_IsAnError(string condition) =>
        Assert.Throws<EditorException>(() => new EditorView(Parse(Loyalty.ToJson())).Of(new JObject { ["id"] = "a", ["conditions"] = Parse(condition) }));

    [Fact]
    public void Of_ASegment_ShowsLabelsWidgetsAndValues()
    {
        ViewNode view = Commerce.Of(Parse("""
            { "id": "a", "conditions": { "type": "combination", "match": "all", "are": false, "conditions": [
              { "type": "aggregate", "relation": "orders", "function": "sum", "attribute": "grand_total", "operator": ">=", "value": { "attribute": "sales_amount", "times": 0.5 },
                "where": { "match": "any", "are": true, "conditions": [
                  { "attribute": "status", "operator": "in", "value": ["complete", "closed"] },
                  { "attribute": "customer.date_of_birth", "operator": "<", "value": { "today": -18, "unit": "years" } } ] } },
              { "type": "related", "relation": "orders.items", "quantifier": "none", "where": { "match": "all", "are": true, "conditions": [
                  { "attribute": "order.created_at", "operator": ">", "value": { "startOf": "month", "offset": -1 } },
                  { "attribute": "product.categories", "operator": "hasAny", "value": ["7"] } ] } },
              { "attribute": "days_since_last_order", "operator": "between", "value": [28, 35] },
              { "attribute": "newsletter_status", "operator": "=", "value": "subscribed" },
              { "attribute": "cart.coupon_code", "operator": "null" },
              { "type": "segment", "segment": "readers", "member": false } ] } }
            """))!;

        Assert.Equal(
            [
                "all false",
                "  Sum of Orders › Grand total | is at least | attribute | another attribute Lifetime sales × 0.5",
                "    any true",
                "      Status | is one of | list of suggestion | complete, closed",
                "      Customer › Date of birth | is before | today | today -18 years",
                "  Orders › Items: none",
                "    all true",
                "      Order › Ordered at | is after | startOf | start of the month -1",
                "      Product › Categories | has any of | list of suggestion | 7",
                "  Days since last order | is between | bounds of number | 28 days, 35 days",
                "  Newsletter status | is | choice | Subscribed",
                "  Shopping cart › Coupon code | has no value | none",
                "  Member of a segment | readers",
            ],
            view.Lines());
    }

    [Theory]
    [InlineData("""{ "attribute": "shoe_size", "operator": "=", "value": 1 }""")]
    [InlineData("""{ "attribute": "email", "operator": "<", "value": "a" }""")]
    [InlineData("""{ "attribute": "email", "operator": "contains", "value": 1 }""")]
    [InlineData("""{ "attribute": "email", "operator": "null", "value": "a" }""")]
    [InlineData("""{ "attribute": "gender", "operator": "=", "value": "none" }""")]
    [InlineData("""{ "attribute": "date_of_birth", "operator": "<", "value": { "ago": "P1D" } }""")]
    [InlineData("""{ "attribute": "orders.status", "operator": "=", "value": "a" }""")]
    [InlineData("""{ "attribute": "order.status", "operator": "=", "value": "a" }""")]
    [InlineData("""{ "type": "related", "relation": "order", "quantifier": "some" }""")]
    [InlineData("""{ "type": "related", "relation": "orders", "quantifier": "most" }""")]
    [InlineData("""{ "type": "aggregate", "relation": "orders", "function": "sum", "attribute": "status", "operator": "=", "value": 1 }""")]
    [InlineData("""{ "type": "aggregate", "relation": "orders", "function": "sum", "operator": "=", "value": 1 }""")]
    [InlineData("""{ "type": "acme.near-tier", "tier": 1 }""")]
    public void Of_WhatTheCatalogueLacks_IsAnError(string condition) =>
        Assert.Throws<EditorException>(() => Commerce.Of(new JObject { ["id"] = "a", ["conditions"] = Parse(condition) }));

    [Fact]
    public void Of_AHiddenAttribute_IsNotFound()
    {
        var options = new CatalogueOptions { Exclude = ["customer.gender"] };
        var editor = new EditorView(Parse(CommerceCatalogue.Create(CommerceSchema.Create(), options).ToJson()));
        JObject segment = Parse("""{ "id": "a", "conditions": { "attribute": "gender", "operator": "=", "value": "male" } }""");
        Assert.NotNull(Commerce.Of(segment));
        Assert.Throws<EditorException>(() => editor.Of(segment));
    }

    private static bool IsPlain(SegmentSchema schema) =>
        schema.Entities.Sum(e => e.Attributes.Count) == CommerceSchema.Create().Entities.Sum(e => e.Attributes.Count);

    private static void AssertShown(ViewNode? view, JObject segment)
    {
        if (view is null)
            return;
        int leaves = segment.DescendantsAndSelf().OfType<JObject>().Count(o => o["operator"] is not null);
        Assert.Equal(leaves, Flat(view).Count(v => v.Operator is not null && v.Widget is not null && !v.IsSetting));
    }

    private static IEnumerable<ViewNode> Flat(ViewNode view) => view.Children.SelectMany(Flat).Prepend(view);

    // Dates are texts, and numbers are what they say.
    private static JObject Parse(string json) => Read<JObject>(json);

    private static JArray ParseArray(string json) => Read<JArray>(json);

    private static T Read<T>(string json)
        where T : JToken
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None, MaxDepth = 256, FloatParseHandling = FloatParseHandling.Decimal };
        return (T)JToken.ReadFrom(reader);
    }
}
