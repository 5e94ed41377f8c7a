using System.CommandLine;
using Segmentation.Cli.Input;
using Segmentation.Cli.Listings;
using Segmentation.Cli.Shops;
using Segmentation.Sql;

namespace Segmentation.Cli.Indexes;

/// <summary><c>segments indexes</c>: which indexes a database lacks.</summary>
internal sealed class IndexesVerb() : ShopVerb("indexes", Help)
{
    private const string Help =
        """
        Prints the CREATE INDEX statements that segments want and the database lacks, with the reasons.

        The segments are the stored ones, or with --segments those of a file. Nothing is changed in the database.
        Ends with 0, 2 for bad input, 1 for a failure of the tool.

        Examples:
          segments indexes
          segments indexes --segments shop.segments.json --all
        """;

    private static readonly ListingFormat Sql = new("sql", SqlText.WriteAsync);

    private readonly Option<string?> _segments = new("--segments") { Description = "A segment file, instead of the stored segments.", HelpName = "FILE" };
    private readonly Option<bool> _all = new("--all") { Description = "Also print, as comments, the indexes that are there." };
    private readonly ListingArguments _listing = new([Sql, ListingFormat.Json, ListingFormat.Csv]);

    protected override void Declare(Command command)
    {
        command.Add(_segments);
        command.Add(_all);
        command.Add(_listing.Format);
    }

    protected override Work Read(ParseResult parsed, ToolConsole console, List<InputProblem> problems)
    {
        DefinitionPaths? files = parsed.GetValue(_segments) is { } file ? new DefinitionPaths(file, Lists: null) : null;
        files?.Check(problems);
        bool isAll = parsed.GetValue(_all);
        ListingFormat format = _listing.Read(parsed, problems);
        return async (shop, ct) =>
        {
            SegmentSet set = files is null ? await shop.Catalog.GetAsync(ct).ConfigureAwait(false) : await BindAsync(files, shop, ct).ConfigureAwait(false);
            var listing = new Listing("indexes", "reason", "there", "statement");
            IReadOnlyList<SqlIndexAdvice> wanted = await shop.Source.AdviseIndexesAsync(set, ct).ConfigureAwait(false);
            foreach (SqlIndexAdvice advice in wanted.Where(a => isAll || !a.IsThere))
                listing.Row(advice.Reason, advice.IsThere, advice.Statement);
            await console.WriteAsync(listing, format, ct).ConfigureAwait(false);
            if (wanted.All(a => a.IsThere))
                await console.Error.WriteLineAsync("The database has every index that these segments want.").ConfigureAwait(false);
            return ExitCode.Success;
        };
    }

    private static async Task<SegmentSet> BindAsync(DefinitionPaths files, OpenShop shop, CancellationToken ct)
    {
        (IReadOnlyList<Segment> segments, _) = await DraftFile.ReadAsync(files, shop.Catalog.Schema, ct).ConfigureAwait(false);
        try
        {
            return await DraftFile.BindAsync(segments, shop, ct).ConfigureAwait(false);
        }
        catch (SegmentDefinitionException refused)
        {
            throw new BadInputException([.. refused.Problems.Select(p => new InputProblem(files.Segments, p.Path, p.Message))]);
        }
    }
}
