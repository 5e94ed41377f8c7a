using Segmentation.Cli.Input;
using Segmentation.Files;

namespace Segmentation.Cli.Evaluate;

/// <summary>
/// Reads the definitions and the data and binds the ones to the other. Goes on after a problem as long as that finds more
/// of them, and ends with all of them at once.
/// </summary>
internal sealed class InputReader(InputSettings settings)
{
    private readonly List<InputProblem> _problems = [];

    /// <param name="status">Takes what is being done.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="BadInputException">Something of the input cannot be used.</exception>
    public async Task<Inputs> ReadAsync(Action<string> status, CancellationToken ct)
    {
        // The data takes longest, so that reading it begins before anything else, on another thread.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task<SegmentSchema> schema = Task.Run(() => CommerceSchema.Create(settings.Options.Commerce), ct);
        Task<(DataDirectory? Data, List<InputProblem> Problems)> loading = LoadAsync(schema, status, stop.Token);
        SegmentDocument? document = await DefinitionFiles.ReadSegmentsAsync(settings.Segments, _problems, ct).ConfigureAwait(false);
        SegmentLists? lists = settings.Lists is null
            ? SegmentLists.Empty
            : await DefinitionFiles.ReadListsAsync(settings.Lists, _problems, ct).ConfigureAwait(false);
        if (document is null)
        {
            // Of a file that cannot be read at all the data says nothing more.
            await stop.CancelAsync().ConfigureAwait(false);
            await loading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            throw new BadInputException(_problems);
        }

        _ = Task.Run(async () => await Rehearsal.RunAsync(await schema.ConfigureAwait(false), document, settings.AsOf, ct).ConfigureAwait(false), ct);
        (DataDirectory? data, List<InputProblem> problems) = await loading.ConfigureAwait(false);
        _problems.AddRange(problems);
        SegmentSet? set = Bind(document, lists ?? SegmentLists.Empty, data);
        return _problems.Count == 0 && set is not null && data is not null ? new Inputs(set, data) : throw new BadInputException(_problems);
    }

    private async Task<(DataDirectory? Data, List<InputProblem> Problems)> LoadAsync(Task<SegmentSchema> schema, Action<string> status, CancellationToken ct)
    {
        var problems = new List<InputProblem>();
        DataDirectory? data = await DirectoryInput.TryLoadAsync(
            settings.Data, await schema.ConfigureAwait(false), settings.Options, status, problems, ct).ConfigureAwait(false);
        return (data, problems);
    }

    private SegmentSet? Bind(SegmentDocument document, SegmentLists lists, DataDirectory? data)
    {
        if (data is null)
        {
            DefinitionFiles.Add(settings.Segments, document.Problems, _problems);
            return null;
        }

        try
        {
            return SegmentSet.Bind(data.Schema, document, lists, new BindOptions { TimeZone = settings.Options.TimeZone });
        }
        catch (SegmentDefinitionException refused)
        {
            _problems.AddRange(refused.Problems.Select(p => new InputProblem(FileOf(p), p.Path, p.Message)));
            return null;
        }
    }

    // Binding sees the definitions and the lists together; only what it says of lists has a code of their own.
    private string FileOf(Problem problem) =>
        settings.Lists is not null && problem.Code.StartsWith("list.", StringComparison.Ordinal) ? settings.Lists : settings.Segments;
}

/// <summary>What a run works with.</summary>
/// <param name="Set">The definitions, bound to the data's schema.</param>
/// <param name="Data">The data.</param>
internal sealed record Inputs(SegmentSet Set, DataDirectory Data);
