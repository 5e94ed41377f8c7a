using System.CommandLine;

namespace Segmentation.Cli.Input;

/// <summary>The options of every verb that reads data and segments from files.</summary>
/// <param name="isRequired">Whether the verb has nothing else to read.</param>
internal sealed class InputArguments(bool isRequired = true)
{
    public Option<string?> Data { get; } = new("--data")
    {
        Description = "The directory with customers.csv, orders.csv and the like, plain or as .csv.gz.",
        HelpName = "DIR",
        Required = isRequired,
    };

    public Option<string?> Segments { get; } = new("--segments")
    {
        Description = "The segment file.",
        HelpName = "FILE",
        Required = isRequired,
    };

    public Option<string?> Lists { get; } = new("--lists")
    {
        Description = "The file of customers who are in or out of a segment whatever its conditions say.",
        HelpName = "FILE",
    };

    public AsOfOption AsOf { get; } = new();

    public Option<string[]> Options { get; } = new("--option")
    {
        Description = $"A decision about the data; repeatable: {NamedOptions.Describe()}.",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Whether any of the files, or a decision about them, was given.</summary>
    public bool AreGiven(ParseResult parsed) =>
        parsed.GetValue(Data) is not null || parsed.GetValue(Segments) is not null || parsed.GetValue(Lists) is not null || parsed.GetRequiredValue(Options).Length > 0;

    /// <summary>What was given; what is wrong with it is added to the problems. Null when data or segments are missing, which is a problem too.</summary>
    public InputSettings? ReadOptional(ParseResult parsed, DateTimeOffset asOf, List<InputProblem> problems)
    {
        if (parsed.GetValue(Data) is not null && parsed.GetValue(Segments) is not null)
            return Read(parsed, asOf, problems);
        problems.Add(new(parsed.GetValue(Data) is null ? "--data" : "--segments", "", "is missing; files are read with both --data DIR and --segments FILE."));
        return null;
    }

    /// <summary>What was given; what is wrong with it is added to the problems.</summary>
    public InputSettings Read(ParseResult parsed, DateTimeOffset asOf, List<InputProblem> problems) => new()
    {
        Data = parsed.GetRequiredValue(Data)!,
        Segments = parsed.GetRequiredValue(Segments)!,
        Lists = parsed.GetValue(Lists),
        AsOf = asOf,
        Options = NamedOptions.Parse(parsed.GetRequiredValue(Options), problems),
    };
}
