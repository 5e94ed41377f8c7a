namespace Segmentation.Cli.Input;

/// <summary>The files that definitions are read from.</summary>
/// <param name="Segments">The segment file.</param>
/// <param name="Lists">The lists file; null for none.</param>
internal sealed record DefinitionPaths(string Segments, string? Lists)
{
    /// <summary>Whether they are there.</summary>
    public void Check(List<InputProblem> problems)
    {
        InputSettings.CheckFile(Segments, problems);
        if (Lists is not null)
            InputSettings.CheckFile(Lists, problems);
    }

    /// <summary>The file that a problem is in: only what is said of lists has a code of their own.</summary>
    public string Of(Problem problem) =>
        Lists is not null && problem.Code.StartsWith("list.", StringComparison.Ordinal) ? Lists : Segments;
}
