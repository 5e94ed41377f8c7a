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
        as an array of objects with these two properties. A summary goes to standard error.
        Ends with 0 when members were written, 2 for bad input (nothing is written), 1 for a failure of the tool.

        Example:
          segments evaluate --data shop/ --segments shop.segments.json --as-of 2026-01-31T00:00:00+02:00 \
            --option counted-orders=only:complete --option time-zone=Europe/Kyiv --output members.csv
        """;

    private readonly Option<string> _data = new("--data")
    {
        Description = "The directory with customers.csv, orders.csv and the like, plain or as .csv.gz.",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string> _segments = new("--segments")
    {
        Description = "The segment file.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _lists = new("--lists")
    {
        Description = "The file of customers who are in or out of a segment whatever its conditions say.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _asOf = new("--as-of")
    {
        Description = "The instant to evaluate as of: ISO 8601 with an offset or Z. [default: now]",
        HelpName = "INSTANT",
    };

    private readonly Option<string> _engine = new("--engine")
    {
        Description = $"What evaluates; in this version: {EngineCatalog.Names}.",
        HelpName = "NAME",
        DefaultValueFactory = _ => EngineCatalog.All[0].Name,
    };

    private readonly Option<string?> _connection = new("--connection")
    {
        Description = "The connection string, for an engine that takes one.",
        HelpName = "CS",
    };

    private readonly Option<string[]> _options = new("--option")
    {
        Description = $"A decision about the data; repeatable: {NamedOptions.Describe()}.",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
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

    private readonly Option<bool> _quiet = new("--quiet") { Description = "No summary and no progress." };

    private EvaluateCommand()
    {
    }

    public static Command Create(ToolConsole console)
    {
        var options = new EvaluateCommand();
        var command = new Command("evaluate", Help)
        {
            options._data, options._segments, options._lists, options._asOf, options._engine, options._connection,
            options._options, options._output, options._format, options._quiet,
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
            Data = parsed.GetRequiredValue(_data),
            Segments = parsed.GetRequiredValue(_segments),
            Lists = parsed.GetValue(_lists),
            AsOf = ReadAsOf(parsed.GetValue(_asOf), problems) ?? console.Time.GetUtcNow(),
            Engine = ReadEngine(parsed, problems),
            Connection = parsed.GetValue(_connection),
            Options = NamedOptions.Parse(parsed.GetRequiredValue(_options), problems),
            Output = new OutputTarget(parsed.GetRequiredValue(_output), console.Output),
            Format = ReadFormat(parsed.GetRequiredValue(_format), problems),
            IsQuiet = parsed.GetValue(_quiet),
        };
        settings.Check(problems);
        return problems.Count == 0 ? settings : throw new BadInputException(problems);
    }

    private static DateTimeOffset? ReadAsOf(string? text, List<InputProblem> problems)
    {
        if (text is null)
            return null;
        DateTimeOffset? instant = InstantText.Parse(text);
        if (instant is null)
            problems.Add(new("--as-of", "", $"'{text}' is no instant with an offset in the years 1000 to 8999; write it as 2026-01-31T00:00:00Z or 2026-01-31T00:00:00+02:00."));
        return instant;
    }

    private IEngine ReadEngine(ParseResult parsed, List<InputProblem> problems)
    {
        string name = parsed.GetRequiredValue(_engine);
        IEngine? engine = EngineCatalog.Find(name);
        if (engine is null)
            problems.Add(new("--engine", "", $"'{name}' is not available in this version; there is {EngineCatalog.Names}."));
        else if (!engine.TakesConnection && parsed.GetValue(_connection) is not null)
            problems.Add(new("--connection", "", $"the engine '{name}' takes no connection; leave it out."));
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
