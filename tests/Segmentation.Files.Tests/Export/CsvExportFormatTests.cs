using System.Numerics;
using CsvHelper;
using Segmentation.Files.Export;

namespace Segmentation.Files.Tests.Export;

public sealed class CsvExportFormatTests
{
    private static Task<string> WriteAsync(ExportTable table) => Tables.TextAsync(new CsvExportFormat(), table);

    [Fact]
    public async Task Write_EveryType_IsTheSameInEveryCulture()
    {
        using var _ = new Culture("uk-UA");
        Assert.Equal(
            "a\r\nAnn\r\n-1234567\r\n-1234.5\r\ntrue\r\n2026-03-14\r\n2026-03-14T12:00:00.25Z\r\nx|y\r\n123456789012345678901234567890\r\n",
            await WriteAsync(Tables.Column(
                "Ann",
                -1234567L,
                -1234.50m,
                true,
                new DateOnly(2026, 3, 14),
                new DateTimeOffset(2026, 3, 14, 14, 0, 0, 250, TimeSpan.FromHours(2)),
                new[] { "x", "y" },
                BigInteger.Parse("123456789012345678901234567890", System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task Write_MissingValues_AreEmptyFields() =>
        Assert.Equal("a,b,c\r\n,1,\r\n", await WriteAsync(Tables.Of(["a", "b", "c"], [null, 1L, null])));

    [Fact]
    public async Task Write_ARowWithNothingOnIt_IsStillARow() => Assert.Equal("a\r\n\"\"\r\nx\r\n", await WriteAsync(Tables.Column(null, "x")));

    [Fact]
    public async Task Write_SeparatorsQuotesAndLineBreaks_AreQuoted() =>
        Assert.Equal("a\r\n\"x,y\"\r\n\"say \"\"hi\"\"\"\r\n\"one\ntwo\"\r\n", await WriteAsync(Tables.Column("x,y", "say \"hi\"", "one\ntwo")));

    [Fact]
    public async Task Write_TextsLikeFormulas_GetAnApostropheAndNumbersDoNot() => Assert.Equal(
        "'=h\r\n'=1+1\r\n'+1\r\n'-1\r\n'@a\r\n-1\r\n-0.5\r\n'=a|b\r\n",
        await WriteAsync(Tables.Of(["=h"], ["=1+1"], ["+1"], ["-1"], ["@a"], [-1L], [-0.5m], [new[] { "=a", "b" }])));

    [Theory]
    [InlineData(false, 'a')]
    [InlineData(true, '\uFEFF')]
    public async Task Write_WithAByteOrderMark_BeginsWithIt(bool hasMark, char first) =>
        Assert.Equal(first, (await Tables.TextAsync(new CsvExportFormat { HasByteOrderMark = hasMark }, Tables.Column("x")))[0]);

    [Fact]
    public async Task Write_RandomTexts_AreReadBackAsTheyWere()
    {
        var random = new Random(11);
        const string letters = "ab,;\"'\r\n\t=+-@|é😀 ";
        string?[][] rows = [.. Enumerable.Range(0, 2000).Select(_ => Enumerable.Range(0, 3).Select(_ => Draw()).ToArray())];
        string csv = await WriteAsync(Tables.Of(["a", "b", "c"], rows));
        var read = new List<string[]>();
        using CsvReader reader = CsvReader.FromText(csv);
        while (reader.Read())
            read.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => FormulaGuard.Unguard(reader.GetString(i) ?? ""))]);
        // A missing text and an empty one are the same field.
        Assert.Equal(rows.Select(r => string.Join('\u0001', r)), read.Select(r => string.Join('\u0001', r)));

        string? Draw()
        {
            int[] runes = [.. letters.EnumerateRunes().Select(r => r.Value)];
            return random.Next(8) == 0 ? null : string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => char.ConvertFromUtf32(runes[random.Next(runes.Length)])));
        }
    }

    [Fact]
    public async Task Write_RowOfTheWrongLength_IsRefused() => Assert.Contains(
        "Row 2 has 1 values for 2 headings",
        (await Assert.ThrowsAsync<InvalidOperationException>(() => WriteAsync(Tables.Of(["a", "b"], [1L, 2L], [1L])))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Table_WithoutProperHeadings_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Tables.Of([]));
        Assert.Throws<ArgumentException>(() => Tables.Of(["a", ""]));
        Assert.Contains("'a' is used twice", Assert.Throws<ArgumentException>(() => Tables.Of(["a", "b", "a"])).Message, StringComparison.Ordinal);
    }
}
