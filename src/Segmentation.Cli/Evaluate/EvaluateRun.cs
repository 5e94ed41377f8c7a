using Segmentation.Cli.Engines;
using Segmentation.Cli.Input;
using Segmentation.Cli.Output;
using Segmentation.Files;

namespace Segmentation.Cli.Evaluate;

/// <summary>One run of <c>segments evaluate</c>: reads, evaluates, writes, and says what it did.</summary>
internal sealed class EvaluateRun(EvaluateSettings settings, ToolConsole console)
{
    private readonly Laps _laps = new(console.Time);

    public async Task RunAsync(CancellationToken ct)
    {
        var report = new EvaluateReport(console, settings.IsQuiet);
        Outcome outcome = await report.WatchAsync(status => EvaluateAsync(status, ct)).ConfigureAwait(false);

        (SegmentSet set, EvaluationResult evaluation) = outcome;
        IEnumerable<string> ids = set.Segments.Select(s => s.Id).Order(StringComparer.Ordinal);
        settings.Output.Write(stream => settings.Format.Write(ids.Select(id => evaluation[id]), stream, ct));
        _laps.End("writing");

        report.Warn(settings.Input.Segments, set);
        report.Write(set, evaluation, _laps.Steps, settings.Output.Name);
    }

    private async Task<Outcome> EvaluateAsync(Action<string> status, CancellationToken ct)
    {
        (SegmentSet set, DataDirectory data) = await new InputReader(settings.Input).ReadAsync(status, ct).ConfigureAwait(false);
        _laps.End("loading");

        var progress = new Relay<EvaluationProgress>(p => status($"Evaluating {set.Segments.Count} segments: {p.Subjects:N0} customers"));
        try
        {
            EngineSource engine = await settings.Engine.LoadAsync(data, settings.Connection, status, ct).ConfigureAwait(false);
            await using (engine.ConfigureAwait(false))
            {
                _laps.End("preparing");
                var evaluator = new SegmentEvaluator(engine.Source);
                EvaluationResult evaluation = await evaluator.EvaluateAsync(set, settings.Input.AsOf, options: null, progress, ct).ConfigureAwait(false);
                _laps.End("evaluating");
                return new Outcome(set, evaluation);
            }
        }
        catch (Exception refused) when (refused is SegmentDataException or SegmentSourceException)
        {
            throw new BadInputException(new InputProblem(settings.Input.Data, "", refused.Message));
        }
    }

    private sealed record Outcome(SegmentSet Set, EvaluationResult Evaluation);
}
