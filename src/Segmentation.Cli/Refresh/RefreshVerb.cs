using System.CommandLine;
using System.Globalization;
using Segmentation.Cli.Input;
using Segmentation.Cli.Listings;
using Segmentation.Cli.Shops;

namespace Segmentation.Cli.Refresh;

/// <summary><c>segments refresh</c>: brings stored members up to date.</summary>
internal sealed class RefreshVerb() : ShopVerb("refresh", Help)
{
    private const string Help =
        """
        Finds the members of stored segments anew, all in one pass over the customers, and stores who entered and left.

        Name segments, or refresh with --all those of automatic mode. A segment that cannot be refreshed keeps its members, and
        the others are refreshed all the same. A refresh that was interrupted is taken up again with --resume, which
        does what is left of it. Entering and leaving is also written as events for a host that
        handles them, and a host moves the customers to the groups of their segments.
        Shows progress on a terminal, and lines otherwise; with -v each segment and block of customers.
        Ends with 0 when all were refreshed, 1 when one was not (the reason is told), 2 for bad input, 130 when it was
        interrupted.

        Examples:
          segments refresh vip
          segments refresh --all -v --cause 'nightly import'
        """;

    private readonly Argument<string[]> _segments = new("ID") { Description = "The segments, whatever their mode.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _all = new("--all") { Description = "All segments of automatic mode." };
    private readonly Option<string?> _resume = new("--resume") { Description = "Go on with a refresh that was interrupted, as of its own instant.", HelpName = "RUN" };
    private readonly AsOfOption _asOf = new();
    private readonly Option<string?> _cause = new("--cause") { Description = "Why, for the history.", HelpName = "TEXT" };
    private readonly Option<int> _wait = new("--wait") { Description = "How many seconds to wait for segments that another process is refreshing.", HelpName = "SECONDS", DefaultValueFactory = _ => 0 };
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Tell of every segment and every block of customers." };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "No progress." };
    private readonly ListingArguments _listing = new();

    protected override void Declare(Command command)
    {
        command.Add(_segments);
        command.Add(_all);
        command.Add(_resume);
        command.Add(_asOf.Option);
        command.Add(_cause);
        command.Add(_wait);
        command.Add(_verbose);
        command.Add(_quiet);
        command.Add(_listing.Format);
    }

    protected override Work Read(ParseResult parsed, ToolConsole console, List<InputProblem> problems)
    {
        RefreshRequest request = ReadRequest(parsed, problems);
        var talk = parsed.GetValue(_quiet) ? RefreshTalk.Quiet : parsed.GetValue(_verbose) ? RefreshTalk.Verbose : RefreshTalk.Normal;
        ListingFormat format = _listing.Read(parsed, problems);
        return async (shop, ct) =>
        {
            RefreshReport report = await RefreshAsync(request, shop, new RefreshWatch(console, talk), ct).ConfigureAwait(false);
            await console.WriteAsync(ListingOf(report), format, ct).ConfigureAwait(false);
            foreach (SegmentRefresh undone in report.Segments.Where(s => !IsDone(s)))
            {
                string mend = undone.Outcome == RefreshOutcome.Busy ? " Give --wait SECONDS to wait for it." : "";
                await console.Error.WriteLineAsync($"{undone.SegmentId} was not refreshed: {undone.Reason ?? OutcomeOf(undone.Outcome)}{mend}").ConfigureAwait(false);
            }

            return report.Segments.All(IsDone) ? ExitCode.Success : ExitCode.Failure;
        };
    }

    private RefreshRequest ReadRequest(ParseResult parsed, List<InputProblem> problems)
    {
        string[] ids = parsed.GetValue(_segments) ?? [];
        string? resumed = parsed.GetValue(_resume), cause = parsed.GetValue(_cause);
        bool isAll = parsed.GetValue(_all);
        DateTimeOffset? asOf = _asOf.Read(parsed, problems);
        int wait = parsed.GetValue(_wait);
        if ((ids.Length > 0 ? 1 : 0) + (isAll ? 1 : 0) + (resumed is null ? 0 : 1) != 1)
            problems.Add(new("segments", "", "name segments, or give --all, or --resume RUN: one of the three."));
        if (resumed is not null && (asOf is not null || cause is not null))
            problems.Add(new("--resume", "", "a refresh goes on as of its own instant and with its own cause; leave --as-of and --cause out."));
        if (cause?.Length > 200)
            problems.Add(new("--cause", "", "must have at most 200 characters."));
        if (wait is < 0 or > 86_400)
            problems.Add(new("--wait", "", FormattableString.Invariant($"{wait} is not from 0 to 86400.")));
        return new RefreshRequest
        {
            Segments = ids.Length > 0 ? [.. ids.Distinct(StringComparer.Ordinal)] : null,
            RunId = resumed,
            AsOf = asOf,
            Cause = cause,
            LeaseWait = TimeSpan.FromSeconds(Math.Max(wait, 0)),
        };
    }

    private static async Task<RefreshReport> RefreshAsync(RefreshRequest request, OpenShop shop, RefreshWatch watch, CancellationToken ct)
    {
        foreach (string id in request.Segments ?? [])
            await shop.FindAsync(id, "ID", ct).ConfigureAwait(false);
        try
        {
            return await watch.WatchAsync(progress => request.RunId is { } run
                ? shop.Refresher.ResumeAsync(run, progress, ct)
                : shop.Refresher.RefreshAsync(request, progress, ct)).ConfigureAwait(false);
        }
        catch (KeyNotFoundException unknown) when (request.RunId is not null)
        {
            throw new BadInputException(new InputProblem("--resume", "", $"{unknown.Message} See 'segments history --runs'."));
        }
        catch (OperationCanceledException) when (watch.RunId is { } run)
        {
            throw new InterruptedException($"interrupted; what was stored of the refresh stays, and 'segments refresh --resume {run}' goes on with the rest");
        }
    }

    private static bool IsDone(SegmentRefresh segment) =>
        segment.Outcome is RefreshOutcome.Refreshed or RefreshOutcome.RefreshedBefore or RefreshOutcome.Superseded;

    private static Listing ListingOf(RefreshReport report)
    {
        Listing listing = new Listing("segments", "segment_id", "outcome", "size", "entered", "left", "reason")
            .Fact("run_id", report.RunId)
            .Fact("as_of", report.AsOf)
            .Fact("status", report.Status.ToString().ToLowerInvariant())
            .Fact("customers", report.Customers)
            .Fact("rows_read", report.RowsRead)
            .Fact("duration_ms", (long)report.Duration.TotalMilliseconds);
        foreach (SegmentRefresh segment in report.Segments)
            listing.Row(segment.SegmentId, OutcomeOf(segment.Outcome), segment.Size, segment.Entered, segment.Left, segment.Reason);
        return listing;
    }

    private static string OutcomeOf(RefreshOutcome outcome) => outcome switch
    {
        RefreshOutcome.RefreshedBefore => "refreshed before",
        RefreshOutcome.TakenOver => "taken over",
        RefreshOutcome.DefinitionChanged => "definition changed",
        _ => outcome.ToString().ToLowerInvariant(),
    };
}
