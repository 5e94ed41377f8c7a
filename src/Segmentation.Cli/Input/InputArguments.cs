using System.CommandLine;

namespace Segmentation.Cli.Input;

/// <summary>The options of every verb that reads data and segments.</summary>
internal sealed class InputArguments
{
    public Option<string> Data { get; } = new("--data")
    {
        Description = "The directory with customers.csv, orders.csv and the like, plain or as .csv.gz.",
        HelpName = "DIR",
        Required = true,
    };

    public Option<string> Segments { get; } = new("--segments")
    {
        Description = "The segment file.",
        HelpName = "FILE",
        Required = true,
    };

    public Option<string?> Lists { get; } = new("--lists")
    {
        Description = "The file of customers who are in or out of a segment whatever its conditions say.",
        HelpName = "FILE",
    };

    public Option<string?> AsOf { get; } = new("--as-of")
    {
        Description = "The instant to evaluate as of: ISO 8601 with an offset or Z. [default: now]",
        HelpName = "INSTANT",
    };

    public Option<string[]> Options { get; } = new("--option")
    {
        Description = $"A decision about the data; repeatable: {NamedOptions.Describe()}.",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    /// <summary>What was given; what is wrong with it is added to the problems.</summary>
    public InputSettings Read(ParseResult parsed, TimeProvider time, List<InputProblem> problems) => new()
    {
        Data = parsed.GetRequiredValue(Data),
        Segments = parsed.GetRequiredValue(Segments),
        Lists = parsed.GetValue(Lists),
        AsOf = ReadAsOf(parsed.GetValue(AsOf), problems) ?? time.GetUtcNow(),
        Options = NamedOptions.Parse(parsed.GetRequiredValue(Options), problems),
    };

    private static DateTimeOffset? ReadAsOf(string? text, List<InputProblem> problems)
    {
        if (text is null)
            return null;
        DateTimeOffset? instant = InstantText.Parse(text);
        if (instant is null)
            problems.Add(new("--as-of", "", $"'{text}' is no instant with an offset in the years 1000 to 8999; write it as 2026-01-31T00:00:00Z or 2026-01-31T00:00:00+02:00."));
        return instant;
    }
}
