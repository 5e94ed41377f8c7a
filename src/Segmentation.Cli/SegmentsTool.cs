using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using Segmentation.Cli.Apply;
using Segmentation.Cli.Delete;
using Segmentation.Cli.Evaluate;
using Segmentation.Cli.Explain;
using Segmentation.Cli.Export;
using Segmentation.Cli.History;
using Segmentation.Cli.Import;
using Segmentation.Cli.Indexes;
using Segmentation.Cli.Info;
using Segmentation.Cli.Input;
using Segmentation.Cli.Lists;
using Segmentation.Cli.Plan;
using Segmentation.Cli.Preview;
using Segmentation.Cli.Refresh;
using Segmentation.Cli.Validate;

namespace Segmentation.Cli;

/// <summary>The <c>segments</c> tool, from its arguments to its exit code.</summary>
internal static class SegmentsTool
{
    private const string Help =
        """
        Finds the customers of segments over an application's own data, and keeps them.

        Import a directory of CSV files into a database once, save a file of segments there, refresh them whenever the data
        or the time has changed, and ask. Every verb works on the SQLite file segments.db of the working directory, or on
        what --connection names, which may be a PostgreSQL database. The verb evaluate needs no database.
        Verbs end with 0, with 2 for bad input, which is told with its place and how to mend it, and with 1 for a failure.
        'segments VERB --help' has more, and examples.

        Examples:
          segments import --data shop/
          segments apply shop.segments.json
          segments refresh --all
          segments info
          segments explain --segment vip --customer 17
          segments export --segment vip --output vip.xlsx
        """;

    /// <summary>The tool with all its verbs.</summary>
    public static RootCommand Create(ToolConsole console) => new(Help)
    {
        ImportCommand.Create(console),
        new ApplyVerb().Create(console),
        new DeleteVerb().Create(console),
        new InfoVerb().Create(console),
        new RefreshVerb().Create(console),
        new PreviewVerb().Create(console),
        new ValidateVerb().Create(console),
        ExplainCommand.Create(console),
        new ExportVerb().Create(console),
        StickyListVerb.Exclude().Create(console),
        StickyListVerb.Include().Create(console),
        new HistoryVerb().Create(console),
        new PlanVerb().Create(console),
        new IndexesVerb().Create(console),
        EvaluateCommand.Create(console),
    };

    public static async Task<int> RunAsync(IReadOnlyList<string> args, ToolConsole console, CancellationToken ct)
    {
        RootCommand root = Create(console);
        ParseResult parsed = root.Parse(args);
        // The help of all verbs together has a line for each.
        foreach (Command verb in parsed.CommandResult.Command == root ? root.Subcommands : [])
            verb.Description = verb.Description!.Split('\n')[0];
        if (parsed.Action is ParseErrorAction)
        {
            foreach (string message in parsed.Errors.Select(e => e.Message).Distinct())
                await console.Error.WriteLineAsync($"segments: {message}").ConfigureAwait(false);
            await console.Error.WriteLineAsync($"See 'segments {CommandPath(parsed)}--help'.").ConfigureAwait(false);
            return ExitCode.BadInput;
        }

        var output = new StreamWriter(console.Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await using (output.ConfigureAwait(false))
        {
            var invocation = new InvocationConfiguration { Output = output, Error = console.Error, EnableDefaultExceptionHandler = false };
            return await RunAsync(parsed, invocation, console.Error, ct).ConfigureAwait(false);
        }
    }

    private static async Task<int> RunAsync(ParseResult parsed, InvocationConfiguration invocation, TextWriter error, CancellationToken ct)
    {
        try
        {
            return await parsed.InvokeAsync(invocation, ct).ConfigureAwait(false);
        }
        catch (BadInputException badInput)
        {
            foreach (InputProblem problem in badInput.Problems)
                await error.WriteLineAsync(problem.ToString()).ConfigureAwait(false);
            return ExitCode.BadInput;
        }
        catch (InterruptedException interrupted)
        {
            await error.WriteLineAsync($"segments: {interrupted.Message}").ConfigureAwait(false);
            return ExitCode.Canceled;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("segments: canceled; nothing was written").ConfigureAwait(false);
            return ExitCode.Canceled;
        }
        catch (Exception failure)
        {
            await error.WriteLineAsync($"segments: failed, which should not happen: {failure}").ConfigureAwait(false);
            return ExitCode.Failure;
        }
    }

    private static string CommandPath(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
}
