using System.CommandLine;
using Segmentation.Cli.Input;

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
        Ends with 0 when the explanation was written, 2 for bad input (nothing is written), 1 for a failure of the tool.

        Example:
          segments explain --data shop/ --segments shop.segments.json --segment vip --customer 17 \
            --as-of 2026-01-31T00:00:00+02:00 --option time-zone=Europe/Kyiv --format text
        """;

    // Evaluation goes to the year 9000, and the search for a change ten years beyond as-of.
    private const int LastYear = 8990;

    private readonly InputArguments _input = new();

    private readonly Option<string> _segment = new("--segment")
    {
        Description = "The segment, by its id in the segment file.",
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
            options._input.Data, options._input.Segments, options._segment, options._customer, options._input.Lists,
            options._input.AsOf, options._input.Options, options._format,
        };
        command.SetAction(async (parsed, ct) =>
        {
            await new ExplainRun(options.Read(parsed, console), console).RunAsync(ct).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private ExplainSettings Read(ParseResult parsed, ToolConsole console)
    {
        var problems = new List<InputProblem>();
        string format = parsed.GetRequiredValue(_format);
        var settings = new ExplainSettings(
            _input.Read(parsed, console.Time, problems),
            parsed.GetRequiredValue(_segment),
            parsed.GetRequiredValue(_customer),
            ExplanationFormat.Find(format) ?? ExplanationFormat.All[0]);
        if (ExplanationFormat.Find(format) is null)
            problems.Add(new("--format", "", $"'{format}' is unknown; there are {ExplanationFormat.Names}."));
        if (settings.Input.AsOf.UtcDateTime.Year > LastYear)
            problems.Add(new("--as-of", "", $"the ten years after it are looked at for a change; name an instant up to the year {LastYear}."));
        settings.Input.Check(problems);
        return problems.Count == 0 ? settings : throw new BadInputException(problems);
    }
}
