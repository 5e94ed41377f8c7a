using System.IO.Compression;
using System.Numerics;
using System.Xml.Linq;

namespace Segmentation.Files.Tests.Export;

public sealed class ExcelExportFormatTests
{
    private static DateTimeOffset At(int year, int month, int day, int hour = 0, int microsecond = 0) =>
        new DateTimeOffset(year, month, day, hour, 0, 0, TimeSpan.Zero).AddMicroseconds(microsecond);

    [Fact]
    public async Task Write_EveryType_HasATypedCell()
    {
        using var _ = new Culture("uk-UA");
        Assert.Equal(
            [
                "A2 inlineStr s6 Ann", "A3 number s2 -42", "A4 number 12.5", "A5 b 1", "A6 number s3 46095", "A7 number s4 46095.75",
                "A8 number s5 46095.75000001157", "A9 inlineStr s6 x|y", "none",
            ],
            await Workbook.CellsAsync(
                "Ann", -42L, 12.50m, true, new DateOnly(2026, 3, 14), At(2026, 3, 14, 18), At(2026, 3, 14, 18, 1000), new[] { "x", "y" }, null));
    }

    [Fact]
    public async Task Write_NumbersOfMoreThanFifteenDigits_AreTexts() => Assert.Equal(
        [
            "A2 number s2 999999999999999", "A3 inlineStr s6 1234567890123456", "A4 number s2 1000000000000000000", "A5 inlineStr s6 -9223372036854775807",
            "A6 number 0.000000001", "A7 number 12345678901234.5", "A8 inlineStr s6 123456789012345.6", "A9 inlineStr s6 123456789012345678901234567890",
            "A10 number 0", "A11 inlineStr s6 1000000000000000.5",
        ],
        await Workbook.CellsAsync(
            999_999_999_999_999L,
            1_234_567_890_123_456L,
            1_000_000_000_000_000_000L,
            -9223372036854775807L,
            0.000000001m,
            12345678901234.5m,
            123456789012345.6m,
            BigInteger.Parse("123456789012345678901234567890", System.Globalization.CultureInfo.InvariantCulture),
            0.00m,
            1000000000000000.5m));

    [Fact]
    public async Task Write_DatesBeforeExcelsCalendar_AreTexts() => Assert.Equal(
        ["A2 inlineStr s6 1900-02-28", "A3 number s3 61", "A4 inlineStr s6 1899-12-31T23:00:00Z", "A5 number s3 2958465"],
        await Workbook.CellsAsync(new DateOnly(1900, 2, 28), new DateOnly(1900, 3, 1), At(1899, 12, 31, 23), new DateOnly(9999, 12, 31)));

    [Fact]
    public async Task Write_TextsLikeFormulas_AreTextsThatStayTexts() => Assert.Equal(
        ["A2 inlineStr s7 =1+1", "A3 inlineStr s7 +1", "A4 inlineStr s7 -1", "A5 inlineStr s7 @a", "A6 inlineStr s7 \t=1", "A7 number s2 -1"],
        await Workbook.CellsAsync("=1+1", "+1", "-1", "@a", "\t=1", -1L));

    [Fact]
    public async Task Write_ATextOfRiskyBeginning_HasTheStyleOfAQuotedText()
    {
        using MemoryStream stream = await Tables.WriteAsync(new ExcelExportFormat(), Tables.Column("=1"));
        using var archive = new ZipArchive(stream);
        using Stream styles = archive.GetEntry("xl/styles.xml")!.Open();
        XElement[] formats = [.. XDocument.Load(styles).Root!.Elements().Single(e => e.Name.LocalName == "cellXfs").Elements()];
        Assert.Equal("1", formats[7].Attribute("quotePrefix")?.Value);
        Assert.Null(formats[6].Attribute("quotePrefix"));
    }

    [Theory]
    [InlineData("a\u0001b", "a_x0001_b")]
    [InlineData("a\rb", "a_x000D_b")]
    [InlineData("a\nb\tc", "a\nb\tc")]
    [InlineData("a_x0041_b", "a_x005F_x0041_b")]
    [InlineData("a_x41_b_", "a_x41_b_")]
    [InlineData("  spaces  ", "  spaces  ")]
    [InlineData("😀<&>", "😀<&>")]
    [InlineData("", "")]
    public async Task Write_AnyText_IsWrittenAsExcelReadsIt(string text, string written) => Assert.Equal([$"A2 inlineStr s6 {written}"], await Workbook.CellsAsync(text));

    // An attribute's argument cannot hold half a surrogate pair.
    [Fact]
    public async Task Write_HalfASurrogatePair_IsReplaced() => Assert.Equal(["A2 inlineStr s6 a\uFFFDb"], await Workbook.CellsAsync("a\uD800b"));

    [Fact]
    public async Task Write_ATextLongerThanACell_IsCutBetweenCharacters()
    {
        string[] cells = await Workbook.CellsAsync(new string('a', 32_767), new string('a', 32_768), new string('a', 32_765) + "😀😀");
        Assert.Equal($"A2 inlineStr s6 {new string('a', 32_767)}", cells[0]);
        Assert.Equal($"A3 inlineStr s6 {new string('a', 32_766)}…", cells[1]);
        Assert.Equal($"A4 inlineStr s6 {new string('a', 32_765)}…", cells[2]);
    }

    [Fact]
    public async Task Write_MoreRowsThanASheetHas_GoOnInAnotherOne()
    {
        Workbook workbook = await Workbook.WriteAsync(Tables.Of(["id"], [.. Enumerable.Range(1, 5).Select(i => new object?[] { (long)i })]), rowsOfASheet: 3);
        Assert.Equal(["customers", "customers 2", "customers 3"], workbook.Sheets.Select(s => s.Name));
        Assert.Equal(["A1 inlineStr s1 id", "A2 number s2 3", "A3 number s2 4"], workbook.Sheets[1].Rows.Select(r => r[0]));
        Assert.Equal([3, 3, 2], workbook.Sheets.Select(s => s.Rows.Count));
    }

    [Fact]
    public async Task Write_JustAsManyRowsAsASheetHas_IsOneSheet() =>
        Assert.Single((await Workbook.WriteAsync(Tables.Column(1L, 2L), rowsOfASheet: 3)).Sheets);

    [Fact]
    public async Task Write_NoRows_IsASheetWithHeadings() =>
        Assert.Equal(["A1 inlineStr s1 a"], Assert.Single((await Workbook.WriteAsync(Tables.Column())).Sheets).Rows.Select(r => r[0]));

    [Theory]
    [InlineData("VIP: [Kyiv/Lviv]?*\\", "VIP   Kyiv Lviv", "VIP   Kyiv Lviv 2")]
    [InlineData("'quoted'", "quoted", "quoted 2")]
    [InlineData("History", "Sheet", "Sheet 2")]
    [InlineData("///", "Sheet", "Sheet 2")]
    [InlineData("A name of more than thirty-one characters", "A name of more than thirty-one", "A name of more than thirty-on 2")]
    public async Task Write_AnyName_MakesLegalAndDifferentSheetNames(string name, string first, string second)
    {
        Workbook workbook = await Workbook.WriteAsync(new ExportTable("rows", "row", ["a"], Tables.Column(1L, 2L).Rows) { Title = name }, rowsOfASheet: 2);
        Assert.Equal([first, second], workbook.Sheets.Select(s => s.Name));
    }

    [Fact]
    public async Task Write_ManyColumns_HaveExcelsLetters()
    {
        string[] headings = [.. Enumerable.Range(1, 703).Select(i => $"c{i}")];
        IReadOnlyList<string> cells = Assert.Single((await Workbook.WriteAsync(Tables.Of(headings))).Sheets).Rows[0];
        Assert.Equal(["A1", "Z1", "AA1", "ZZ1", "AAA1"], new[] { 0, 25, 26, 701, 702 }.Select(i => cells[i].Split(' ')[0]));
    }

    [Fact]
    public async Task Write_MoreColumnsThanASheetHas_IsRefused() => await Assert.ThrowsAsync<ArgumentException>(
        () => Tables.WriteAsync(new ExcelExportFormat(), Tables.Of([.. Enumerable.Range(0, 16_385).Select(i => $"c{i}")])));
}
