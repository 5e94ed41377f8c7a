namespace Segmentation.Cli.Input;

/// <summary>One thing that is wrong with what the tool was given.</summary>
/// <param name="Source">The file or directory as the user named it, or the option.</param>
/// <param name="Place">Where in it: a JSON path, or line and column; empty for the whole.</param>
/// <param name="Message">What is wrong, and how to mend it.</param>
internal sealed record InputProblem(string Source, string Place, string Message)
{
    /// <summary>One line: source, place and message.</summary>
    public override string ToString()
    {
        string line = Place.Length == 0 ? $"{Source}: {Message}" : $"{Source}: {Place}: {Message}";
        return line.ReplaceLineEndings(" ");
    }
}
