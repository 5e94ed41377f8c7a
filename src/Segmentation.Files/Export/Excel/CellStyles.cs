using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Segmentation.Files.Export.Excel;

/// <summary>How cells look, as the places of their formats in the workbook's styles.</summary>
internal static class CellStyles
{
    public const string Heading = "1";
    public const string WholeNumber = "2";
    public const string Date = "3";
    public const string Instant = "4";
    public const string InstantWithFraction = "5";
    public const string Text = "6";

    // Excel shows the apostrophe that its users would type themselves, so that the text stays one when it is edited.
    public const string RiskyText = "7";

    private const uint WholeNumberFormat = 1;
    private const uint TextFormat = 49;
    private const uint DateFormat = 164;
    private const uint InstantFormat = 165;
    private const uint FractionFormat = 166;

    public static Stylesheet Stylesheet() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = DateFormat, FormatCode = "yyyy\\-mm\\-dd" },
            new NumberingFormat { NumberFormatId = InstantFormat, FormatCode = "yyyy\\-mm\\-dd\\ hh:mm:ss" },
            new NumberingFormat { NumberFormatId = FractionFormat, FormatCode = "yyyy\\-mm\\-dd\\ hh:mm:ss.000" }),
        new Fonts(new Font(), new Font(new Bold())),
        // The first two fills are Excel's own, whatever is written there.
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true, NumberFormatId = TextFormat, ApplyNumberFormat = true },
            Format(WholeNumberFormat),
            Format(DateFormat),
            Format(InstantFormat),
            Format(FractionFormat),
            Format(TextFormat),
            Format(TextFormat, isQuoted: true)));

    private static CellFormat Format(uint number, bool isQuoted = false) =>
        new() { NumberFormatId = number, ApplyNumberFormat = true, QuotePrefix = isQuoted ? BooleanValue.FromBoolean(true) : null };
}
