using System.Text.Json.Nodes;
using Segmentation.Testing;

namespace Segmentation.Tests.ReadyMade;

/// <summary>Each ready-made segment against its conformance case, whose JSON was written apart from it.</summary>
public sealed class ReadyMadeCaseTests
{
    public static TheoryData<string> Ids => [.. CommerceSegments.All.Select(s => s.Id)];

    [Fact]
    public void Cases_OfReadyMadeSegments_AreOneEach() => Assert.Equal(
        CommerceSegments.All.Select(s => "READY " + s.Id).Order(StringComparer.Ordinal),
        ConformanceCases.All.SelectMany(c => c.Requirements).Where(r => r.StartsWith("READY ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Create_WithoutValues_IsTheSegmentOfTheCase(string id)
    {
        Segment made = CommerceSegments.Find(id)!.Create();
        string file = $$"""{"version":1,"segments":{{CaseOf(id).Segments}}}""";
        Assert.Equal(made, Assert.Single(SegmentFile.Read(file)));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(file), JsonNode.Parse(SegmentFile.Write([made]))), SegmentFile.Write([made]));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Case_OfAReadyMadeSegment_HasMembersAndNearMisses(string id)
    {
        ConformanceCase @case = CaseOf(id);
        IReadOnlyList<string> members = @case.Expected![id];
        Assert.NotEmpty(members);
        Assert.True(@case.ReadData().Subjects.Count >= members.Count + 3);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Create_WithoutValues_BindsToTheVocabularyAndExactlyWhatItRequires(string id)
    {
        ReadyMadeSegment entry = CommerceSegments.Find(id)!;
        SegmentSchema schema = CommerceSchema.Create(extend: s => Declare(s, entry.RequiredAttributes()));
        Assert.Equal(id, Assert.Single(SegmentSet.Bind(schema, [entry.Create()]).Segments).Id);
        foreach (RequiredAttribute attribute in entry.RequiredAttributes())
        {
            SegmentSchema lacking = CommerceSchema.Create(extend: s => Declare(s, entry.RequiredAttributes().Where(a => a != attribute)));
            var refused = Assert.Throws<SegmentDefinitionException>(() => SegmentSet.Bind(lacking, [entry.Create()]));
            Assert.All(refused.Problems, p => Assert.Equal("attribute.unknown", p.Code));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void RequiredAttributes_OfAReadyMadeSegment_AreTheCustomAttributesOfTheCase(string id)
    {
        SegmentSchema vocabulary = CommerceSchema.Create();
        Assert.Equal(
            CommerceSegments.Find(id)!.RequiredAttributes().OrderBy(a => a.Name, StringComparer.Ordinal),
            CaseOf(id).ReadData().Schema.Entities
                .SelectMany(e => e.Attributes
                    .Where(a => vocabulary.FindEntity(e.Name)!.FindAttribute(a.Name) is null)
                    .Select(a => new RequiredAttribute(e.Name, a.Name, a.Type)))
                .OrderBy(a => a.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void RequiredAttributes_AnotherNameChosen_IsThatName() => Assert.Equal(
        [new RequiredAttribute("product", "staff_pick", AttributeType.Boolean)],
        CommerceSegments.Find("wishes-recommended-products")!
            .RequiredAttributes(new Dictionary<string, object> { ["recommendedAttribute"] = "staff_pick" }));

    [Fact]
    public void Declare_TypeThatNoneReads_SaysSo() => Assert.Throws<InvalidOperationException>(
        () => CommerceSchema.Create(extend: new RequiredAttribute("product", "weight", AttributeType.Decimal).Declare));

    private static ConformanceCase CaseOf(string id) => ConformanceCases.All.Single(c => c.Requirements.Contains("READY " + id));

    private static void Declare(SchemaBuilder schema, IEnumerable<RequiredAttribute> attributes)
    {
        foreach (RequiredAttribute attribute in attributes)
            attribute.Declare(schema);
    }
}
