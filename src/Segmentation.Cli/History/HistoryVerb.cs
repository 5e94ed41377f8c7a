using System.CommandLine;
using System.Globalization;
using Segmentation.Cli.Input;
using Segmentation.Cli.Listings;
using Segmentation.Cli.Shops;

namespace Segmentation.Cli.History;

/// <summary><c>segments history</c>: what refreshes did.</summary>
internal sealed class HistoryVerb() : ShopVerb("history", Help)
{
    private const string Help =
        """
        Shows what refreshes did, the newest first.

        Each entry is one action: refresh-started, refresh-finished, iteration-started, iteration-finished (a block of
        customers), customers-added, customers-removed or group-changed. With --runs, a line a refresh instead.
        Ends with 0, 2 for bad input, 1 for a failure of the tool.

        Examples:
          segments history --segment vip --take 10
          segments history --action customers-added --format csv
          segments history --runs
        """;

    private static readonly Dictionary<string, HistoryAction> Actions =
        Enum.GetValues<HistoryAction>().ToDictionary(NameOf, a => a, StringComparer.Ordinal);

    private readonly Option<string?> _segment = new("--segment") { Description = "Only entries of this segment.", HelpName = "ID" };
    private readonly Option<string?> _run = new("--run") { Description = "Only entries of this refresh.", HelpName = "ID" };
    private readonly Option<string?> _action = new("--action") { Description = "Only entries of this action.", HelpName = "ACTION" };
    private readonly Option<long?> _before = new("--before") { Description = "Only entries before this number: the last one of the page before.", HelpName = "NUMBER" };
    private readonly Option<bool> _runs = new("--runs") { Description = "Show refreshes, each with what became of its segments." };
    private readonly TakeOption _take = new("How many entries to show", 50);
    private readonly ListingArguments _listing = new();

    protected override void Declare(Command command)
    {
        command.Add(_segment);
        command.Add(_run);
        command.Add(_action);
        command.Add(_before);
        command.Add(_runs);
        command.Add(_take.Option);
        command.Add(_listing.Format);
    }

    protected override Work Read(ParseResult parsed, ToolConsole console, List<InputProblem> problems)
    {
        var query = new HistoryQuery
        {
            SegmentId = parsed.GetValue(_segment),
            RunId = parsed.GetValue(_run),
            Action = ReadAction(parsed.GetValue(_action), problems),
            Before = parsed.GetValue(_before),
            Limit = _take.Read(parsed, problems),
        };
        bool isOfRuns = parsed.GetValue(_runs);
        if (isOfRuns && query with { Limit = 100 } != new HistoryQuery())
            problems.Add(new("--runs", "", "shows refreshes and not their entries; leave --segment, --run, --action and --before out."));
        ListingFormat format = _listing.Read(parsed, problems);
        return async (shop, ct) =>
        {
            Listing listing = isOfRuns
                ? RunsOf(await shop.History.GetRunsAsync(query.Limit, ct).ConfigureAwait(false))
                : EntriesOf((await shop.History.GetAsync(query, ct).ConfigureAwait(false)).Entries);
            await console.WriteAsync(listing, format, ct).ConfigureAwait(false);
            return ExitCode.Success;
        };
    }

    private static HistoryAction? ReadAction(string? given, List<InputProblem> problems)
    {
        if (given is null)
            return null;
        if (Actions.TryGetValue(given, out HistoryAction action))
            return action;
        problems.Add(new("--action", "", $"'{given}' is unknown; there are {string.Join(", ", Actions.Keys)}."));
        return null;
    }

    private static Listing EntriesOf(IReadOnlyList<HistoryEntry> entries)
    {
        var listing = new Listing("entries", "number", "at", "segment_id", "action", "affected", "message", "run_id", "trigger", "cause");
        foreach (HistoryEntry entry in entries)
        {
            listing.Row(
                Text(entry.Sequence), entry.At, entry.SegmentId, NameOf(entry.Action), entry.Affected, entry.Message, entry.RunId,
                entry.Trigger.ToString().ToLowerInvariant(), entry.Cause);
        }

        return listing;
    }

    private static Listing RunsOf(IReadOnlyList<RefreshRun> runs)
    {
        var listing = new Listing("refreshes", "run_id", "status", "as_of", "started_at", "finished_at", "segments", "refreshed", "failed", "entered", "left", "trigger", "cause");
        foreach (RefreshRun run in runs)
        {
            listing.Row(
                run.Id, run.Status.ToString().ToLowerInvariant(), run.AsOf, run.StartedAt, run.FinishedAt, run.SegmentIds.Count,
                run.Results.Count(r => r.Error is null), run.Results.Count(r => r.Error is not null), run.Results.Sum(r => r.Entered), run.Results.Sum(r => r.Left),
                run.Trigger.ToString().ToLowerInvariant(), run.Cause);
        }

        return listing;
    }

    // customers-added for CustomersAdded.
    private static string NameOf(HistoryAction action) =>
        string.Concat(action.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));

    // A number to go on from, not one to read.
    private static string Text(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);
}
