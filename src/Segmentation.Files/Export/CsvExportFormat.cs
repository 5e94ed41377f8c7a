using CsvHelper;
using Segmentation.Files.Export;

namespace Segmentation.Files;

/// <summary>
/// CSV by RFC 4180: UTF-8, commas, a header, lines that end with CR LF. The same in every culture: instants are ISO 8601 in
/// UTC, decimals have a point, the values of a set are joined by <c>|</c>; a missing value is an empty field. A text that a
/// spreadsheet might take for a formula (one that begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or a line break)
/// gets an apostrophe in front; numbers stay numbers.
/// </summary>
public sealed class CsvExportFormat : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public string FileExtension => ".csv";

    /// <summary>
    /// Whether the file begins with the UTF-8 byte order mark, by which Excel knows the encoding. False by default, as other
    /// programs take it for a part of the first heading.
    /// </summary>
    public bool HasByteOrderMark { get; init; }

    /// <inheritdoc/>
    public async Task WriteAsync(ExportTable table, Stream output, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(output);
        var csv = CsvWriter.Create(output, new CsvWriterOptions { WriteByteOrderMark = HasByteOrderMark }, leaveOpen: true);
        await using (csv.ConfigureAwait(false))
        {
            foreach (string heading in table.Headings)
                csv.WriteField(FormulaGuard.Guard(heading));
            await csv.EndRecordAsync(ct).ConfigureAwait(false);
            await foreach (IReadOnlyList<object?> row in table.Rows.WithCancellation(ct).ConfigureAwait(false))
            {
                ct.ThrowIfCancellationRequested();
                foreach (object? value in row)
                    csv.WriteField(TextOf(value));
                await csv.EndRecordAsync(ct).ConfigureAwait(false);
            }
        }
    }

    private static string? TextOf(object? value) => value switch
    {
        null => null,
        string or IEnumerable<string> => FormulaGuard.Guard(ExportTexts.Of(value)),
        _ => ExportTexts.Of(value),
    };
}
