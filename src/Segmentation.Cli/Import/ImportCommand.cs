using System.CommandLine;
using Segmentation.Cli.Databases;
using Segmentation.Cli.Input;

namespace Segmentation.Cli.Import;

/// <summary><c>segments import</c>: its options, and how their texts become settings.</summary>
internal sealed class ImportCommand
{
    private const string Help =
        """
        Loads a directory of CSV files into tables of a database, over which the other verbs work.

        Makes a table for every entity of the vocabulary, named in the plural, with the headers that the files can have as
        columns, and fills them in one transaction: all or nothing. Tables that are there already are an error, unless they
        are to be replaced; segments and their members stay. What --option decides is remembered with the types of columns
        that the files had besides, and holds for all verbs until the next import.
        Ends with 0 when everything was loaded, 2 for bad input (nothing is loaded), 1 for a failure of the tool.

        Examples:
          segments import --data shop/
          segments import --data shop/ --replace --option counted-orders=only:complete --option time-zone=Europe/Kyiv
        """;

    private readonly DatabaseArguments _database = new();

    private readonly Option<bool> _replace = new("--replace") { Description = "Drop tables that are there under the same names." };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "No summary and no progress." };

    private ImportCommand()
    {
    }

    public static Command Create(ToolConsole console)
    {
        var options = new ImportCommand();
        var input = new InputArguments();
        var command = new Command("import", Help)
        {
            input.Data, options._database.Connection, options._database.Schema, options._replace,
            input.Options, options._quiet,
        };
        command.SetAction(async (parsed, ct) =>
        {
            await new ImportRun(options.Read(parsed, input), console).RunAsync(ct).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private ImportSettings Read(ParseResult parsed, InputArguments input)
    {
        var problems = new List<InputProblem>();
        string[] given = parsed.GetRequiredValue(input.Options);
        var settings = new ImportSettings(
            parsed.GetRequiredValue(input.Data)!,
            given,
            NamedOptions.Parse(given, problems),
            _database.Read(parsed, problems),
            parsed.GetValue(_replace),
            parsed.GetValue(_quiet));
        InputSettings.CheckDirectory(settings.Data, problems);
        return problems.Count == 0 ? settings : throw new BadInputException(problems);
    }
}

/// <summary>What one run of <c>segments import</c> is asked to do.</summary>
/// <param name="Data">The directory.</param>
/// <param name="GivenOptions">The options as they were given, to be remembered.</param>
/// <param name="Options">What they decide.</param>
/// <param name="Database">Where to.</param>
/// <param name="Replace">Whether tables that are there are dropped.</param>
/// <param name="IsQuiet">Whether nothing is said.</param>
internal sealed record ImportSettings(
    string Data, IReadOnlyList<string> GivenOptions, NamedOptions Options, DatabaseSettings Database, bool Replace, bool IsQuiet);
