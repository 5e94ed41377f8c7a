using System.Globalization;
using Segmentation.Catalogues;

namespace Segmentation.Tests.Catalogues;

public sealed class CatalogueTextTests
{
    private static readonly CultureInfo Ukrainian = CultureInfo.GetCultureInfo("uk");

    [Fact]
    public void Find_AnotherCulture_HasNothing()
    {
        CatalogueText texts = CatalogueText.Read(Ukrainian, """{ "customer.email": "Ел. пошта" }""");
        Assert.Equal("Ел. пошта", texts.Find("customer.email", Ukrainian));
        Assert.Null(texts.Find("customer.email", CultureInfo.GetCultureInfo("uk-UA")));
        Assert.Null(texts.Find("customer.Email", Ukrainian));
    }

    [Fact]
    public void Read_EveryProblem_IsReported()
    {
        var refused = Assert.Throws<SegmentDefinitionException>(
            () => CatalogueText.Read(Ukrainian, """{ "a": "1", "a": "2", "b": 3 }"""));
        Assert.Equal(["property.repeated", "value.type"], refused.Problems.Select(p => p.Code));
    }

    [Theory]
    [InlineData("grand_total", "Grand total")]
    [InlineData("grandTotal", "Grand total")]
    [InlineData("loyalty-tier", "Loyalty tier")]
    [InlineData("SKU", "SKU")]
    [InlineData("x", "X")]
    public void LabelOf_AName_IsItInWords(string name, string label) => Assert.Equal(label, CatalogueTexts.LabelOf(name));

    /// <summary>No text is missing or left over among those that the core brings.</summary>
    [Fact]
    public void English_OfTheCore_HasALabelForEveryWord()
    {
        ConditionCatalogue catalogue = ConditionCatalogue.Create(Club.Schema);
        HashSet<string> expected =
        [
            .. catalogue.ConditionTypes.Select(t => $"condition.{t.Name}"),
            .. Keys("match", catalogue.Matches),
            .. Keys("are", catalogue.Truths),
            .. Keys("quantifier", catalogue.Quantifiers),
            .. catalogue.Functions.Select(f => $"function.{Words<AggregateFunction>.Of(f.Function)}"),
            .. catalogue.Operators.Select(o => $"operator.{o.Operator.Name}"),
            .. catalogue.Types.Select(t => $"type.{Words<AttributeType>.Of(t.Type)}"),
            .. Keys("relative", catalogue.RelativeValues),
            .. Keys("period", catalogue.Periods),
            .. Keys("dateUnit", catalogue.DateUnits),
            "unit.days", "unit.hours", "unit.years",
        ];
        HashSet<string> written = [.. CatalogueTexts.English.Keys];
        Assert.Empty(expected.Except(written));
        HashSet<string> onTypes =
        [
            .. catalogue.Types.SelectMany(t => t.Operators.Select(o => $"operator.{o.Operator.Name}:{Words<AttributeType>.Of(t.Type)}")),
        ];
        Assert.Empty(written.Where(k => !onTypes.Contains(k)).Select(k => k.Replace(":help", "", StringComparison.Ordinal)).Except(expected));
    }

    private static IEnumerable<string> Keys(string kind, IEnumerable<CatalogueTerm> terms) => terms.Select(t => $"{kind}.{t.Name}");
}
