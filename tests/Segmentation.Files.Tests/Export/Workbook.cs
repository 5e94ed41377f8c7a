using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace Segmentation.Files.Tests.Export;

/// <summary>A workbook as it was written: valid, with cells as type, style and text.</summary>
internal sealed class Workbook
{
    private Workbook(IReadOnlyList<(string Name, IReadOnlyList<IReadOnlyList<string>> Rows)> sheets) => Sheets = sheets;

    public IReadOnlyList<(string Name, IReadOnlyList<IReadOnlyList<string>> Rows)> Sheets { get; }

    public static async Task<Workbook> WriteAsync(ExportTable table, int rowsOfASheet = ExcelExportFormat.MostRows)
    {
        using MemoryStream stream = await Tables.WriteAsync(new ExcelExportFormat { RowsOfASheet = rowsOfASheet }, table);
        using SpreadsheetDocument document = SpreadsheetDocument.Open(stream, isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        WorkbookPart workbook = document.WorkbookPart!;
        return new Workbook([.. workbook.Workbook!.Sheets!.Elements<Sheet>().Select(sheet =>
            (sheet.Name!.Value!, (IReadOnlyList<IReadOnlyList<string>>)[.. Rows((WorksheetPart)workbook.GetPartById(sheet.Id!))]))]);
    }

    /// <summary>The only cells of a one-column table below the heading.</summary>
    public static async Task<string[]> CellsAsync(params object?[] values) =>
        [.. Assert.Single((await WriteAsync(Tables.Column(values))).Sheets).Rows.Skip(1).Select(r => r.Count == 0 ? "none" : Assert.Single(r))];

    private static IEnumerable<IReadOnlyList<string>> Rows(WorksheetPart part) =>
        part.Worksheet!.Descendants<Row>().Select(row => (IReadOnlyList<string>)[.. row.Elements<Cell>().Select(Text)]);

    private static string Text(Cell cell)
    {
        string value = cell.DataType?.Value == CellValues.InlineString ? cell.InlineString!.Text!.Text : cell.CellValue!.Text;
        string type = cell.DataType is null ? "number" : cell.DataType.InnerText!;
        return $"{cell.CellReference} {type}{(cell.StyleIndex is null ? "" : $" s{cell.StyleIndex}")} {value}";
    }
}
