using Segmentation.Cli.Output;
using Segmentation.Files;

namespace Segmentation.Cli.Input;

/// <summary>Loads a data directory by the tool's options.</summary>
internal static class DirectoryInput
{
    /// <exception cref="BadInputException">Something in the directory is wrong.</exception>
    public static async Task<DataDirectory> LoadAsync(string path, NamedOptions options, Action<string> status, CancellationToken ct)
    {
        var problems = new List<InputProblem>();
        SegmentSchema schema = CommerceSchema.Create(options.Commerce);
        return await TryLoadAsync(path, schema, options, status, problems, ct).ConfigureAwait(false) ?? throw new BadInputException(problems);
    }

    /// <summary>The data; null when something in the directory is wrong, which is added to the problems.</summary>
    public static async Task<DataDirectory?> TryLoadAsync(
        string path, SegmentSchema schema, NamedOptions options, Action<string> status, List<InputProblem> problems, CancellationToken ct)
    {
        var progress = new Relay<DataDirectoryProgress>(p => status($"Loading {p.File}: {p.Rows:N0} rows"));
        try
        {
            return await DataDirectory.LoadAsync(path, schema, new DataDirectoryOptions { DeriveGuests = options.DeriveGuests }, progress, ct).ConfigureAwait(false);
        }
        catch (DataDirectoryException refused)
        {
            problems.AddRange(refused.Problems.Select(p => new InputProblem(PathOf(path, p), p.Place, p.Message)));
            if (refused.Unlisted > 0)
                problems.Add(new InputProblem(path, "", $"there are {refused.Unlisted} problems more."));
            return null;
        }
    }

    private static string PathOf(string directory, DataProblem problem) =>
        Directory.Exists(problem.File) ? directory : Path.Combine(directory, problem.File);
}
