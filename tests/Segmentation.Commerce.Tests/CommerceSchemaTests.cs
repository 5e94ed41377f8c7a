namespace Segmentation.Tests;

public sealed class CommerceSchemaTests
{
    private static readonly SegmentSchema Schema = CommerceSchema.Create();

    public static TheoryData<string> Entities => [.. Vocabulary.Table.Entities.Keys];

    [Fact]
    public void Create_Entities_AreThoseOfTheVocabulary() =>
        Assert.Equal(
            Vocabulary.Table.Entities.Select(e => (e.Key, e.Value.Plural)).Order(),
            Schema.Entities.Select(e => (e.Name, e.PluralName)).Order());

    [Theory]
    [MemberData(nameof(Entities))]
    public void Create_Attributes_AreThoseOfTheVocabulary(string entity) =>
        Assert.Equal(
            Vocabulary.Table.Entities[entity].Attributes.Select(Describe).Order(StringComparer.Ordinal),
            Schema.FindEntity(entity)!.Attributes.Select(Describe).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Entities))]
    public void Create_Relations_AreThoseOfTheVocabulary(string entity) =>
        Assert.Equal(
            Vocabulary.Table.Entities[entity].Relations.Select(Describe).Order(StringComparer.Ordinal),
            Schema.FindEntity(entity)!.Relations.Select(Describe).Order(StringComparer.Ordinal));

    [Fact]
    public void Create_Subject_IsTheCustomer() => Assert.Equal("customer", Schema.Subject.Name);

    [Fact]
    public void Create_Roles_AreAttributesOfTheCustomer()
    {
        Assert.Equal(new SchemaRoles { Guest = "is_guest", Website = "website", Store = "store", Group = "group" }, Schema.Roles);
        Assert.Equal(AttributeType.Boolean, Schema.Subject.FindAttribute(Schema.Roles.Guest!)!.Type);
        Assert.All([Schema.Roles.Website!, Schema.Roles.Store!, Schema.Roles.Group!],
            role => Assert.Equal(AttributeType.Choice, Schema.Subject.FindAttribute(role)!.Type));
    }

    [Fact]
    public void Create_Extend_AddsToTheVocabulary()
    {
        SegmentSchema schema = CommerceSchema.Create(extend: s => s
            .Entity("product", product => product.Boolean("recommended"))
            .Entity("visit", "visits", visit => visit.Text("page"))
            .Entity("customer", customer => customer.Many("visits", "visit")));

        Assert.Equal(AttributeType.Boolean, schema.FindEntity("product")!.FindAttribute("recommended")!.Type);
        Assert.Equal("visit", schema.Subject.FindRelation("visits")!.Target);
        Assert.NotNull(schema.Subject.FindAttribute("email"));
    }

    [Fact]
    public void Create_ExtendRepeatsAName_IsRefusedWithItsPath()
    {
        var refused = Assert.Throws<SegmentDefinitionException>(
            () => CommerceSchema.Create(extend: s => s.Entity("customer", customer => customer.Text("email"))));
        Assert.Equal(("customer.email", "schema.repeated"), (Assert.Single(refused.Problems).Path, refused.Problems[0].Code));
    }

    private static string Describe(VocabularyAttribute attribute) => string.Join(' ', attribute.Name, attribute.Type,
        attribute.Computed ? "computed" : "stored", string.Join('|', attribute.Choices ?? []), attribute.Hierarchy, attribute.Unit);

    private static string Describe(SchemaAttribute attribute) => string.Join(' ', attribute.Name, Letter(attribute.Type),
        attribute.Computation is null ? "stored" : "computed", string.Join('|', attribute.Choices ?? []), attribute.Hierarchy,
        attribute.Computation is Computation.Elapsed elapsed ? elapsed.Unit.ToString().ToLowerInvariant() : null);

    private static string Letter(AttributeType type) => type switch
    {
        AttributeType.Text => "t",
        AttributeType.Integer => "i",
        AttributeType.Decimal => "d",
        AttributeType.Boolean => "b",
        AttributeType.Date => "D",
        AttributeType.Instant => "T",
        AttributeType.Choice => "c",
        AttributeType.Set => "S",
        AttributeType.Elapsed => "e",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no letter"),
    };

    private static string Describe(VocabularyRelation relation) => $"{relation.Name} {relation.Kind} {relation.Target} {relation.Path}";

    private static string Describe(SchemaRelation relation)
    {
        string kind = relation.GetType().Name.Replace("Relation", "", StringComparison.Ordinal).ToLowerInvariant();
        return $"{relation.Name} {kind} {relation.Target} {(relation as ThroughRelation)?.Path}";
    }
}
