using System.CommandLine;

namespace Segmentation.Cli.Input;

/// <summary>The option of verbs that look at customers as of an instant.</summary>
internal sealed class AsOfOption
{
    public Option<string?> Option { get; } = new("--as-of")
    {
        Description = "The instant to evaluate as of: ISO 8601 with an offset or Z. [default: now]",
        HelpName = "INSTANT",
    };

    /// <summary>What was given, null for now; what is wrong with it is added to the problems.</summary>
    public DateTimeOffset? Read(ParseResult parsed, List<InputProblem> problems)
    {
        if (parsed.GetValue(Option) is not { } text)
            return null;
        DateTimeOffset? instant = InstantText.Parse(text);
        if (instant is null)
            problems.Add(new("--as-of", "", $"'{text}' is no instant with an offset in the years 1000 to 8999; write it as 2026-01-31T00:00:00Z or 2026-01-31T00:00:00+02:00."));
        return instant;
    }
}
