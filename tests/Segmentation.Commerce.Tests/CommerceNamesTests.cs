using System.Globalization;
using System.Reflection;

namespace Segmentation.Tests;

public sealed class CommerceNamesTests
{
    private static readonly SegmentSchema Schema = CommerceSchema.Create();

    public static TheoryData<string> Entities => [.. Schema.Entities.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Entities))]
    public void Constants_OfAnEntity_AreExactlyTheNamesOfTheSchema(string entity)
    {
        SchemaEntity declared = Schema.FindEntity(entity)!;
        Assert.Equal(
            declared.Attributes.Select(a => a.Name).Concat(declared.Relations.Select(r => r.Name)).Order(StringComparer.Ordinal),
            Constants(typeof(Commerce).GetNestedType(Pascal(entity))!).Select(c => c.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Constants_Entities_AreExactlyThoseOfTheSchema() =>
        Assert.Equal(
            Schema.Entities.Select(e => e.Name).Order(StringComparer.Ordinal),
            Constants(typeof(Commerce.Entities)).Select(c => c.Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Constants_Classes_AreOneAnEntityAndTheEntities() =>
        Assert.Equal(
            Schema.Entities.Select(e => Pascal(e.Name)).Append(nameof(Commerce.Entities)).Order(StringComparer.Ordinal),
            typeof(Commerce).GetNestedTypes().Select(t => t.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Constants_Identifiers_AreTheNamesInPascalCase() =>
        Assert.All(
            typeof(Commerce).GetNestedTypes().SelectMany(Constants),
            constant => Assert.Equal(Pascal(constant.Value), constant.Name));

    private static IEnumerable<(string Name, string Value)> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (f.Name, (string)f.GetRawConstantValue()!));

    private static string Pascal(string name) =>
        string.Concat(name.Split('_').Select(part => char.ToUpper(part[0], CultureInfo.InvariantCulture) + part[1..]));
}
