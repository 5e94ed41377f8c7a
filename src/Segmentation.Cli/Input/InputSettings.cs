namespace Segmentation.Cli.Input;

/// <summary>What a verb reads, however it goes on.</summary>
internal sealed record InputSettings
{
    public required string Data { get; init; }

    public required string Segments { get; init; }

    public required string? Lists { get; init; }

    public required DateTimeOffset AsOf { get; init; }

    public required NamedOptions Options { get; init; }

    /// <summary>Finds what can be seen to be wrong before anything is read, so that nobody waits for it.</summary>
    public void Check(List<InputProblem> problems)
    {
        CheckDirectory(Data, problems);
        CheckFile(Segments, problems);
        if (Lists is not null)
            CheckFile(Lists, problems);
    }

    /// <summary>Whether the data can be a directory at all.</summary>
    public static void CheckDirectory(string path, List<InputProblem> problems)
    {
        if (!Directory.Exists(path))
            problems.Add(new(path, "", File.Exists(path) ? "this is a file; --data takes a directory." : "there is no such directory."));
    }

    /// <summary>Whether a file is there.</summary>
    public static void CheckFile(string path, List<InputProblem> problems)
    {
        if (!File.Exists(path))
            problems.Add(new(path, "", Directory.Exists(path) ? "this is a directory; a file is needed." : "there is no such file."));
    }
}
