namespace Segmentation.Cli.Listings;

/// <summary>A way to write what a verb answers.</summary>
/// <param name="Name">The name that <c>--format</c> takes.</param>
/// <param name="WriteAsync">Writes it as UTF-8.</param>
internal sealed record ListingFormat(string Name, Func<Listing, Stream, CancellationToken, Task> WriteAsync)
{
    /// <summary>For people.</summary>
    public static ListingFormat Table { get; } = new("table", TableText.WriteAsync);

    /// <summary>For programs: an array of rows; an object with facts and rows where there are facts.</summary>
    public static ListingFormat Json { get; } = new("json", JsonText.WriteAsync);

    /// <summary>For spreadsheets: the rows alone; facts where there are no rows.</summary>
    public static ListingFormat Csv { get; } = new("csv", CsvText.WriteAsync);

    /// <summary>The formats of most verbs; the first is the default.</summary>
    public static IReadOnlyList<ListingFormat> All { get; } = [Table, Json, Csv];
}
