using System.CommandLine;
using Segmentation.Cli.Input;
using Segmentation.Cli.Output;

namespace Segmentation.Cli.Listings;

/// <summary>The option of every verb that answers with a listing.</summary>
internal sealed class ListingArguments
{
    private readonly IReadOnlyList<ListingFormat> _formats;

    public ListingArguments()
        : this(ListingFormat.All)
    {
    }

    /// <param name="formats">The formats there are; the first is the default.</param>
    public ListingArguments(IReadOnlyList<ListingFormat> formats)
    {
        _formats = formats;
        Format = new Option<string>("--format")
        {
            Description = $"How to write it: {Names}.",
            HelpName = string.Join('|', formats.Select(f => f.Name)),
            DefaultValueFactory = _ => formats[0].Name,
        };
    }

    public Option<string> Format { get; }

    private string Names => string.Join(", ", _formats.Select(f => f.Name));

    /// <summary>What was given; what is wrong with it is added to the problems.</summary>
    public ListingFormat Read(ParseResult parsed, List<InputProblem> problems)
    {
        string given = parsed.GetRequiredValue(Format);
        ListingFormat? format = _formats.FirstOrDefault(f => f.Name == given);
        if (format is null)
            problems.Add(new("--format", "", $"'{given}' is unknown; there are {Names}."));
        return format ?? _formats[0];
    }
}

/// <summary>Writes listings to a console.</summary>
internal static class ListingOutput
{
    /// <summary>Writes a listing to standard output, once it is complete.</summary>
    public static async Task WriteAsync(this ToolConsole console, Listing listing, ListingFormat format, CancellationToken ct)
    {
        using var text = new MemoryStream();
        await format.WriteAsync(listing, text, ct).ConfigureAwait(false);
        text.Position = 0;
        new OutputTarget(OutputTarget.StandardOutput, console.Output).Write(text.CopyTo);
    }
}
