namespace Segmentation.Cli;

/// <summary>What the tool sees of the world outside its arguments and files; tests bring their own.</summary>
/// <param name="Output">Where members and lists go. Nothing is written to it before everything has succeeded.</param>
/// <param name="Error">Where summaries, progress and problems go.</param>
/// <param name="ErrorIsTerminal">Whether someone watches <paramref name="Error"/>, so that progress may be drawn and redrawn.</param>
/// <param name="Time">Gives the as-of instant where none is asked for, and measures.</param>
internal sealed record ToolConsole(Stream Output, TextWriter Error, bool ErrorIsTerminal, TimeProvider Time)
{
    /// <summary>Where texts come from that are too many for arguments.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>The console of this process.</summary>
    public static ToolConsole System() =>
        new(Console.OpenStandardOutput(), Console.Error, !Console.IsErrorRedirected, TimeProvider.System) { Input = Console.In };
}
