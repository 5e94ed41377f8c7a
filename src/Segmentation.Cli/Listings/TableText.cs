using Spectre.Console;
using Spectre.Console.Rendering;

namespace Segmentation.Cli.Listings;

/// <summary>Listings for people: facts a line each, rows as a table.</summary>
internal static class TableText
{
    // Rows are never broken: a terminal does that, and a file should not have it.
    private const int Width = 10_000;

    public static async Task WriteAsync(Listing listing, Stream output, CancellationToken ct)
    {
        // What is empty says nothing to people.
        (string Name, string Value)[] facts = [.. listing.Facts.Select(f => (f.Name, Value: ListingValues.Readable(f.Value))).Where(f => f.Value.Length > 0)];
        string[] parts =
        [
            .. facts.Length > 0 ? [Drawn(Facts(facts))] : Array.Empty<string>(),
            .. listing.Columns.Count == 0 ? Array.Empty<string>() : [listing.Rows.Count > 0 ? Drawn(Rows(listing)) : $"No {listing.Name}.\n"],
        ];
        var writer = new StreamWriter(output, leaveOpen: true);
        await using (writer.ConfigureAwait(false))
            await writer.WriteAsync(string.Join('\n', parts).AsMemory(), ct).ConfigureAwait(false);
    }

    private static Grid Facts((string Name, string Value)[] facts)
    {
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap());
        foreach ((string name, string value) in facts)
            grid.AddRow(new Text(name), new Text(value));
        return grid;
    }

    private static Table Rows(Listing listing)
    {
        Table table = new Table().Border(TableBorder.Simple);
        for (int i = 0; i < listing.Columns.Count; i++)
        {
            int index = i;
            var column = new TableColumn(new Text(listing.Columns[i])) { NoWrap = true };
            table.AddColumn(listing.Rows.Any(r => ListingValues.IsNumber(r[index])) ? column.RightAligned() : column);
        }

        foreach (IReadOnlyList<object?> row in listing.Rows)
            table.AddRow(row.Select(value => new Text(ListingValues.Readable(value))));
        return table;
    }

    /// <summary>A drawing as lines, without the blanks that fill it up.</summary>
    private static string Drawn(IRenderable drawing)
    {
        using var text = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(text),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = Width;
        console.Write(drawing);
        IEnumerable<string> lines = text.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0);
        return string.Concat(lines.Select(line => $"{line}\n"));
    }
}
