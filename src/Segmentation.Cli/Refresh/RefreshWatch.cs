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
        if (talk == RefreshTalk.Verbose && IsOfASegment(progress))
            terminal.WriteLine(SegmentLine(progress));
        customers.Description = progress.Customers > 0 ? Markup.Escape(Line($"{progress.Customers:N0} customers")) : Markup.Escape(StageLine(progress));
        segments.Description = Markup.Escape(progress.Stage == RefreshStage.MovingGroups ? Line($"{progress.GroupsMoved:N0} customers moved to groups") : Line($"{progress.SegmentsDone} of {progress.Segments} segments"));
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
        if (progress.Stage != _stage)
            console.Error.WriteLine(StageLine(progress));
        _stage = progress.Stage;
        if (talk != RefreshTalk.Verbose)
            return;
        if (IsOfASegment(progress))
            console.Error.WriteLine(SegmentLine(progress));
        else if (progress is { Stage: RefreshStage.Evaluating, Blocks: > 0 })
            console.Error.WriteLine(Line($"  {progress.Customers:N0} customers, block {progress.Blocks:N0}"));
    }

    private bool IsOfASegment(RefreshProgress progress)
    {
        bool isNext = progress.SegmentId is not null && progress.SegmentsDone > _segmentsDone;
        _segmentsDone = Math.Max(_segmentsDone, progress.SegmentsDone);
        return isNext;
    }

    private static string SegmentLine(RefreshProgress progress) => Line($"  {progress.SegmentId} is done, {progress.SegmentsDone} of {progress.Segments}");

    private static string StageLine(RefreshProgress progress) => progress.Stage switch
    {
        RefreshStage.Starting => "Starting",
        RefreshStage.Evaluating => Line($"Evaluating {progress.Segments} segments as run {progress.RunId}"),
        RefreshStage.Committing => Line($"Storing members of {progress.Segments} segments, {progress.Customers:N0} customers looked at"),
        RefreshStage.MovingGroups => "Moving customers to groups",
        _ => "Finished",
    };

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
