using System.Globalization;
using Segmentation.Cli.Input;
using Segmentation.Cli.Output;
using Spectre.Console;

namespace Segmentation.Cli.Evaluate;

/// <summary>
/// What a run says on standard error: on a terminal one redrawn line of progress, at the end who is in which segment and
/// what it took. Says nothing at all when it is asked to be quiet.
/// </summary>
internal sealed class EvaluateReport(ToolConsole console, bool isQuiet)
{
    // Created when first used: drawing takes longer to start than a small directory takes to load.
    private readonly Lazy<IAnsiConsole> _error = new(() => Terminal.Of(console));

    /// <summary>Does the work and shows what it says of itself meanwhile, where someone watches.</summary>
    /// <param name="work">Takes what to call with each new text.</param>
    public async Task<T> WatchAsync<T>(Func<Action<string>, Task<T>> work)
    {
        if (isQuiet || !console.ErrorIsTerminal)
            return await work(_ => { }).ConfigureAwait(false);

        return await _error.Value.Status()
            .StartAsync("Reading", status => work(text => status.Status = Markup.Escape(text)))
            .ConfigureAwait(false);
    }

    /// <summary>Says what of the definitions is probably not meant, one line each.</summary>
    public void Warn(string file, SegmentSet set)
    {
        foreach (Problem warning in isQuiet ? [] : set.Warnings)
            console.Error.WriteLine(new InputProblem(file, warning.Path, $"warning: {warning.Message}"));
    }

    /// <summary>Says who is in which segment, and what it took.</summary>
    public void Write(SegmentSet set, EvaluationResult evaluation, IReadOnlyList<(string Step, TimeSpan Duration)> steps, string output)
    {
        if (isQuiet)
            return;

        IAnsiConsole error = _error.Value;
        error.Write(Members(set, evaluation));
        error.WriteLine(Line($"As of {evaluation.AsOf:yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK}: {evaluation.SubjectCount:N0} customers."));
        error.WriteLine("Rows read: " + string.Join(", ", evaluation.Statistics.RowsRead.Select(r => Line($"{r.Key} {r.Value:N0}"))) + ".");
        error.WriteLine(Line(
            $"Leaves: {evaluation.Statistics.DistinctLeaves:N0} distinct, {evaluation.Statistics.LeavesEvaluated:N0} evaluated, {evaluation.Statistics.LeafEvaluations:N0} times in {evaluation.Statistics.Blocks:N0} blocks."));
        error.WriteLine("Time: " + string.Join(", ", steps.Select(s => Line($"{s.Step} {s.Duration.TotalMilliseconds:N0} ms"))) + ".");
        error.WriteLine($"Members are on {output}.");
    }

    private static Table Members(SegmentSet set, EvaluationResult evaluation)
    {
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumn("segment").AddColumn("name")
            .AddColumn("members", c => c.RightAligned().NoWrap()).AddColumn("share", c => c.RightAligned().NoWrap());
        foreach (Segment segment in set.Segments)
        {
            int members = evaluation[segment.Id].Count;
            double share = evaluation.SubjectCount == 0 ? 0 : 100.0 * members / evaluation.SubjectCount;
            table.AddRow(new Text(segment.Id), new Text(segment.Name), new Text(Line($"{members:N0}")), new Text(Line($"{share:N1} %")));
        }

        return table;
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
