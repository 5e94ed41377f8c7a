using Spectre.Console;

namespace Segmentation.Cli.Output;

/// <summary>Standard error as a terminal that is drawn on, where it is one.</summary>
internal static class Terminal
{
    private const int WidthOfFiles = 120;

    public static IAnsiConsole Of(ToolConsole console)
    {
        IAnsiConsole ansi = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(console.Error),
            Ansi = console.ErrorIsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = console.ErrorIsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = console.ErrorIsTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!console.ErrorIsTerminal)
            ansi.Profile.Width = WidthOfFiles;
        return ansi;
    }
}
