using Segmentation.Cli.Input;

namespace Segmentation.Cli.Evaluate;

/// <summary>Reads segment and lists files; what is wrong with them becomes problems that name the file.</summary>
internal static class DefinitionFiles
{
    /// <summary>The definitions, with the problems of single segments in them; null when the file says nothing of any segment.</summary>
    public static async Task<SegmentDocument?> ReadSegmentsAsync(string path, List<InputProblem> problems, CancellationToken ct)
    {
        SegmentDocument? document = await ReadAsync(path, SegmentFile.ParseFileAsync, problems, ct).ConfigureAwait(false);
        if (document is not { Segments.Count: 0, Problems.Count: > 0 })
            return document;

        Add(path, document.Problems, problems);
        return null;
    }

    /// <summary>The lists; null when they have problems.</summary>
    public static Task<SegmentLists?> ReadListsAsync(string path, List<InputProblem> problems, CancellationToken ct) =>
        ReadAsync(path, SegmentListsFile.ReadFileAsync, problems, ct);

    /// <summary>Problems of a definition, as problems of the file that has it.</summary>
    public static void Add(string path, IReadOnlyList<Problem> found, List<InputProblem> problems) =>
        problems.AddRange(found.Select(p => new InputProblem(path, p.Path, p.Message)));

    private static async Task<T?> ReadAsync<T>(
        string path, Func<string, CancellationToken, Task<T>> read, List<InputProblem> problems, CancellationToken ct)
        where T : class
    {
        try
        {
            return await read(path, ct).ConfigureAwait(false);
        }
        catch (SegmentDefinitionException refused)
        {
            Add(path, refused.Problems, problems);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.Add(new InputProblem(path, "", $"cannot be read: {unreadable.Message}"));
        }

        return null;
    }
}
