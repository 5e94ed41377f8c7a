using System.CommandLine;

namespace Segmentation.Cli.Input;

/// <summary>The option of verbs that show some of many rows.</summary>
/// <param name="description">Of what.</param>
/// <param name="take">How many where nothing is said.</param>
internal sealed class TakeOption(string description, int take)
{
    private const int Most = 10_000;

    public Option<int> Option { get; } = new("--take")
    {
        Description = $"{description}, 1 to {Most}.",
        HelpName = "N",
        DefaultValueFactory = _ => take,
    };

    /// <summary>What was given; what is wrong with it is added to the problems.</summary>
    public int Read(ParseResult parsed, List<InputProblem> problems)
    {
        int given = parsed.GetValue(Option);
        if (given is < 1 or > Most)
            problems.Add(new("--take", "", FormattableString.Invariant($"{given} is not from 1 to {Most}.")));
        return Math.Clamp(given, 1, Most);
    }
}
