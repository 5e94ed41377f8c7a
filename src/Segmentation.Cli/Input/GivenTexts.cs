using System.CommandLine;

namespace Segmentation.Cli.Input;

/// <summary>Texts of which there may be many: arguments, or lines of standard input.</summary>
/// <param name="name">What help calls them.</param>
/// <param name="description">What they are.</param>
internal sealed class GivenTexts(string name, string description)
{
    private const string StandardInput = "-";

    public Argument<string[]> Argument { get; } = new(name)
    {
        Description = $"{description}; - reads them from standard input, one a line.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The texts, each once, in the order they were given. Empty lines of standard input are passed over.</summary>
    /// <exception cref="BadInputException">There are none.</exception>
    public async Task<IReadOnlyList<string>> ReadAsync(ParseResult parsed, ToolConsole console, CancellationToken ct)
    {
        var texts = new List<string>();
        foreach (string given in parsed.GetRequiredValue(Argument))
        {
            if (given != StandardInput)
                texts.Add(given);
            else
                while (await console.Input.ReadLineAsync(ct).ConfigureAwait(false) is { } line)
                    texts.Add(line.Trim());
        }

        string[] distinct = [.. texts.Where(t => t.Length > 0).Distinct(StringComparer.Ordinal)];
        return distinct.Length > 0 ? distinct : throw new BadInputException(new InputProblem(name, "", "nothing was given; name at least one."));
    }
}
