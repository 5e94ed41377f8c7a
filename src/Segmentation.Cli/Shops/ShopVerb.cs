using System.CommandLine;
using System.Data.Common;
using Segmentation.Cli.Databases;
using Segmentation.Cli.Input;

namespace Segmentation.Cli.Shops;

/// <summary>
/// A verb that works on an imported shop. One declares its own arguments and reads them; opening the database, and saying
/// what is wrong with it, is the same for all.
/// </summary>
/// <param name="name">The verb.</param>
/// <param name="help">What it does, how it ends, and examples that run as they stand.</param>
internal abstract class ShopVerb(string name, string help)
{
    private readonly DatabaseArguments _database = new();

    /// <summary>What a verb does once everything about its arguments is known; gives the exit code.</summary>
    public delegate Task<int> Work(OpenShop shop, CancellationToken ct);

    public Command Create(ToolConsole console)
    {
        var command = new Command(name, help);
        Declare(command);
        command.Add(_database.Connection);
        command.Add(_database.Schema);
        command.SetAction((parsed, ct) => RunAsync(parsed, console, ct));
        return command;
    }

    /// <summary>Adds the verb's own arguments and options.</summary>
    protected abstract void Declare(Command command);

    /// <summary>Reads them; what is wrong with them is added to the problems, and then nothing is done.</summary>
    protected abstract Work Read(ParseResult parsed, ToolConsole console, List<InputProblem> problems);

    private Task<int> RunAsync(ParseResult parsed, ToolConsole console, CancellationToken ct)
    {
        var problems = new List<InputProblem>();
        DatabaseSettings database = _database.Read(parsed, problems);
        Work work = Read(parsed, console, problems);
        return problems.Count == 0 ? RunAsync(database, console, work, ct) : throw new BadInputException(problems);
    }

    /// <summary>Does work on a shop. What the database, its data or its store refuse is told of as problems of the connection.</summary>
    internal static async Task<int> RunAsync(DatabaseSettings database, ToolConsole console, Work work, CancellationToken ct)
    {
        try
        {
            OpenShop shop = await OpenShop.OpenAsync(database, console.Time, ct).ConfigureAwait(false);
            await using (shop.ConfigureAwait(false))
                return await work(shop, ct).ConfigureAwait(false);
        }
        catch (DbException refused)
        {
            throw new BadInputException(database.Kind.ProblemOf(refused));
        }
        catch (Exception refused) when (refused is SegmentSourceException or SegmentDataException or SegmentStoreException or SegmentBusyException)
        {
            throw new BadInputException(new InputProblem("--connection", "", refused.Message));
        }
    }
}
