using System.Collections.Immutable;
using System.Text;

namespace Segmentation.Tests.Serialization;

public sealed class SegmentListsFileTests
{
    [Fact]
    public void Write_CanonicalFileRead_GivesTheSameBytes() =>
        Assert.Equal(Golden.Read("lists.json"), SegmentListsFile.Write(SegmentListsFile.Read(Golden.Read("lists.json"))));

    [Fact]
    public void Read_KeyInBothLists_IsInBoth()
    {
        SegmentList list = SegmentListsFile.Read("""{ "vip": { "include": ["1", "3"], "exclude": ["1"] } }""").Segments["vip"];
        Assert.Equal(["1", "3"], list.Include);
        Assert.Equal(["1"], list.Exclude);
    }

    [Fact]
    public void Read_NoLists_IsEmpty() => Assert.Empty(SegmentListsFile.Read("{}").Segments);

    [Fact]
    public async Task ReadAsync_StreamWithByteOrderMark_IsRead()
    {
        using var stream = new MemoryStream([.. Encoding.UTF8.Preamble, .. """{"a":{"include":["ä"]}}"""u8]);
        SegmentLists lists = await SegmentListsFile.ReadAsync(stream, TestContext.Current.CancellationToken);
        Assert.Equal(["ä"], lists.Segments["a"].Include);
    }

    [Theory]
    [InlineData("{,}", " json.syntax")]
    [InlineData("[]", " value.type")]
    [InlineData("""{"a":["1"]}""", "a value.type")]
    [InlineData("""{"a":{},"a":{}}""", "a property.repeated")]
    [InlineData("""{"a":{"includes":[]}}""", "a.includes property.unknown")]
    [InlineData("""{"a":{"include":[],"include":[]}}""", "a.include property.repeated")]
    [InlineData("""{"a":{"include":"1"}}""", "a.include value.type")]
    [InlineData("""{"a":{"include":null}}""", "a.include value.type")]
    [InlineData("""{"a":{"include":["1",2]}}""", "a.include[1] value.type")]
    [InlineData("""{"a":{"include":["1","2","1"]}}""", "a.include[2] list.repeated")]
    [InlineData("""{"a.b":{"exclude":["\ud800"]}}""", "['a.b'].exclude[0] text.invalid")]
    [InlineData("""{"a b":{"exclude":[true]}}""", "['a b'] segment.id", "['a b'].exclude[0] value.type")]
    [InlineData("""{"x\ud800":{}}""", "['x\uFFFD'] segment.id")]
    public void Read_BadFile_ThrowsPathsAndCodes(string json, params string[] problems)
    {
        SegmentDefinitionException e = Assert.Throws<SegmentDefinitionException>(() => SegmentListsFile.Read(json));
        Assert.Equal(problems, e.Problems.Select(p => $"{p.Path} {p.Code}"));
    }

    [Fact]
    public void Read_IntegerKey_SaysToQuoteIt()
    {
        SegmentDefinitionException e = Assert.Throws<SegmentDefinitionException>(() => SegmentListsFile.Read("""{"a":{"include":[1]}}"""));
        Assert.Equal("write a key as a text in double quotes, such as \"1\", here, not a number", Assert.Single(e.Problems).Message);
    }

    [Fact]
    public void Write_BadSegmentId_Throws()
    {
        var lists = new SegmentLists(ImmutableDictionary<string, SegmentList>.Empty.Add("a b", new SegmentList(["1", "1"], [])));
        SegmentDefinitionException e = Assert.Throws<SegmentDefinitionException>(() => SegmentListsFile.Write(lists));
        Assert.Equal(["segment.id", "list.repeated"], e.Problems.Select(p => p.Code));
    }
}
