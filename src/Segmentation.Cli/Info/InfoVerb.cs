using System.CommandLine;
using Segmentation.Cli.Input;
using Segmentation.Cli.Listings;
using Segmentation.Cli.Shops;

namespace Segmentation.Cli.Info;

/// <summary><c>segments info</c>: how the stored segments stand.</summary>
internal sealed class InfoVerb() : ShopVerb("info", Help)
{
    private const string Help =
        """
        Shows the stored segments: status, size, last refresh, and what is wrong.

        A status is pending (the definition or a list changed since the last refresh), processing, completed, or error, with
        the reason. With an ID, everything that is known of that one. A refresh that did not end, and that no later one made up for, is told of
        on standard error.
        Ends with 0, 2 for bad input, 1 for a failure of the tool.

        Examples:
          segments info
          segments info vip --format json
        """;

    private readonly Argument<string?> _segment = new("ID") { Description = "One segment.", Arity = ArgumentArity.ZeroOrOne };
    private readonly ListingArguments _listing = new();

    protected override void Declare(Command command)
    {
        command.Add(_segment);
        command.Add(_listing.Format);
    }

    protected override Work Read(ParseResult parsed, ToolConsole console, List<InputProblem> problems)
    {
        string? id = parsed.GetValue(_segment);
        ListingFormat format = _listing.Read(parsed, problems);
        return async (shop, ct) =>
        {
            CatalogView view = await shop.Catalog.GetViewAsync(ct).ConfigureAwait(false);
            Listing listing = id is null ? AllOf(view) : OneOf(view, OpenShop.Find(view, id, "ID"));
            await console.WriteAsync(listing, format, ct).ConfigureAwait(false);
            if (id is null)
                await TellOfUnfinishedAsync(view, shop, console, ct).ConfigureAwait(false);
            return ExitCode.Success;
        };
    }

    private static Listing AllOf(CatalogView view)
    {
        var listing = new Listing("segments", "segment_id", "name", "active", "refresh", "status", "size", "as_of", "refreshed_at", "duration_ms", "problem");
        foreach (CatalogEntry entry in view.Entries)
        {
            listing.Row(
                entry.Id, entry.Definition?.Name, entry.Definition?.IsActive, RefreshOf(entry), StatusOf(entry), entry.State.Size, entry.State.AsOf,
                entry.State.RefreshedAt, (long)entry.State.Duration.TotalMilliseconds, ProblemsOf(entry).FirstOrDefault());
        }

        return listing;
    }

    private static Listing OneOf(CatalogView view, CatalogEntry entry)
    {
        Segment? definition = entry.Definition;
        SegmentList? list = view.Lists.Segments.GetValueOrDefault(entry.Id);
        return new Listing("segments")
            .Fact("segment_id", entry.Id)
            .Fact("name", definition?.Name)
            .Fact("description", definition?.Description)
            .Fact("active", definition?.IsActive)
            .Fact("starts_at", definition?.StartsAt)
            .Fact("expires_at", definition?.ExpiresAt)
            .Fact("scope", definition?.Scope.ToString().ToLowerInvariant())
            .Fact("refresh", RefreshOf(entry))
            .Fact("priority", definition?.Priority)
            .Fact("group", definition?.MoveToGroup)
            .Fact("tags", definition?.Tags)
            .Fact("version", entry.Version)
            .Fact("saved_at", entry.SavedAt)
            .Fact("status", StatusOf(entry))
            .Fact("size", entry.State.Size)
            .Fact("as_of", entry.State.AsOf)
            .Fact("refreshed_at", entry.State.RefreshedAt)
            .Fact("duration_ms", (long)entry.State.Duration.TotalMilliseconds)
            .Fact("rows_read", entry.State.RowsRead)
            .Fact("run_id", entry.State.RunId)
            .Fact("included", list?.Include.Count ?? 0)
            .Fact("excluded", list?.Exclude.Count ?? 0)
            .Fact("refers_to", entry.IsUsable ? view.Set[entry.Id].References : [])
            .Fact("referred_to_by", view.Set.Segments.Select(s => s.Id).Where(id => view.Set[id].References.Contains(entry.Id, StringComparer.Ordinal)).ToArray())
            .Fact("problems", ProblemsOf(entry).ToArray());
    }

    private static async Task TellOfUnfinishedAsync(CatalogView view, OpenShop shop, ToolConsole console, CancellationToken ct)
    {
        foreach (RefreshRun run in await shop.History.GetRunsAsync(ct: ct).ConfigureAwait(false))
        {
            bool hasLeft = run.SegmentIds.Select(view.Find).Any(entry => entry is not null && !(entry.State.RefreshedAt >= run.StartedAt));
            if (hasLeft && run.Status is (RunStatus.Running or RunStatus.Cancelled))
                await console.Error.WriteLineAsync($"The refresh {run.Id} did not end, unless it is under way; go on with 'segments refresh --resume {run.Id}'.").ConfigureAwait(false);
        }
    }

    private static string? RefreshOf(CatalogEntry entry) => entry.Definition?.Refresh.ToString().ToLowerInvariant();

    private static string StatusOf(CatalogEntry entry) => entry.State.Status.ToString().ToLowerInvariant();

    private static IEnumerable<string> ProblemsOf(CatalogEntry entry) =>
        [.. entry.Problems.Select(p => $"{p.Path}: {p.Message}"), .. entry.State.Error is { } error ? [error] : Array.Empty<string>()];
}
