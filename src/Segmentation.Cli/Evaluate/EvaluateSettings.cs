using Segmentation.Cli.Engines;
using Segmentation.Cli.Input;
using Segmentation.Cli.Output;

namespace Segmentation.Cli.Evaluate;

/// <summary>What one run of <c>segments evaluate</c> is asked to do.</summary>
internal sealed record EvaluateSettings
{
    public required InputSettings Input { get; init; }

    public required IEngine Engine { get; init; }

    public required string? Connection { get; init; }

    public required OutputTarget Output { get; init; }

    public required IMemberFormat Format { get; init; }

    public required bool IsQuiet { get; init; }

    /// <summary>Finds what can be seen to be wrong before anything is read, so that nobody waits for it.</summary>
    public void Check(List<InputProblem> problems)
    {
        Input.Check(problems);
        Output.Check([Input.Segments, Input.Lists], Input.Data, problems);
    }
}
