using System.CommandLine;
using Segmentation.Cli.Databases;
using Segmentation.Cli.Input;
using Segmentation.Cli.Shops;

namespace Segmentation.Cli.Explain;

/// <summary><c>segments explain</c>: its options, and how their texts become settings.</summary>
internal sealed class ExplainCommand
{
    private const string Help =
        """
        Explains why one customer is, or is not, in one segment.

        Writes the segment's settings and conditions, each with its verdict and the actual values; tests that decide the
        answer, such that it would be the other one if all of them, and no fewer, came out the other way; and the next
        instant within ten years at which time alone changes the answer.
        Looks at a stored segment over the imported customers, or with --data and --segments at files.
        Ends with 0 when the explanation was written, 2 for bad input (nothing is written), 1 for a failure of the tool.

        Examples:
          segments explain --segment vip --customer 17
          segments explain --data shop/ --segments shop.segments.json --segment vip --customer 17 \
            --as-of 2026-01-31T00:00:00+02:00 --option time-zone=Europe/Kyiv --format text
        """;

    // Evaluation goes to the year 9000, and the search for a change ten years beyond as-of.
    private const int LastYear = 8990;

    private readonly InputArguments _input = new(isRequired: false);
    private readonly DatabaseArguments _database = new();

    private readonly Option<string> _segment = new("--segment")
    {
        Description = "The segment.",
        HelpName = "ID",
        Required = true,
    };

    private readonly Option<string> _customer = new("--customer")
    {
        Description = "The customer, by the key in the data.",
        HelpName = "ID",
        Required = true,
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "text or json.",
        HelpName = "text|json",
        DefaultValueFactory = _ => ExplanationFormat.All[0].Name,
    };

    private ExplainCommand()
    {
    }

    public static Command Create(ToolConsole console)
    {
        var options = new ExplainCommand();
        var command = new Command("explain", Help)
        {
            options._segment, options._customer, options._input.AsOf.Option, options._format, options._database.Connection, options._database.Schema,
            options._input.Data, options._input.Segments, options._input.Lists, options._input.Options,
        };
        command.SetAction(async (parsed, ct) =>
        {
            await options.Read(parsed, console).RunAsync(ct).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private ExplainRun Read(ParseResult parsed, ToolConsole console)
    {
        var problems = new List<InputProblem>();
        string format = parsed.GetRequiredValue(_format);
        var settings = new ExplainSettings(
            parsed.GetRequiredValue(_segment),
            parsed.GetRequiredValue(_customer),
            _input.AsOf.Read(parsed, problems) ?? console.Time.GetUtcNow(),
            ExplanationFormat.Find(format) ?? ExplanationFormat.All[0]);
        if (ExplanationFormat.Find(format) is null)
            problems.Add(new("--format", "", $"'{format}' is unknown; there are {ExplanationFormat.Names}."));
        if (settings.AsOf.UtcDateTime.Year > LastYear)
            problems.Add(new("--as-of", "", $"the ten years after it are looked at for a change; name an instant up to the year {LastYear}."));
        ExplainSource source = ReadSource(parsed, settings.AsOf, console, problems);
        return problems.Count == 0 ? new ExplainRun(settings, source, console) : throw new BadInputException(problems);
    }

    private ExplainSource ReadSource(ParseResult parsed, DateTimeOffset asOf, ToolConsole console, List<InputProblem> problems)
    {
        if (!_input.AreGiven(parsed))
        {
            DatabaseSettings database = _database.Read(parsed, problems);
            return (settings, _, ct) => ExplainRun.OverDatabaseAsync(database, settings, console, ct);
        }

        if (_database.AreGiven(parsed))
            problems.Add(new("--connection", "", "files are explained without a database; leave it out, or --data, --segments, --lists and --option."));
        InputSettings? input = _input.ReadOptional(parsed, asOf, problems);
        input?.Check(problems);
        return (settings, status, ct) => ExplainRun.OverFilesAsync(input!, settings, status, ct);
    }
}
