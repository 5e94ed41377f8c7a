using System.Text;
using Segmentation.Cli.Evaluate;
using Segmentation.Cli.Input;
using Segmentation.Cli.Output;
using Segmentation.Files;

namespace Segmentation.Cli.Explain;

/// <summary>One run of <c>segments explain</c>: reads, explains, writes.</summary>
internal sealed class ExplainRun(ExplainSettings settings, ToolConsole console)
{
    public async Task RunAsync(CancellationToken ct)
    {
        var report = new EvaluateReport(console, isQuiet: false);
        Explanation explanation = await report.WatchAsync(status => ExplainAsync(status, ct)).ConfigureAwait(false);
        new OutputTarget(OutputTarget.StandardOutput, console.Output).Write(output => output.Write(Encoding.UTF8.GetBytes(settings.Format.Write(explanation))));
    }

    private async Task<Explanation> ExplainAsync(Action<string> status, CancellationToken ct)
    {
        (SegmentSet set, DataDirectory data) = await new InputReader(settings.Input).ReadAsync(status, ct).ConfigureAwait(false);
        if (set.Segments.All(s => s.Id != settings.Segment))
            throw Refuse("--segment", $"there is no segment '{settings.Segment}' in {settings.Input.Segments}.");
        try
        {
            return await new SegmentExplainer(data).ExplainAsync(set, settings.Segment, settings.Customer, settings.Input.AsOf, ct).ConfigureAwait(false);
        }
        catch (SubjectNotFoundException unknown)
        {
            throw Refuse("--customer", $"there is no {unknown.Entity} '{unknown.Key}' in {settings.Input.Data}.");
        }
        catch (Exception refused) when (refused is SegmentDataException or SegmentSourceException)
        {
            throw Refuse(settings.Input.Data, refused.Message);
        }
    }

    private static BadInputException Refuse(string source, string message) => new(new InputProblem(source, "", message));
}
