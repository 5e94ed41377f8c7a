using System.CommandLine;
using Segmentation.Cli.Input;
using Segmentation.Cli.Listings;
using Segmentation.Cli.Shops;

namespace Segmentation.Cli.Validate;

/// <summary><c>segments validate</c>: whether given customers are in a segment.</summary>
internal sealed class ValidateVerb() : ShopVerb("validate", Help)
{
    private const string Help =
        """
        Tells of given customers whether they are in a stored segment.

        Customers are given by key or by e-mail address, as arguments or, with -, as lines of standard input. By default the
        segment's rules answer, over the data as it is now; with --stored the members that the last refresh found. Whoever
        is unknown is named, with no key.
        Ends with 0 when there is an answer for everyone, 2 for bad input, 1 for a failure of the tool.

        Examples:
          segments validate --segment vip 17 ann@example.com
          segments validate --segment vip --stored --format csv - < customers.txt
        """;

    private readonly Option<string> _segment = new("--segment") { Description = "The segment.", HelpName = "ID", Required = true };
    private readonly Option<bool> _stored = new("--stored") { Description = "Ask for stored members instead of the rules." };
    private readonly AsOfOption _asOf = new();
    private readonly GivenTexts _customers = new("CUSTOMER", "Keys or e-mail addresses");
    private readonly ListingArguments _listing = new();

    protected override void Declare(Command command)
    {
        command.Add(_customers.Argument);
        command.Add(_segment);
        command.Add(_stored);
        command.Add(_asOf.Option);
        command.Add(_listing.Format);
    }

    protected override Work Read(ParseResult parsed, ToolConsole console, List<InputProblem> problems)
    {
        string id = parsed.GetRequiredValue(_segment);
        bool isStored = parsed.GetValue(_stored);
        DateTimeOffset? asOf = _asOf.Read(parsed, problems);
        if (isStored && asOf is not null)
            problems.Add(new("--as-of", "", "stored members are those of the last refresh; leave it or --stored out."));
        ListingFormat format = _listing.Read(parsed, problems);
        return async (shop, ct) =>
        {
            IReadOnlyList<string> given = await _customers.ReadAsync(parsed, console, ct).ConfigureAwait(false);
            await shop.FindUsableAsync(id, "--segment", ct).ConfigureAwait(false);
            MembershipValidation validation = isStored
                ? await shop.Memberships.ValidateAsync(id, given, naming: null, ct).ConfigureAwait(false)
                : await shop.Memberships.ValidateLiveAsync(id, given, naming: null, asOf, ct).ConfigureAwait(false);
            await console.WriteAsync(ListingOf(id, validation), format, ct).ConfigureAwait(false);
            return ExitCode.Success;
        };
    }

    private static Listing ListingOf(string id, MembershipValidation validation)
    {
        Listing listing = new Listing("answers", "given", ColumnsOption.KeyHeading, "member")
            .Fact("segment_id", id)
            .Fact("members", validation.Members.Count())
            .Fact("others", validation.Others.Count())
            .Fact("unknown", validation.Unknown.Count());
        foreach (MembershipAnswer answer in validation.Answers)
            listing.Row(answer.Given, answer.Key?.ToString(), answer.Key is null ? null : answer.IsMember);
        return listing;
    }
}
