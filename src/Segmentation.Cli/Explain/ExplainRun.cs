using System.Text;
using Segmentation.Cli.Databases;
using Segmentation.Cli.Evaluate;
using Segmentation.Cli.Input;
using Segmentation.Cli.Output;
using Segmentation.Cli.Shops;
using Segmentation.Files;

namespace Segmentation.Cli.Explain;

/// <summary>One run of <c>segments explain</c>: reads, explains, writes.</summary>
internal sealed class ExplainRun(ExplainSettings settings, ExplainSource source, ToolConsole console)
{
    public async Task RunAsync(CancellationToken ct)
    {
        var report = new EvaluateReport(console, isQuiet: false);
        Explanation explanation = await report.WatchAsync(status => source(settings, status, ct)).ConfigureAwait(false);
        new OutputTarget(OutputTarget.StandardOutput, console.Output).Write(output => output.Write(Encoding.UTF8.GetBytes(settings.Format.Write(explanation))));
    }

    /// <summary>Explains a segment of a file over a directory.</summary>
    public static async Task<Explanation> OverFilesAsync(InputSettings input, ExplainSettings settings, Action<string> status, CancellationToken ct)
    {
        (SegmentSet set, DataDirectory data) = await new InputReader(input).ReadAsync(status, ct).ConfigureAwait(false);
        if (set.Segments.All(s => s.Id != settings.Segment))
            throw Refuse("--segment", $"there is no segment '{settings.Segment}' in {input.Segments}.");
        try
        {
            return await ExplainAsync(data, set, settings, input.Data, ct).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is SegmentDataException or SegmentSourceException)
        {
            throw Refuse(input.Data, refused.Message);
        }
    }

    /// <summary>Explains a stored segment over imported customers.</summary>
    public static async Task<Explanation> OverDatabaseAsync(DatabaseSettings database, ExplainSettings settings, ToolConsole console, CancellationToken ct)
    {
        Explanation? explanation = null;
        await ShopVerb.RunAsync(database, console, async (shop, token) =>
        {
            // Bound first of all, so that places begin at segments[0] as in a file of its own.
            Segment segment = await shop.FindUsableAsync(settings.Segment, "--segment", token).ConfigureAwait(false);
            SegmentSet set = await DraftFile.BindAsync([segment], shop, token).ConfigureAwait(false);
            explanation = await ExplainAsync(shop.Source, set, settings, "the database", token).ConfigureAwait(false);
            return ExitCode.Success;
        }, ct).ConfigureAwait(false);
        return explanation!;
    }

    private static async Task<Explanation> ExplainAsync(ISegmentSource source, SegmentSet set, ExplainSettings settings, string place, CancellationToken ct)
    {
        try
        {
            return await new SegmentExplainer(source).ExplainAsync(set, settings.Segment, settings.Customer, settings.AsOf, ct).ConfigureAwait(false);
        }
        catch (SubjectNotFoundException unknown)
        {
            throw Refuse("--customer", $"there is no {unknown.Entity} '{unknown.Key}' in {place}.");
        }
    }

    private static BadInputException Refuse(string source, string message) => new(new InputProblem(source, "", message));
}
