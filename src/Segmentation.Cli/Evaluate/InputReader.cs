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
    public async Task<(SegmentSet Set, DataDirectory Data)> ReadAsync(Action<string> status, CancellationToken ct)
    {
        SegmentDocument? document = await DefinitionFiles.ReadSegmentsAsync(settings.Segments, _problems, ct).ConfigureAwait(false);
        SegmentLists? lists = settings.Lists is null
            ? SegmentLists.Empty
            : await DefinitionFiles.ReadListsAsync(settings.Lists, _problems, ct).ConfigureAwait(false);

        // Of a file that cannot be read at all the data says nothing more, and loading it may take long.
        DataDirectory? data = document is null ? null : await LoadAsync(document, status, ct).ConfigureAwait(false);
        SegmentSet? set = document is null ? null : Bind(document, lists ?? SegmentLists.Empty, data);

        return _problems.Count == 0 && set is not null && data is not null ? (set, data) : throw new BadInputException(_problems);
    }

    private async Task<DataDirectory?> LoadAsync(SegmentDocument document, Action<string> status, CancellationToken ct)
    {
        SegmentSchema schema = CommerceSchema.Create(settings.Options.Commerce);
        _ = Task.Run(() => Rehearsal.RunAsync(schema, document, settings.AsOf, ct), ct);
        return await DirectoryInput.TryLoadAsync(settings.Data, schema, settings.Options, status, _problems, ct).ConfigureAwait(false);
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
