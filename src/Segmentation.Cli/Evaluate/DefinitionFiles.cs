using System.Text;
using Segmentation.Cli.Input;

namespace Segmentation.Cli.Evaluate;

/// <summary>Reads segment and lists files; what is wrong with them becomes problems that name the file.</summary>
internal static class DefinitionFiles
{
    // Bytes that are no UTF-8 are an error; replaced silently, they would change a text that people compare with.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static async Task<SegmentDocument?> ReadSegmentsAsync(string path, List<InputProblem> problems, CancellationToken ct)
    {
        string? json = await ReadAsync(path, problems, ct).ConfigureAwait(false);
        return json is null ? null : SegmentFile.Parse(json);
    }

    public static async Task<SegmentLists?> ReadListsAsync(string path, List<InputProblem> problems, CancellationToken ct)
    {
        string? json = await ReadAsync(path, problems, ct).ConfigureAwait(false);
        if (json is null)
            return null;

        try
        {
            return SegmentListsFile.Read(json);
        }
        catch (SegmentDefinitionException refused)
        {
            problems.AddRange(refused.Problems.Select(p => new InputProblem(path, p.Path, p.Message)));
            return null;
        }
    }

    private static async Task<string?> ReadAsync(string path, List<InputProblem> problems, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllTextAsync(path, Utf8, ct).ConfigureAwait(false);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.Add(new InputProblem(path, "", $"cannot be read: {unreadable.Message}"));
        }
        catch (DecoderFallbackException invalid)
        {
            problems.Add(new InputProblem(path, "", $"is not UTF-8: {invalid.Message}"));
        }

        return null;
    }
}
