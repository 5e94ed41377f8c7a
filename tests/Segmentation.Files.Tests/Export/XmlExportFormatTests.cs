using System.Xml.Linq;

namespace Segmentation.Files.Tests.Export;

public sealed class XmlExportFormatTests
{
    private static readonly XmlExportFormat Format = new();

    [Fact]
    public async Task Write_ATable_HasAnElementARowAndAValue()
    {
        string xml = await Tables.TextAsync(Format, Tables.Of(
            ["id", "billing_address.city", "tags", "store_credit", "at"],
            [1L, "Kyiv", new[] { "a", "b" }, 12.50m, new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero)],
            [2L, null, Array.Empty<string>(), null, null]));
        Assert.Equal(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <customers>
              <customer>
                <id>1</id>
                <billing_address.city>Kyiv</billing_address.city>
                <tags>
                  <value>a</value>
                  <value>b</value>
                </tags>
                <store_credit>12.5</store_credit>
                <at>2026-03-14T12:00:00Z</at>
              </customer>
              <customer>
                <id>2</id>
                <tags />
              </customer>
            </customers>
            """.ReplaceLineEndings("\n"),
            xml);
    }

    [Fact]
    public async Task Write_HeadingsThatAreNoNames_AreEncoded()
    {
        XDocument document = XDocument.Parse(await Tables.TextAsync(Format, Tables.Of(["E-mail address", "1st", "a:b", "прізвище"], ["x", "y", "z", "w"])));
        Assert.Equal(
            ["E-mail_x0020_address", "_x0031_st", "a_x003A_b", "прізвище"],
            document.Root!.Element("customer")!.Elements().Select(e => e.Name.LocalName));
    }

    [Theory]
    [InlineData("<b>&\"'</b>", "<b>&\"'</b>")]
    [InlineData("a\u0001b", "a\uFFFDb")]
    [InlineData("a\uFFFEb", "a\uFFFDb")]
    [InlineData("😀", "😀")]
    [InlineData("one\r\ntwo\rthree", "one\r\ntwo\rthree")]
    [InlineData("]]>", "]]>")]
    [InlineData("=1+1", "=1+1")]
    [InlineData("", "")]
    public async Task Write_AnyText_IsReadBackWithoutWhatXmlCannotHold(string text, string read)
    {
        XDocument document = XDocument.Parse(await Tables.TextAsync(Format, Tables.Column(text)));
        Assert.Equal(read, document.Root!.Element("customer")!.Element("a")!.Value);
    }

    // An attribute's argument cannot hold half a surrogate pair.
    [Fact]
    public async Task Write_HalfASurrogatePair_IsReplaced() =>
        Assert.Contains("<a>a\uFFFDb</a>", await Tables.TextAsync(Format, Tables.Column("a\uD800b")), StringComparison.Ordinal);

    [Fact]
    public async Task Write_NoRows_IsADocument() => Assert.Empty(XDocument.Parse(await Tables.TextAsync(Format, Tables.Column())).Root!.Elements());
}
