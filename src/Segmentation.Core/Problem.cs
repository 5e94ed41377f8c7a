namespace Segmentation;

/// <summary>One thing that is wrong with a definition, a list or an option.</summary>
/// <param name="Path">Where: a path from the root of what was read, such as
/// <c>segments[0].conditions.conditions[1].operator</c>; empty for the whole.</param>
/// <param name="Code">What, as a stable code for programs, such as <c>attribute.unknown</c>.</param>
/// <param name="Message">What, and how to mend it, in one or two sentences for people.</param>
public sealed record Problem(string Path, string Code, string Message)
{
    /// <summary>A problem that a plug-in finds with its own settings; its code is <c>plugin.invalid</c>.</summary>
    /// <param name="path">The setting's name, such as <c>nameof(Within)</c>; empty for the whole. The binder puts the place of the plug-in before it.</param>
    /// <param name="message">What, and how to mend it.</param>
    public Problem(string path, string message)
        : this(path, "plugin.invalid", message)
    {
    }

    /// <summary>The path and the message, as a person reads them.</summary>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
