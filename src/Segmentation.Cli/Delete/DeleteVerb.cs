using System.CommandLine;
using Segmentation.Cli.Input;
using Segmentation.Cli.Listings;
using Segmentation.Cli.Shops;

namespace Segmentation.Cli.Delete;

/// <summary><c>segments delete</c>: deletes a stored segment.</summary>
internal sealed class DeleteVerb() : ShopVerb("delete", Help)
{
    private const string Help =
        """
        Deletes a segment with its lists and its members.

        Is refused while other segments refer to it. Waits for nobody: a segment that is being refreshed is busy.
        Ends with 0 when it was deleted, 2 for bad input (nothing is deleted), 1 for a failure of the tool.

        Example:
          segments delete lapsed
        """;

    private readonly Argument<string> _segment = new("ID") { Description = "The segment." };
    private readonly ListingArguments _listing = new();

    protected override void Declare(Command command)
    {
        command.Add(_segment);
        command.Add(_listing.Format);
    }

    protected override Work Read(ParseResult parsed, ToolConsole console, List<InputProblem> problems)
    {
        string id = parsed.GetRequiredValue(_segment);
        ListingFormat format = _listing.Read(parsed, problems);
        return async (shop, ct) =>
        {
            CatalogEntry entry = await shop.FindAsync(id, "ID", ct).ConfigureAwait(false);
            try
            {
                await shop.Catalog.DeleteAsync(id, expectedVersion: null, ct).ConfigureAwait(false);
            }
            catch (SegmentInUseException refused)
            {
                throw new BadInputException(new InputProblem("ID", "", refused.Message));
            }

            await console.WriteAsync(new Listing("segments").Fact("deleted", id).Fact("members_left", entry.State.Size), format, ct).ConfigureAwait(false);
            return ExitCode.Success;
        };
    }
}
