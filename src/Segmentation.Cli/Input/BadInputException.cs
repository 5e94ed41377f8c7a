namespace Segmentation.Cli.Input;

/// <summary>What the tool was given cannot be used; ends it with <see cref="ExitCode.BadInput"/> and a line a problem.</summary>
/// <param name="problems">At least one problem.</param>
internal sealed class BadInputException(IReadOnlyList<InputProblem> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public BadInputException(InputProblem problem) : this([problem])
    {
    }

    public IReadOnlyList<InputProblem> Problems { get; } = problems;
}
