using System.CommandLine;
using Segmentation.Cli.Input;
using Segmentation.Cli.Listings;
using Segmentation.Cli.Shops;

namespace Segmentation.Cli.Apply;

/// <summary><c>segments apply</c>: saves the definitions of a file.</summary>
internal sealed class ApplyVerb() : ShopVerb("apply", Help)
{
    private const string Help =
        """
        Saves the segments of a file, all or none.

        A segment that is stored under the same id is replaced; others stay as they are. With --lists the sticky lists of the
        segments that the file names are replaced as well. Writes which segments were added, changed or are unchanged.
        Members change with the next refresh. Warnings of segments that are probably not meant so go to standard error.
        Ends with 0 when everything was saved, 2 for bad input (nothing is saved), 1 for a failure of the tool.

        Examples:
          segments apply shop.segments.json
          segments apply shop.segments.json --lists shop.lists.json
        """;

    private readonly Argument<string> _file = new("FILE") { Description = "The segment file." };
    private readonly Option<string?> _lists = new InputArguments().Lists;
    private readonly ListingArguments _listing = new();

    protected override void Declare(Command command)
    {
        command.Add(_file);
        command.Add(_lists);
        command.Add(_listing.Format);
    }

    protected override Work Read(ParseResult parsed, ToolConsole console, List<InputProblem> problems)
    {
        var files = new DefinitionPaths(parsed.GetRequiredValue(_file), parsed.GetValue(_lists));
        files.Check(problems);
        ListingFormat format = _listing.Read(parsed, problems);
        return async (shop, ct) =>
        {
            Listing saved = await SaveAsync(files, shop, console, ct).ConfigureAwait(false);
            await console.WriteAsync(saved, format, ct).ConfigureAwait(false);
            return ExitCode.Success;
        };
    }

    private static async Task<Listing> SaveAsync(DefinitionPaths files, OpenShop shop, ToolConsole console, CancellationToken ct)
    {
        (IReadOnlyList<Segment> segments, SegmentLists lists) = await DraftFile.ReadAsync(files, shop.Catalog.Schema, ct).ConfigureAwait(false);
        CatalogView before = await shop.Catalog.GetViewAsync(ct).ConfigureAwait(false);
        try
        {
            IReadOnlyList<CatalogEntry> after = await shop.Catalog.SaveAsync([.. segments.Select(s => new SegmentSave(s))], lists, ct).ConfigureAwait(false);
            SegmentSet set = await DraftFile.BindAsync(segments, shop, ct).ConfigureAwait(false);
            foreach (Problem warning in set.Warnings.Where(w => IsOfFile(w, segments)))
                await console.Error.WriteLineAsync(new InputProblem(files.Segments, warning.Path, $"warning: {warning.Message}").ToString()).ConfigureAwait(false);
            var listing = new Listing("segments", "segment_id", "name", "outcome");
            foreach (CatalogEntry entry in after)
                listing.Row(entry.Id, entry.Definition?.Name, OutcomeOf(before.Find(entry.Id), entry));
            return listing;
        }
        catch (SegmentDefinitionException refused)
        {
            throw new BadInputException([.. refused.Problems.Select(p => new InputProblem(files.Of(p), p.Path, p.Message))]);
        }
    }

    // The file's segments come first in what is looked at.
    private static bool IsOfFile(Problem warning, IReadOnlyList<Segment> segments) =>
        Enumerable.Range(0, segments.Count).Any(i => warning.Path.StartsWith(FormattableString.Invariant($"segments[{i}]"), StringComparison.Ordinal));

    private static string OutcomeOf(CatalogEntry? before, CatalogEntry after) =>
        before is null ? "added" : before.Version == after.Version ? "unchanged" : "changed";
}
