using System.Globalization;

namespace Segmentation.Tests;

public sealed class CommerceCatalogueTests
{
    private static readonly SegmentSchema Schema = CommerceSchema.Create();

    private static readonly ConditionCatalogue Catalogue = CommerceCatalogue.Create(Schema);

    /// <summary>No name of the vocabulary is without a label, and no text is left over from a name that is gone.</summary>
    [Fact]
    public void English_Keys_AreTheNamesOfTheVocabulary()
    {
        IEnumerable<string> expected =
        [
            .. Schema.Entities.SelectMany(e => new[] { e.Name, $"{e.Name}:plural" }),
            .. Schema.Entities.SelectMany(e => e.Attributes.Select(a => $"{e.Name}.{a.Name}")),
            .. Schema.Entities.SelectMany(e => e.Relations.Select(r => $"{e.Name}.{r.Name}")),
            .. Catalogue.Entities.SelectMany(e => e.Attributes.SelectMany(a => (a.Choices ?? []).Select(c => $"{e.Name}.{a.Name}={c.Name}"))),
            .. CommerceCatalogue.Categories.Select(c => $"category.{c.Name}"),
        ];
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            CommerceCatalogue.English.Keys.Where(k => !k.EndsWith(":help", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void English_Help_IsOfNamesThereAre() =>
        Assert.All(
            CommerceCatalogue.English.Keys.Where(k => k.EndsWith(":help", StringComparison.Ordinal)),
            key => Assert.Contains(key[..^":help".Length], CommerceCatalogue.English.Keys));

    [Fact]
    public void Categories_Members_AreAllOfTheCustomerOnce()
    {
        SchemaEntity customer = Schema.Subject;
        Assert.Equal(
            customer.Attributes.Select(a => a.Name).Concat(customer.Relations.Select(r => r.Name)).Select(n => $"customer.{n}").Order(StringComparer.Ordinal),
            CommerceCatalogue.Categories.SelectMany(c => c.Members).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Categories_Names_AreNoEntities() =>
        Assert.Empty(CommerceCatalogue.Categories.Select(c => c.Name).Intersect(Schema.Entities.Select(e => e.Name)));

    [Fact]
    public void Create_Entities_AreAllOfTheVocabularyWithAllTheyHave()
    {
        Assert.Equal(Schema.Entities.Select(e => e.Name), Catalogue.Entities.Select(e => e.Name));
        Assert.All(Catalogue.Entities, entity =>
        {
            SchemaEntity declared = Schema.FindEntity(entity.Name)!;
            Assert.Equal(declared.Attributes.Select(a => (a.Name, a.Type)).Order(), entity.Attributes.Select(a => (a.Name, a.Type)).Order());
            Assert.Equal(declared.Relations.Select(r => (r.Name, r.Target, r.IsToMany)).Order(), entity.Relations.Select(r => (r.Name, r.Target, r.IsToMany)).Order());
        });
    }

    [Fact]
    public void Create_Customer_BeginsWithThePerson()
    {
        Assert.Equal("person", Catalogue.Categories[0].Name);
        Assert.Equal(["first_name", "last_name", "full_name"], Catalogue.FindEntity("customer")!.Attributes.Take(3).Select(a => a.Name));
        CatalogueAttribute sales = Attribute(Catalogue, "customer", "sales_amount");
        Assert.Equal(("Lifetime sales", "value"), (sales.Label, sales.Category));
        Assert.Equal("Value", Catalogue.Categories.Single(c => c.Name == "value").Label);
    }

    [Fact]
    public void Create_Figures_HaveTheirUnits()
    {
        Assert.Equal("days", Attribute(Catalogue, "customer", "days_since_last_order").Unit);
        Assert.Equal("hours", Attribute(Catalogue, "customer", "hours_since_cart_update").Unit);
        Assert.Equal("years", Attribute(Catalogue, "customer", "age").Unit);
        Assert.Equal("days", Attribute(Catalogue, "customer", "days_until_birthday").Unit);
        Assert.Equal("days", Attribute(Catalogue, "customer", "order_frequency").Unit);
        Assert.Null(Attribute(Catalogue, "customer", "number_of_orders").Unit);
    }

    [Fact]
    public void Create_ExtendedSchema_NamesTheHostsOwnInWords()
    {
        SegmentSchema schema = CommerceSchema.Create(extend: s => s.Entity("product", p => p.Boolean("is_recommended")));
        CatalogueAttribute added = Attribute(CommerceCatalogue.Create(schema), "product", "is_recommended");
        Assert.Equal(("Is recommended", "product"), (added.Label, added.Category));
    }

    [Fact]
    public void Create_AnotherLanguageInPart_FallsBackToTheVocabularysEnglish()
    {
        var ukrainian = CatalogueText.Read(CultureInfo.GetCultureInfo("uk"), """
            { "customer": "Покупець", "customer.email": "Електронна пошта", "customer.gender=female": "Жіноча", "category.value": "Цінність", "operator.contains": "містить" }
            """);
        ConditionCatalogue catalogue = CommerceCatalogue.Create(
            Schema, new CatalogueOptions { Culture = CultureInfo.GetCultureInfo("uk-UA"), Texts = [ukrainian] });

        Assert.Equal("Покупець", catalogue.FindEntity("customer")!.Label);
        Assert.Equal("Електронна пошта", Attribute(catalogue, "customer", "email").Label);
        Assert.Equal(["Male", "Жіноча", "Other"], Attribute(catalogue, "customer", "gender").Choices!.Select(c => c.Label));
        Assert.Equal("Цінність", catalogue.Categories.Single(c => c.Name == "value").Label);
        Assert.Equal("містить", catalogue.Operators.Single(o => o.Operator == Operator.Contains).Label);
        Assert.Equal("Grand total", Attribute(catalogue, "order", "grand_total").Label);
        Assert.Contains("\"label\": \"Електронна пошта\"", catalogue.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_HostOptions_ComeBeforeTheVocabularys()
    {
        ConditionCatalogue catalogue = CommerceCatalogue.Create(Schema, new CatalogueOptions
        {
            Texts = [new CatalogueText(CultureInfo.GetCultureInfo("en"), new Dictionary<string, string> { ["customer.group"] = "Price group" })],
            Categories = [new CatalogueCategory("pricing", ["customer.group"])],
            Exclude = ["cart", "customer.tax_number"],
        });
        Assert.Equal("Price group", Attribute(catalogue, "customer", "group").Label);
        Assert.Equal("pricing", catalogue.Categories[0].Name);
        Assert.DoesNotContain(catalogue.Entities, e => e.Name is "cart" or "cart_item");
        Assert.DoesNotContain(catalogue.FindEntity("customer")!.Relations, r => r.Target == "cart");
        Assert.DoesNotContain(catalogue.FindEntity("customer")!.Attributes, a => a.Name == "tax_number");
    }

    private static CatalogueAttribute Attribute(ConditionCatalogue catalogue, string entity, string name) =>
        catalogue.FindEntity(entity)!.Attributes.Single(a => a.Name == name);
}
