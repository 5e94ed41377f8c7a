namespace Segmentation.Cli.Listings;

/// <summary>
/// Listings of statements as a script: each <c>statement</c> under comments that begin with its <c>reason</c> and name its
/// other values, as far as it has them. One of which <c>there</c> is true is a comment itself.
/// </summary>
internal static class SqlText
{
    private const string Statement = "statement";
    private const string Reason = "reason";
    private const string There = "there";

    public static async Task WriteAsync(Listing listing, Stream output, CancellationToken ct)
    {
        var writer = new StreamWriter(output, leaveOpen: true) { NewLine = "\n" };
        await using (writer.ConfigureAwait(false))
        {
            string separator = "";
            foreach (IReadOnlyList<object?> row in listing.Rows)
            {
                ct.ThrowIfCancellationRequested();
                await writer.WriteAsync(separator.AsMemory(), ct).ConfigureAwait(false);
                separator = "\n";
                await writer.WriteAsync(TextOf(listing.Columns.Zip(row).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal)).AsMemory(), ct).ConfigureAwait(false);
            }
        }
    }

    private static string TextOf(Dictionary<string, object?> row)
    {
        bool isThere = row.GetValueOrDefault(There) is true;
        IEnumerable<string> others = row.Where(v => v.Key is not (Statement or Reason or There) && ListingValues.Readable(v.Value).Length > 0)
            .Select(v => $"{v.Key.Replace('_', ' ')}: {ListingValues.Readable(v.Value)}");
        string[] comments = [ListingValues.Readable(row[Reason]) + (isThere ? "; it is there" : ""), .. others];
        string statement = ListingValues.Exact(row[Statement]).TrimEnd(';') + ";";
        IEnumerable<string> lines = comments.Select(c => $"-- {c}").Concat(statement.Split('\n').Select(line => isThere ? $"-- {line}" : line));
        return string.Join('\n', lines) + "\n";
    }
}
