using System.CommandLine;
using Segmentation.Cli.Databases;
using Segmentation.Cli.Input;

namespace Segmentation.Cli.Indexes;

/// <summary><c>segments indexes</c>: its options, and how their texts become settings.</summary>
internal sealed class IndexesCommand
{
    private const string Help =
        """
        Prints the CREATE INDEX statements that the segments of a file want and a database lacks, with the reasons.

        The tables are those that segments import makes. Nothing is changed in the database.
        Ends with 0 when the statements were written, 2 for bad input (nothing is written), 1 for a failure of the tool.

        Example:
          segments indexes --segments shop.segments.json --engine postgresql --connection 'Host=localhost;Database=shop;Username=me'
        """;

    private readonly DatabaseArguments _database = new();

    private readonly Option<bool> _all = new("--all") { Description = "Also print, as comments, the indexes that are there." };

    private IndexesCommand()
    {
    }

    public static Command Create(ToolConsole console)
    {
        var options = new IndexesCommand();
        var input = new InputArguments();
        var command = new Command("indexes", Help)
        {
            input.Segments, options._database.Engine, options._database.Connection, options._database.Schema, options._all, input.Options,
        };
        command.SetAction(async (parsed, ct) =>
        {
            await new IndexesRun(options.Read(parsed, input), console).RunAsync(ct).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private IndexesSettings Read(ParseResult parsed, InputArguments input)
    {
        var problems = new List<InputProblem>();
        var settings = new IndexesSettings(
            parsed.GetRequiredValue(input.Segments),
            NamedOptions.Parse(parsed.GetRequiredValue(input.Options), problems),
            _database.Read(parsed, problems),
            parsed.GetValue(_all));
        InputSettings.CheckFile(settings.Segments, problems);
        return problems.Count == 0 ? settings : throw new BadInputException(problems);
    }
}

/// <summary>What one run of <c>segments indexes</c> is asked to do.</summary>
internal sealed record IndexesSettings(string Segments, NamedOptions Options, DatabaseSettings Database, bool All);
