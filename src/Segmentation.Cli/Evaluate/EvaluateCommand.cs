using System.CommandLine;
using Segmentation.Cli.Engines;
using Segmentation.Cli.Input;
using Segmentation.Cli.Output;

namespace Segmentation.Cli.Evaluate;

/// <summary><c>segments evaluate</c>: its options, and how their texts become settings.</summary>
internal sealed class EvaluateCommand
{
    private const string Help =
        """
        Evaluates every segment of a file over a directory of CSV files and writes the members.

        Members go to the output as segment_id,customer_id rows, ordered by segment id and customer key; with --format json
        as an array of objects with these two properties. A summary, and warnings of segments
        that are probably not meant so, go to standard error.
        Ends with 0 when members were written, 2 for bad input (nothing is written), 1 for a failure of the tool.

        Example:
          segments evaluate --data shop/ --segments shop.segments.json --as-of 2026-01-31T00:00:00+02:00 \
            --option counted-orders=only:complete --option time-zone=Europe/Kyiv --output members.csv
        """;

    private readonly InputArguments _input = new();

    private readonly Option<string> _engine = new("--engine")
    {
        Description = $"What evaluates; in this version: {EngineCatalog.Names}.",
        HelpName = "NAME",
        DefaultValueFactory = _ => EngineCatalog.All[0].Name,
    };

    private readonly Option<string?> _connection = new("--connection")
    {
        Description = "The connection string: sqlite takes one (default: a temporary file), postgresql needs one. The tables that are made there are removed in the end.",
        HelpName = "CS",
    };

    private readonly Option<string> _output = new("--output")
    {
        Description = "The file to write members to; - is standard output.",
        HelpName = "FILE|-",
        DefaultValueFactory = _ => OutputTarget.StandardOutput,
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "csv or json.",
        HelpName = "csv|json",
        DefaultValueFactory = _ => MemberFormats.All[0].Name,
    };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "No summary, no warnings and no progress." };

    private EvaluateCommand()
    {
    }

    public static Command Create(ToolConsole console)
    {
        var options = new EvaluateCommand();
        var command = new Command("evaluate", Help)
        {
            options._input.Data, options._input.Segments, options._input.Lists, options._input.AsOf.Option, options._engine, options._connection,
            options._input.Options, options._output, options._format, options._quiet,
        };
        command.SetAction(async (parsed, ct) =>
        {
            await new EvaluateRun(options.Read(parsed, console), console).RunAsync(ct).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private EvaluateSettings Read(ParseResult parsed, ToolConsole console)
    {
        var problems = new List<InputProblem>();
        var settings = new EvaluateSettings
        {
            Input = _input.Read(parsed, _input.AsOf.Read(parsed, problems) ?? console.Time.GetUtcNow(), problems),
            Engine = ReadEngine(parsed, problems),
            Connection = parsed.GetValue(_connection),
            Output = new OutputTarget(parsed.GetRequiredValue(_output), console.Output),
            Format = ReadFormat(parsed.GetRequiredValue(_format), problems),
            IsQuiet = parsed.GetValue(_quiet),
        };
        settings.Check(problems);
        return problems.Count == 0 ? settings : throw new BadInputException(problems);
    }

    private IEngine ReadEngine(ParseResult parsed, List<InputProblem> problems)
    {
        string name = parsed.GetRequiredValue(_engine);
        IEngine? engine = EngineCatalog.Find(name);
        if (engine is null)
            problems.Add(new("--engine", "", $"'{name}' is not available in this version; there is {EngineCatalog.Names}."));
        else if (engine.Connection == ConnectionUse.None && parsed.GetValue(_connection) is not null)
            problems.Add(new("--connection", "", $"the engine '{name}' takes no connection; leave it out."));
        else if (engine.Connection == ConnectionUse.Required && parsed.GetValue(_connection) is null)
            problems.Add(new("--connection", "", $"the engine '{name}' needs a connection string, such as 'Host=localhost;Database=shop;Username=me'."));
        return engine ?? EngineCatalog.All[0];
    }

    private static IMemberFormat ReadFormat(string name, List<InputProblem> problems)
    {
        IMemberFormat? format = MemberFormats.Find(name);
        if (format is null)
            problems.Add(new("--format", "", $"'{name}' is unknown; there are {MemberFormats.Names}."));
        return format ?? MemberFormats.All[0];
    }
}
