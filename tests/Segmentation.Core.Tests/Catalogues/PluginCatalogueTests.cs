using System.Globalization;
using Newtonsoft.Json.Linq;
using Segmentation.Tests.Serialization;

namespace Segmentation.Tests.Catalogues;

/// <summary>The catalogue of a language that an integrator extended.</summary>
public sealed class PluginCatalogueTests
{
    private static readonly ConditionLanguage Language = ClubLanguage.Create();

    private static readonly ConditionCatalogue Catalogue = Create();

    private static JObject EveryJson => (JObject)JObject.Parse(Catalogue.ToJson())["conditionTypes"]!.Single(t => (string?)t["name"] == "acme.every");

    [Fact]
    public void ToJson_OfAConditionType_TellsItsSettings() => Assert.Equal(Golden.Read("every.condition-type.json"), EveryJson.ToString().ReplaceLineEndings("\n") + "\n");

    [Fact]
    public void Create_WithoutALanguage_HasTheModelAlone()
    {
        ConditionCatalogue plain = ConditionCatalogue.Create(Club.Schema);
        Assert.DoesNotContain(plain.ConditionTypes, t => t.Settings is not null);
        Assert.DoesNotContain(plain.Operators, o => o.Operator.Name.StartsWith("acme.", StringComparison.Ordinal));
    }

    [Fact]
    public void Operators_OfAnIntegrator_HaveTheirLabelsOrTheirNamesInWords()
    {
        Assert.Equal(("costs nothing", OperandForm.None, null), Operator("acme.isFree"));
        Assert.Equal(("is not near", OperandForm.Bounds, "acme.isNear"), Operator("acme.isNearNot"));
        Assert.Equal(("Acme sounds like", OperandForm.List, null), Operator("acme.soundsLike"));
        Assert.Equal(AttributeType.Text, Catalogue.Types.Single(t => t.Type == AttributeType.Date).Operators.Single(o => o.Operator.Name == "acme.fallsOn").ValueType);
    }

    [Fact]
    public void Create_InAnotherLanguage_TranslatesWhatPluginsDeclare()
    {
        ConditionCatalogue german = Create(
            ("operator.acme.isFree", "kostet nichts"), ("operator.acme.isFree:decimal", "ist gratis"), ("condition.acme.every", "Alles"),
            ("setting.acme.every.text", "Ein Text"), ("setting.acme.every.kind=veryFancy", "Sehr schick"));
        Assert.Equal("kostet nichts", german.Operators.Single(o => o.Operator.Name == "acme.isFree").Label);
        Assert.Equal("ist gratis", german.Types.Single(t => t.Type == AttributeType.Decimal).Operators.Single(o => o.Operator.Name == "acme.isFree").Label);
        CatalogueConditionType every = german.ConditionTypes.Single(t => t.Name == "acme.every");
        Assert.Equal(("Alles", "Every type of setting."), (every.Label, every.Help));
        Assert.Equal(("Ein Text", "Any text."), (every.Settings![0].Label, every.Settings[0].Help));
        Assert.Equal(["Plain", "Sehr schick"], every.Settings.Single(s => s.Name == "kind").Choices!.Select(c => c.Label));
    }

    [Fact]
    public void Settings_AsTheJsonTells_AreWhatADefinitionNeeds()
    {
        JObject full = Filled(required: false), least = Filled(required: true);
        Assert.Empty(Problems(full));
        Assert.Empty(Problems(least));
        Assert.True(full.Count > least.Count);
        foreach (JToken setting in EveryJson["settings"]!)
        {
            string name = (string)setting["name"]!;
            var missing = (JObject)full.DeepClone();
            missing.Remove(name);
            var empty = (JObject)full.DeepClone();
            empty[name] = null;
            Assert.Equal((bool?)setting["required"] == true, Problems(missing).Contains("property.missing"));
            Assert.Equal((bool?)setting["nullable"] != true, Problems(empty).Contains("value.type"));
        }
    }

    [Fact]
    public void Defaults_AsTheJsonTells_AreWhatIsLeftOut()
    {
        JObject condition = Filled(required: true);
        foreach (JToken setting in EveryJson["settings"]!.Where(s => s["default"] is not null))
            condition[(string)setting["name"]!] = setting["default"];
        Assert.Equal(
            SegmentFile.Read(File(Filled(required: true)), Language)[0].Conditions,
            SegmentFile.Read(File(condition), Language)[0].Conditions);
        Assert.True(condition.Count > Filled(required: true).Count);
    }

    private static JObject Filled(bool required)
    {
        var condition = new JObject { ["type"] = "acme.every" };
        foreach (JToken setting in EveryJson["settings"]!.Where(s => !required || (bool?)s["required"] == true))
        {
            JToken value = (string)setting["type"]! switch
            {
                "text" => "a",
                "boolean" => true,
                "integer" => 7,
                "decimal" => 7,
                "date" => "2025-01-31",
                "instant" => "2025-01-31T12:00:00Z",
                "choice" => setting["choices"]![0]!["name"]!,
                "operand" => JObject.Parse("""{ "ago": "P1D" }"""),
                _ => JObject.Parse("""{ "attribute": "email", "operator": "notNull" }"""),
            };
            condition[(string)setting["name"]!] = (bool?)setting["list"] == true ? new JArray(value) : value;
        }

        return condition;
    }

    private static string[] Problems(JObject condition) => [.. SegmentFile.Parse(File(condition), Language).Problems.Select(p => p.Code)];

    private static string File(JObject condition) => new JObject
    {
        ["version"] = 1,
        ["segments"] = new JArray(new JObject { ["id"] = "s", ["conditions"] = condition }),
    }.ToString();

    private static (string Label, OperandForm Form, string? Negates) Operator(string name)
    {
        CatalogueOperator found = Catalogue.Operators.Single(o => o.Operator.Name == name);
        return (found.Label, found.Operand, found.Negates?.Name);
    }

    private static ConditionCatalogue Create(params (string Key, string Text)[] german) => ConditionCatalogue.Create(Club.Schema, new CatalogueOptions
    {
        Language = Language,
        Culture = CultureInfo.GetCultureInfo("de"),
        Texts = [new CatalogueText(CultureInfo.GetCultureInfo("de"), german.ToDictionary(t => t.Key, t => t.Text))],
    });
}
