using System.CommandLine;
using Segmentation.Cli.Input;
using Segmentation.Cli.Listings;
using Segmentation.Cli.Shops;

namespace Segmentation.Cli.Lists;

/// <summary><c>segments exclude</c> and <c>segments include</c>: edit a segment's sticky lists.</summary>
internal sealed class StickyListVerb : ShopVerb
{
    private const string ExcludeHelp =
        """
        Keeps customers out of a segment whatever its conditions say.

        Puts them on the segment's list of excluded customers, and takes them off that of included ones; with --remove takes
        them off again, so that the conditions decide. Members change with the next refresh. Keys need not be known yet.
        Ends with 0 when the list is as it was asked for, 2 for bad input (nothing is changed), 1 for a failure of the tool.

        Examples:
          segments exclude --segment vip 17 18
          segments exclude --segment vip --remove 18
        """;

    private const string IncludeHelp =
        """
        Keeps customers in a segment whatever its conditions say.

        Puts them on the segment's list of included customers, and takes them off that of excluded ones; with --remove takes
        them off again, so that the conditions decide. Who is on both lists is out. Members change with the next refresh.
        Keys need not be known yet.
        Ends with 0 when the list is as it was asked for, 2 for bad input (nothing is changed), 1 for a failure of the tool.

        Examples:
          segments include --segment vip 19
          segments include --segment vip --remove - < customers.txt
        """;

    private readonly StickyList _list;
    private readonly Option<string> _segment = new("--segment") { Description = "The segment.", HelpName = "ID", Required = true };
    private readonly Option<bool> _remove = new("--remove") { Description = "Take them off the list." };
    private readonly GivenTexts _keys = new("KEY", "Customers' keys");
    private readonly ListingArguments _listing = new();

    private StickyListVerb(StickyList list, string name, string help)
        : base(name, help) => _list = list;

    public static StickyListVerb Exclude() => new(StickyList.Exclude, "exclude", ExcludeHelp);

    public static StickyListVerb Include() => new(StickyList.Include, "include", IncludeHelp);

    protected override void Declare(Command command)
    {
        command.Add(_keys.Argument);
        command.Add(_segment);
        command.Add(_remove);
        command.Add(_listing.Format);
    }

    protected override Work Read(ParseResult parsed, ToolConsole console, List<InputProblem> problems)
    {
        string id = parsed.GetRequiredValue(_segment);
        bool isRemoval = parsed.GetValue(_remove);
        ListingFormat format = _listing.Read(parsed, problems);
        return async (shop, ct) =>
        {
            SubjectKey[] keys = KeysOf(await _keys.ReadAsync(parsed, console, ct).ConfigureAwait(false), shop.Memberships.KeyKind);
            CatalogView before = await shop.Catalog.GetViewAsync(ct).ConfigureAwait(false);
            OpenShop.Find(before, id, "--segment");
            Task edit = (isRemoval, _list) switch
            {
                (true, _) => shop.Catalog.UnlistAsync(id, keys, _list, ct),
                (false, StickyList.Exclude) => shop.Catalog.ExcludeAsync(id, keys, ct),
                (false, _) => shop.Catalog.IncludeAsync(id, keys, ct),
            };
            await edit.ConfigureAwait(false);
            await console.WriteAsync(ListingOf(keys, ListedIn(before, id), isRemoval), format, ct).ConfigureAwait(false);
            return ExitCode.Success;
        };
    }

    private Listing ListingOf(IReadOnlyList<SubjectKey> keys, HashSet<string> before, bool isRemoval)
    {
        string list = _list == StickyList.Exclude ? "excluded" : "included";
        var listing = new Listing("customers", ColumnsOption.KeyHeading, "outcome");
        foreach (string key in keys.Select(k => k.ToString()))
        {
            bool wasListed = before.Contains(key);
            listing.Row(key, (isRemoval, wasListed) switch
            {
                (false, false) => list,
                (false, true) => $"was {list} already",
                (true, true) => $"no longer {list}",
                (true, false) => $"was not {list}",
            });
        }

        return listing;
    }

    private HashSet<string> ListedIn(CatalogView view, string id) =>
        view.Lists.Segments.GetValueOrDefault(id) is { } lists
            ? (_list == StickyList.Exclude ? lists.Exclude : lists.Include).ToHashSet(StringComparer.Ordinal)
            : [];

    private static SubjectKey[] KeysOf(IReadOnlyList<string> given, KeyKind kind)
    {
        InputProblem[] problems = [.. given.Where(g => SubjectKey.Parse(g, kind) is null).Select(g => new InputProblem("KEY", "", $"'{g}' is no key of the kind {kind}, which the customers' keys are of."))];
        return problems.Length == 0 ? [.. given.Select(g => SubjectKey.Parse(g, kind)!.Value)] : throw new BadInputException(problems);
    }
}
