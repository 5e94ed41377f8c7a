using System.Globalization;
using Segmentation.Cli.Output;
using Spectre.Console;

namespace Segmentation.Cli.Refresh;

/// <summary>How much is said while a refresh runs.</summary>
internal enum RefreshTalk
{
    Quiet,
    Normal,
    Verbose,
}

/// <summary>Shows how far a refresh has come: bars that are redrawn on a terminal, lines elsewhere.</summary>
internal sealed class RefreshWatch(ToolConsole console, RefreshTalk talk)
{
    private RefreshStage? _stage;
    private int _segmentsDone;

    /// <summary>The run, as soon as it is known.</summary>
    public string? RunId { get; private set; }

    /// <summary>Runs a refresh and shows it.</summary>
    /// <param name="refresh">Takes what to tell of progress.</param>
    public Task<RefreshReport> WatchAsync(Func<IProgress<RefreshProgress>, Task<RefreshReport>> refresh) =>
        talk != RefreshTalk.Quiet && console.ErrorIsTerminal ? DrawAsync(refresh) : refresh(new Relay<RefreshProgress>(Write));

    private async Task<RefreshReport> DrawAsync(Func<IProgress<RefreshProgress>, Task<RefreshReport>> refresh)
    {
        IAnsiConsole terminal = Terminal.Of(console);
        return await terminal.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                // How many customers there are is known when all are evaluated.
                ProgressTask customers = context.AddTask("Starting").IsIndeterminate();
                ProgressTask segments = context.AddTask("Segments", autoStart: false);
                return await refresh(new Relay<RefreshProgress>(p => Draw(p, terminal, customers, segments))).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    private void Draw(RefreshProgress progress, IAnsiConsole terminal, ProgressTask customers, ProgressTask segments)
    {
        RunId = progress.RunId ?? RunId;
        if (talk == RefreshTalk.Verbose && DetailOf(progress) is { } detail)
            terminal.WriteLine(detail);
        customers.Description = progress.Customers > 0 ? Markup.Escape(Line($"{progress.Customers:N0} customers")) : Markup.Escape(StageLine(progress));
        segments.Description = Markup.Escape(Line($"{progress.SegmentsDone} of {progress.Segments} segments"));
        segments.MaxValue = Math.Max(progress.Segments, 1);
        segments.Value = progress.SegmentsDone;
        if (progress.Stage <= RefreshStage.Evaluating)
            return;
        customers.IsIndeterminate(false).Value = customers.MaxValue;
        segments.StartTask();
    }

    private void Write(RefreshProgress progress)
    {
        RunId = progress.RunId ?? RunId;
        if (talk == RefreshTalk.Quiet)
            return;
        // The tool moves nobody to groups.
        if (progress.Stage != _stage && progress.Stage != RefreshStage.MovingGroups)
            console.Error.WriteLine(StageLine(progress));
        _stage = progress.Stage;
        if (talk == RefreshTalk.Verbose && DetailOf(progress) is { } detail)
            console.Error.WriteLine(detail);
    }

    /// <summary>The segment or the block of customers that is done; null for neither.</summary>
    private string? DetailOf(RefreshProgress progress) =>
        IsOfASegment(progress) ? Line($"  {progress.SegmentId} is done, {progress.SegmentsDone} of {progress.Segments}")
        : progress is { Stage: RefreshStage.Evaluating, Blocks: > 0 } ? Line($"  {progress.Customers:N0} customers, block {progress.Blocks:N0}")
        : null;

    private bool IsOfASegment(RefreshProgress progress)
    {
        bool isNext = progress.SegmentId is not null && progress.SegmentsDone > _segmentsDone;
        _segmentsDone = Math.Max(_segmentsDone, progress.SegmentsDone);
        return isNext;
    }

    private static string StageLine(RefreshProgress progress) => progress.Stage switch
    {
        RefreshStage.Starting => "Starting",
        RefreshStage.Evaluating => Line($"Evaluating {Segments(progress)} as run {progress.RunId}"),
        RefreshStage.Committing => Line($"Storing members of {Segments(progress)}, {progress.Customers:N0} customers looked at"),
        _ => "Finished",
    };

    private static string Segments(RefreshProgress progress) => progress.Segments == 1 ? "1 segment" : Line($"{progress.Segments} segments");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
