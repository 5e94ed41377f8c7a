using System.Globalization;
using Segmentation.Tests.Serialization;

namespace Segmentation.Tests.Catalogues;

public sealed class ConditionCatalogueTests
{
    private static readonly ConditionCatalogue Catalogue = ConditionCatalogue.Create(Club.Schema);

    [Fact]
    public void ToJson_OfASchema_IsTheGoldenFile() => Assert.Equal(Golden.Read("club.catalogue.json"), Catalogue.ToJson());

    [Fact]
    public void Create_CustomName_IsCalledByItsWords()
    {
        Assert.Equal("Hours since visit", Attribute(Catalogue, "hours_since_visit").Label);
        Assert.Equal("Joined at", Attribute(Catalogue, "joinedAt").Label);
    }

    [Fact]
    public void Create_AttributeComputedFromAClosedChoice_HasItsChoices() =>
        Assert.Equal(["none", "one"], Attribute(Catalogue, "sponsor_level").Choices!.Select(c => c.Name));

    [Fact]
    public void Create_Average_HasNoFunctionOfItsOwn() => Assert.Empty(Attribute(Catalogue, "average_bill").Functions);

    [Fact]
    public void Create_ThroughRelation_MakesBothRowsVisible() =>
        Assert.Equal(["visit", "member"], Catalogue.FindEntity("member")!.Relations.Single(r => r.Name == "services").Parents);

    [Fact]
    public void Create_SecondLanguageInPart_FallsBackTextByText()
    {
        ConditionCatalogue german = ConditionCatalogue.Create(Club.Schema, new CatalogueOptions
        {
            Culture = CultureInfo.GetCultureInfo("de-AT"),
            Texts =
            [
                Texts("de", ("member", "Mitglied"), ("member.level", "Stufe"), ("member.level=gold", "Gold (de)"), ("operator.<:instant", "liegt vor"),
                    ("operator.contains", "enthält"), ("member.dues", "Beitrag")),
                Texts("de-AT", ("member.dues", "Obolus"), ("member.dues:help", "In Euro.")),
                Texts("", ("member.town", "Ort"), ("member.dues", "Dues")),
                Texts("en", ("member.town", "Home town"), ("member.born_on", "Birthday")),
            ],
        });

        Assert.Equal("Mitglied", german.FindEntity("member")!.Label);
        Assert.Equal("Obolus", Attribute(german, "dues").Label);
        Assert.Equal("In Euro.", Attribute(german, "dues").Help);
        Assert.Equal("Stufe", Attribute(german, "level").Label);
        Assert.Equal(["Bronze", "Gold (de)"], Attribute(german, "level").Choices!.Select(c => c.Label));
        Assert.Equal("Ort", Attribute(german, "town").Label);
        Assert.Equal("Birthday", Attribute(german, "born_on").Label);
        Assert.Equal("Email", Attribute(german, "email").Label);
        Assert.Equal("liegt vor", OnType(german, AttributeType.Instant, Operator.LessThan));
        Assert.Equal("is before", OnType(german, AttributeType.Date, Operator.LessThan));
        Assert.Equal("enthält", OnType(german, AttributeType.Text, Operator.Contains));
        Assert.Equal("begins with", OnType(german, AttributeType.Text, Operator.BeginsWith));
        Assert.Equal("de-AT", german.Culture.Name);
    }

    [Fact]
    public void Create_HostTextInEnglish_WinsOverTheBuiltIn()
    {
        ConditionCatalogue catalogue = ConditionCatalogue.Create(
            Club.Schema, new CatalogueOptions { Texts = [Texts("en", ("operator.contains", "has the words"))] });
        Assert.Equal("has the words", OnType(catalogue, AttributeType.Text, Operator.Contains));
    }

    [Fact]
    public void Create_Categories_OrderAttributesAndAreListedInUse()
    {
        ConditionCatalogue catalogue = ConditionCatalogue.Create(Club.Schema, new CatalogueOptions
        {
            Categories = [new("unused", ["member.none"]), new("money", ["member.dues", "member.average_bill"]), new("home", ["member.town", "visit.place"])],
            Texts = [Texts("en", ("category.money", "Money matters"))],
        });
        Assert.Equal(["dues", "average_bill", "town", "email"], catalogue.FindEntity("member")!.Attributes.Take(4).Select(a => a.Name));
        Assert.Equal("home", catalogue.FindEntity("visit")!.Relations[0].Category);
        Assert.Equal(["money", "home", "member", "visit"], catalogue.Categories.Take(4).Select(c => c.Name));
        Assert.Equal(["Money matters", "Home", "Member", "Visit"], catalogue.Categories.Take(4).Select(c => c.Label));
    }

    [Fact]
    public void Create_Exclude_LeavesOutAttributesRelationsAndEntities()
    {
        ConditionCatalogue catalogue = Choose(new CatalogueOptions { Exclude = ["member.dues", "member.services", "treatment"] });
        CatalogueEntity member = catalogue.FindEntity("member")!;
        Assert.DoesNotContain(member.Attributes, a => a.Name == "dues");
        Assert.Equal(["visits", "last_visit"], member.Relations.Select(r => r.Name));
        Assert.Equal(["visit"], catalogue.FindEntity("service")!.Relations.Select(r => r.Name));
        // The tree of kinds was reached over treatments alone.
        Assert.Equal(["member", "visit", "place", "service"], catalogue.Entities.Select(e => e.Name));
    }

    [Fact]
    public void Create_Include_OffersNothingElse()
    {
        ConditionCatalogue catalogue = Choose(new CatalogueOptions { Include = ["member.email", "member.visits", "visit.bill"] });
        Assert.Equal(["member.email", "member.visits", "visit.bill"], Paths(catalogue));
    }

    [Fact]
    public void Create_IncludeAnEntity_OffersAllOfIt()
    {
        ConditionCatalogue catalogue = Choose(new CatalogueOptions { Include = ["member.visits", "visit"], Exclude = ["visit.bill"] });
        Assert.Equal(["member.visits", "visit.at", "visit.guest_level", "visit.place", "visit.services"], Paths(catalogue));
    }

    [Fact]
    public void Create_Offers_HidesWhatItRefuses()
    {
        ConditionCatalogue catalogue = Choose(new CatalogueOptions { Offers = c => c.Relation is null && c.Attribute!.Computation is null && c.Path != "member.email" });
        CatalogueEntity member = Assert.Single(catalogue.Entities);
        Assert.Equal(["badge", "level", "town", "born_on", "joinedAt", "is_active", "dues", "interests"], member.Attributes.Select(a => a.Name));
    }

    [Theory]
    [InlineData("member.emial")]
    [InlineData("members")]
    [InlineData("member.visits.bill")]
    public void Create_ChoiceOfWhatTheSchemaLacks_IsRefusedByName(string path)
    {
        string message = Assert.Throws<ArgumentException>(() => Choose(new CatalogueOptions { Exclude = [path] })).Message;
        Assert.Contains("Exclude", message, StringComparison.Ordinal);
        Assert.Contains($"'{path}'", message, StringComparison.Ordinal);
        Assert.Contains("Include", Assert.Throws<ArgumentException>(() => Choose(new CatalogueOptions { Include = [path] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_HiddenAttribute_StaysValidInConditions()
    {
        ConditionCatalogue catalogue = Choose(new CatalogueOptions { Exclude = ["member.dues"] });
        Assert.DoesNotContain(catalogue.FindEntity("member")!.Attributes, a => a.Name == "dues");
        SegmentSet set = SegmentSet.Bind(Club.Schema, [Segment.Define("rich", "Rich").Where(c => c.Attribute("dues").AtLeast(100))]);
        Assert.Equal("rich", Assert.Single(set.Segments).Id);
    }

    private static ConditionCatalogue Choose(CatalogueOptions options) => ConditionCatalogue.Create(Club.Schema, options);

    private static IEnumerable<string> Paths(ConditionCatalogue catalogue) => catalogue.Entities.SelectMany(e =>
        e.Attributes.Select(a => a.Name).Concat(e.Relations.Select(r => r.Name)).Select(n => $"{e.Name}.{n}"));

    private static CatalogueAttribute Attribute(ConditionCatalogue catalogue, string name) =>
        catalogue.FindEntity("member")!.Attributes.Single(a => a.Name == name);

    private static string OnType(ConditionCatalogue catalogue, AttributeType type, Operator @operator) =>
        catalogue.Types.Single(t => t.Type == type).Operators.Single(o => o.Operator == @operator).Label;

    private static CatalogueText Texts(string culture, params (string Key, string Text)[] texts) =>
        new(CultureInfo.GetCultureInfo(culture), texts.ToDictionary(t => t.Key, t => t.Text));
}
