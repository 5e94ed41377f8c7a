using Segmentation.Testing;

namespace Segmentation.Tests.Subjects;

public sealed class MembershipValidatorTests
{
    private static readonly SegmentSet Set = SegmentSet.Bind(
        Shop.Schema,
        [Segment.Define("women").Where(c => c.Attribute("gender").Equal("female")), Segment.Define("buyers").Where(c => c.Count("orders").AtLeast(1))]);

    private static string Text(MembershipAnswer answer) => $"{answer.Given}: {(answer.Key is { } key ? $"{key} {(answer.IsMember ? "in" : "out")}" : "unknown")}";

    private static async Task<string[]> LiveAsync(string segment, string[] given, SubjectNaming? naming = null, ISegmentSource? source = null) =>
        [.. (await new MembershipValidator(source ?? Shop.Source).ValidateAsync(Set, segment, given, Shop.AsOf, naming, Shop.Ct)).Answers.Select(Text)];

    [Fact]
    public async Task Validate_IdsAndEmails_AnswersEachInTheOrderGiven() => Assert.Equal(
        ["30: 30 in", "bob@example.com: 2 out", "1: 1 in", "nobody@example.com: unknown", "99: unknown", "1: 1 in"],
        await LiveAsync("buyers", ["30", "bob@example.com", "1", "nobody@example.com", "99", "1"]));

    [Fact]
    public async Task Validate_AnEmailOfTwoInOtherLetters_AnswersForBoth() =>
        Assert.Equal(["ANN@example.COM: 1 in", "ANN@example.COM: 10 out"], await LiveAsync("buyers", ["ANN@example.COM"]));

    [Fact]
    public async Task Validation_Parts_AreMembersOthersAndUnknown()
    {
        MembershipValidation validation = await new MembershipValidator(Shop.Source).ValidateAsync(Set, "women", ["1", "2", "3"], Shop.AsOf, ct: Shop.Ct);
        Assert.Equal(["1"], validation.Members.Select(a => a.Given));
        Assert.Equal(["2"], validation.Others.Select(a => a.Given));
        Assert.Equal(["3"], validation.Unknown);
    }

    [Fact]
    public async Task Validate_TextsThatAreNoCanonicalKey_AreUnknown() => Assert.Equal(
        ["01: unknown", "+1: unknown", " 1: unknown", ": unknown", "one: unknown"], await LiveAsync("women", ["01", "+1", " 1", "", "one"]));

    [Fact]
    public async Task Validate_NotByKey_TakesEmailsOnly() =>
        Assert.Equal(["1: unknown", "bob@example.com: 2 out"], await LiveAsync("women", ["1", "bob@example.com"], new SubjectNaming { ByKey = false }));

    [Fact]
    public async Task Validate_ByOtherAttributes_TakesThoseOverToOneRelations() => Assert.Equal(
        ["riga: 10 in", "bob: 2 out", "bob@example.com: unknown"],
        await LiveAsync("women", ["riga", "bob", "bob@example.com"], new SubjectNaming { Attributes = ["billing_address.city", "first_name"] }));

    [Theory]
    [InlineData("nope", "attribute.unknown")]
    [InlineData("created_at", "naming.type")]
    public async Task Validate_ByAnAttributeThatIsNoText_IsRefused(string attribute, string code)
    {
        SegmentDefinitionException refused =
            await Assert.ThrowsAsync<SegmentDefinitionException>(() => LiveAsync("women", ["1"], new SubjectNaming { Attributes = [attribute] }));
        Assert.Equal(("attributes[0]", code), (refused.Problems[0].Path, refused.Problems[0].Code));
    }

    [Fact]
    public async Task Validate_StoredMembers_AsksOnlyForThoseFoundAndReadsNoOrders()
    {
        var source = new CountingSource(Shop.Source);
        var asked = new List<string>();
        MembershipValidation validation = await new MembershipValidator(source).ValidateAsync(
            Shop.Schema,
            (keys, _) =>
            {
                asked.Add(string.Join(' ', keys));
                return ValueTask.FromResult<IReadOnlyList<SubjectKey>>([new SubjectKey(2)]);
            },
            ["bob@example.com", "1", "99"],
            Shop.AsOf,
            ct: Shop.Ct);
        Assert.Equal(["bob@example.com: 2 in", "1: 1 out", "99: unknown"], validation.Answers.Select(Text));
        Assert.Equal(["1 2"], asked);
        Assert.Equal(["customer"], source.Rows.Keys);
    }

    [Fact]
    public async Task Validate_GuidsInOtherLetters_AreTheSameSubject()
    {
        Dataset data = Dataset.Parse(Shop.Schema, """{ "customers": [ { "id": "A3BB189E-8BF9-3888-9912-ACE4E6543002", "gender": "female" } ] }""");
        Assert.Equal(
            ["a3bb189e-8bf9-3888-9912-ace4e6543002: A3BB189E-8BF9-3888-9912-ACE4E6543002 in"],
            await LiveAsync("women", ["a3bb189e-8bf9-3888-9912-ace4e6543002"], source: new DatasetSource(data)));
    }

    [Fact]
    public async Task Validate_Nothing_ReadsNothing()
    {
        var source = new CountingSource(Shop.Source);
        Assert.Empty(await LiveAsync("women", [], source: source));
        Assert.Equal(0, source.Opened);
    }

    [Fact]
    public async Task Validate_ASegmentThatAsksTheHost_IsRefused()
    {
        SegmentSet set = SegmentSet.Bind(
            Shop.Schema, [Segment.Define("regulars").Where(new Regular("a"))], options: new BindOptions { Language = Regular.Language });
        SegmentFailedException refused = await Assert.ThrowsAsync<SegmentFailedException>(
            () => new MembershipValidator(Shop.Source).ValidateAsync(set, "regulars", ["1"], Shop.AsOf, ct: Shop.Ct));
        Assert.Contains("stored members", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Validate_UnknownSegment_IsRefused() => Assert.ThrowsAsync<KeyNotFoundException>(() => LiveAsync("nope", ["1"]));
}
