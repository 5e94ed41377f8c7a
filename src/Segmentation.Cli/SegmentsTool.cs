using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using Segmentation.Cli.Evaluate;
using Segmentation.Cli.Explain;
using Segmentation.Cli.Import;
using Segmentation.Cli.Indexes;
using Segmentation.Cli.Input;

namespace Segmentation.Cli;

/// <summary>The <c>segments</c> tool, from its arguments to its exit code.</summary>
internal static class SegmentsTool
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, ToolConsole console, CancellationToken ct)
    {
        var root = new RootCommand("Finds the customers of segments over an application's own data.")
        {
            EvaluateCommand.Create(console),
            ExplainCommand.Create(console),
            ImportCommand.Create(console),
            IndexesCommand.Create(console),
        };

        ParseResult parsed = root.Parse(args);
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
