using System.CommandLine;
using System.Globalization;
using Segmentation.Cli.Input;
using Segmentation.Cli.Listings;
using Segmentation.Cli.Shops;
using Segmentation.Sql;

namespace Segmentation.Cli.Plan;

/// <summary><c>segments plan</c>: what a refresh would read.</summary>
internal sealed class PlanVerb() : ShopVerb("plan", Help)
{
    private const string Help =
        """
        Prints the statements that a refresh would send to read customers, with tables, columns and reasons. Sends none.

        A refresh reads every table that its segments need once, whatever their number, in the order of the customers' keys;
        conditions are tested in process. Each statement says which segments need it, and which rows it leaves out.
        Ends with 0, 2 for bad input, 1 for a failure of the tool.

        Examples:
          segments plan
          segments plan vip --format json
        """;

    private static readonly ListingFormat Sql = new("sql", SqlText.WriteAsync);

    private readonly Argument<string[]> _segments = new("ID") { Description = "The segments. [default: all that 'segments refresh --all' refreshes]", Arity = ArgumentArity.ZeroOrMore };
    private readonly ListingArguments _listing = new([Sql, ListingFormat.Json, ListingFormat.Csv]);

    protected override void Declare(Command command)
    {
        command.Add(_segments);
        command.Add(_listing.Format);
    }

    protected override Work Read(ParseResult parsed, ToolConsole console, List<InputProblem> problems)
    {
        string[] ids = parsed.GetValue(_segments) ?? [];
        ListingFormat format = _listing.Read(parsed, problems);
        return async (shop, ct) =>
        {
            SegmentSet set = await DueAsync(ids, shop, ct).ConfigureAwait(false);
            Listing listing = set.Segments.Count == 0
                ? ListingOf(set, [])
                : ListingOf(set, await shop.Source.PlanAsync(set, shop.Time.GetUtcNow(), ct).ConfigureAwait(false));
            await console.WriteAsync(listing, format, ct).ConfigureAwait(false);
            if (set.Segments.Count == 0)
                await console.Error.WriteLineAsync("There are no segments to refresh, and nothing to read.").ConfigureAwait(false);
            return ExitCode.Success;
        };
    }

    /// <summary>The segments that are evaluated: those that are due, and those that they refer to.</summary>
    private static async Task<SegmentSet> DueAsync(string[] ids, OpenShop shop, CancellationToken ct)
    {
        foreach (string id in ids)
            await shop.FindUsableAsync(id, "ID", ct).ConfigureAwait(false);
        SegmentSet set = await shop.Catalog.GetAsync(ct).ConfigureAwait(false);
        DateTimeOffset now = shop.Time.GetUtcNow();
        IEnumerable<string> due = ids.Length > 0 ? ids : set.Segments.Where(s => IsDue(s, now)).Select(s => s.Id);
        HashSet<string> needed = due.SelectMany(id => set[id].AllReferences.Append(id)).ToHashSet(StringComparer.Ordinal);
        var lists = new SegmentLists(set.Lists.Segments.Where(l => needed.Contains(l.Key)).ToDictionary(StringComparer.Ordinal));
        return SegmentSet.Bind(set.Schema, [.. set.Segments.Where(s => needed.Contains(s.Id))], lists, set.Options);
    }

    // Those whose members nobody can be are emptied without reading anything.
    private static bool IsDue(Segment segment, DateTimeOffset now) =>
        segment is { Refresh: RefreshMode.Automatic, IsActive: true } && !(segment.ExpiresAt <= now) && !(segment.StartsAt > now);

    private static Listing ListingOf(SegmentSet set, IReadOnlyList<SqlPlannedRead> reads)
    {
        var listing = new Listing("statements", "reason", "tables", "columns", "needed_by", "restrictions", "statement", "parameters");
        foreach (SqlPlannedRead read in reads)
        {
            listing.Row(
                read.Reason,
                read.Tables,
                read.Columns.Select(c => $"{c.Table}.{c.Column} ({c.Attribute})").ToArray(),
                NeededBy(set, read),
                read.Restrictions.Count > 0 ? read.Restrictions : ["None: what is stored is compared with all customers."],
                read.Statement.Text,
                read.Statement.Parameters.Select(p => Convert.ToString(p, CultureInfo.InvariantCulture)!).ToArray());
        }

        return listing;
    }

    /// <summary>The segments that ask for a column of it; where it has none, those that look at its rows.</summary>
    private static string[] NeededBy(SegmentSet set, SqlPlannedRead read)
    {
        HashSet<string> asked = read.Columns.Select(c => c.Attribute).ToHashSet(StringComparer.Ordinal);
        return [.. set.Segments.Select(s => s.Id).Where(id => asked.Count > 0 ? IsAsking(set[id], asked) : IsLooking(set, id, read))];
    }

    private static bool IsAsking(BoundSegment segment, HashSet<string> asked) =>
        segment.StoredAttributes.Any(a => asked.Contains(a.ToString())) || segment.Relations.Any(r => asked.Contains(r.ToString()));

    private static bool IsLooking(SegmentSet set, string id, SqlPlannedRead read) =>
        read.Entities.Contains(set.Schema.Subject.Name, StringComparer.Ordinal)
        || set[id].Entities.Any(e => read.Entities.Contains(e.Name, StringComparer.Ordinal));
}
