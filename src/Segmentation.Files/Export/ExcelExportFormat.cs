using Segmentation.Files.Export.Excel;

namespace Segmentation.Files;

/// <summary>
/// Excel workbooks (OOXML, <c>.xlsx</c>), streamed. Cells have types: numbers of up to 15 digits, truth values, dates and
/// instants (in UTC, formatted as dates); longer numbers, of which Excel would lose digits, and dates before March 1900,
/// which it does not know, are texts. Texts never become formulas. A text of more than 32,767 characters, the most a cell
/// holds, is cut and ends with an ellipsis. After 1,048,576 rows another sheet begins, with the headings again.
/// </summary>
/// <remarks>Writes to the stream synchronously; a stream that must not be written so is given a file that was written before.</remarks>
public sealed class ExcelExportFormat : IExportFormat
{
    internal const int MostRows = 1_048_576;
    internal const int MostColumns = 16_384;

    /// <inheritdoc/>
    public string Name => "xlsx";

    /// <inheritdoc/>
    public string FileExtension => ".xlsx";

    /// <summary>How many rows a sheet has at most, the headings included.</summary>
    internal int RowsOfASheet { get; init; } = MostRows;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The table has more columns than a sheet can have.</exception>
    public async Task WriteAsync(ExportTable table, Stream output, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(output);
        if (table.Headings.Count > MostColumns)
            throw new ArgumentException(FormattableString.Invariant($"An Excel sheet has at most {MostColumns} columns, and the table has {table.Headings.Count}; leave some out."), nameof(table));
        using var workbook = new WorkbookWriter(output, table.Title);
        SheetWriter sheet = workbook.AddSheet(table.Headings);
        try
        {
            await foreach (IReadOnlyList<object?> row in table.Rows.WithCancellation(ct).ConfigureAwait(false))
            {
                ct.ThrowIfCancellationRequested();
                if (sheet.Rows == RowsOfASheet)
                {
                    sheet.Dispose();
                    sheet = workbook.AddSheet(table.Headings);
                }

                sheet.Write(row);
            }
        }
        finally
        {
            sheet.Dispose();
        }

        workbook.Complete();
    }
}
