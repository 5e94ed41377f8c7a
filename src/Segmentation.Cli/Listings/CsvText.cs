using Segmentation.Files;

namespace Segmentation.Cli.Listings;

/// <summary>Listings for spreadsheets, written as exports are: what might be taken for a formula is made harmless.</summary>
internal static class CsvText
{
    public static Task WriteAsync(Listing listing, Stream output, CancellationToken ct)
    {
        (IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<object?>> rows) = listing.Columns.Count > 0
            ? (listing.Columns, listing.Rows)
            : ([.. listing.Facts.Select(f => f.Name)], [[.. listing.Facts.Select(f => f.Value)]]);
        return new CsvExportFormat().WriteAsync(new ExportTable("rows", "row", headings, rows.ToAsyncEnumerable()), output, ct);
    }
}
