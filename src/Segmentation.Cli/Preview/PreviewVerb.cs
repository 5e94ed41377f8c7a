using System.CommandLine;
using Segmentation.Cli.Input;
using Segmentation.Cli.Listings;
using Segmentation.Cli.Shops;

namespace Segmentation.Cli.Preview;

/// <summary><c>segments preview</c>: who a definition that is not saved would have.</summary>
internal sealed class PreviewVerb() : ShopVerb("preview", Help)
{
    private const string Help =
        """
        Shows who would be in a segment of a file, without saving it.

        Writes how many customers there would be, their share, how many would join and leave the stored members of that id
        and who the first of them are, and a page of customers. The segment may refer to others of the file and to stored ones.
        Ends with 0, 2 for bad input, 1 for a failure of the tool. Nothing is changed.

        Examples:
          segments preview shop.segments.json --segment vip
          segments preview shop.segments.json --segment vip --columns email,last_order.grand_total --take 5 --format json
        """;

    private readonly Argument<string> _file = new("FILE") { Description = "The segment file." };
    private readonly Option<string> _segment = new("--segment") { Description = "The segment, by its id in the file.", HelpName = "ID", Required = true };
    private readonly ColumnsOption _columns = new("");
    private readonly TakeOption _take = new("How many customers to show", 20);
    private readonly Option<string?> _after = new("--after") { Description = "Show those whose key comes after this one: the last of the page before.", HelpName = "KEY" };
    private readonly AsOfOption _asOf = new();
    private readonly ListingArguments _listing = new();

    protected override void Declare(Command command)
    {
        command.Add(_file);
        command.Add(_segment);
        command.Add(_columns.Option);
        command.Add(_take.Option);
        command.Add(_after);
        command.Add(_asOf.Option);
        command.Add(_listing.Format);
    }

    protected override Work Read(ParseResult parsed, ToolConsole console, List<InputProblem> problems)
    {
        var files = new DefinitionPaths(parsed.GetRequiredValue(_file), Lists: null);
        files.Check(problems);
        string id = parsed.GetRequiredValue(_segment);
        var options = new SegmentPreviewOptions { Columns = _columns.Read(parsed, problems), PageSize = _take.Read(parsed, problems) };
        string? after = parsed.GetValue(_after);
        DateTimeOffset? asOf = _asOf.Read(parsed, problems);
        ListingFormat format = _listing.Read(parsed, problems);
        return async (shop, ct) =>
        {
            (IReadOnlyList<Segment> segments, _) = await DraftFile.ReadAsync(files, shop.Catalog.Schema, ct).ConfigureAwait(false);
            Segment draft = segments.FirstOrDefault(s => s.Id == id)
                ?? throw new BadInputException(new InputProblem("--segment", "", $"there is no segment '{id}' in {files.Segments}; there are {string.Join(", ", segments.Select(s => s.Id))}."));
            options = options with { After = after is null ? null : KeyOf(after, shop), StoredMembers = shop.Memberships.GetMembersAsync(id, after: null, ct).Select(m => m.Key) };
            SegmentPreview preview = await PreviewAsync(draft, segments, files.Segments, options, asOf ?? shop.Time.GetUtcNow(), shop, ct).ConfigureAwait(false);
            await console.WriteAsync(ListingOf(preview), format, ct).ConfigureAwait(false);
            return ExitCode.Success;
        };
    }

    private static async Task<SegmentPreview> PreviewAsync(
        Segment draft, IReadOnlyList<Segment> segments, string file, SegmentPreviewOptions options, DateTimeOffset asOf, OpenShop shop, CancellationToken ct)
    {
        try
        {
            SegmentSet set = await DraftFile.BindAsync(segments, shop, ct).ConfigureAwait(false);
            return await new SegmentPreviewer(shop.Source).PreviewAsync(set, draft, asOf, options, progress: null, ct).ConfigureAwait(false);
        }
        catch (SegmentDefinitionException refused)
        {
            throw new BadInputException([.. refused.Problems.Select(p => new InputProblem(p.Path.StartsWith("columns[", StringComparison.Ordinal) ? "--columns" : file, p.Path, p.Message))]);
        }
    }

    private static Listing ListingOf(SegmentPreview preview)
    {
        MembershipChange change = preview.Change!;
        Listing listing = new Listing("customers", [ColumnsOption.KeyHeading, .. preview.Columns.Select(c => c.Heading)])
            .Fact("segment_id", preview.SegmentId)
            .Fact("as_of", preview.AsOf)
            .Fact("count", preview.Count)
            .Fact("percent_of_scope", preview.PercentOfScope)
            .Fact("in_scope", preview.InScope)
            .Fact("customers_in_all", preview.Total)
            .Fact("joining", change.Joining)
            .Fact("leaving", change.Leaving)
            .Fact("first_joining", change.FirstJoining.Select(k => k.ToString()).ToArray())
            .Fact("first_leaving", change.FirstLeaving.Select(k => k.ToString()).ToArray())
            .Fact("next", preview.Page.Next?.ToString());
        foreach (SubjectRow row in preview.Page.Rows)
            listing.Row([row.Key.ToString(), .. row.Values]);
        return listing;
    }

    private static SubjectKey KeyOf(string text, OpenShop shop) => SubjectKey.Parse(text, shop.Memberships.KeyKind)
        ?? throw new BadInputException(new InputProblem("--after", "", $"'{text}' is no key of the kind {shop.Memberships.KeyKind}, which the customers' keys are of."));
}
