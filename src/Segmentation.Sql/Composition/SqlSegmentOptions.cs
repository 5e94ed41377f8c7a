namespace Segmentation.Sql;

/// <summary>How a segment becomes part of a statement. Immutable.</summary>
public sealed record SqlSegmentOptions
{
    /// <summary>The most conditions of a segment that becomes part of a statement, when nothing else is said.</summary>
    public const int DefaultMaxComposedNodes = 500;

    /// <summary>
    /// What the names of parameters begin with, so that they differ from those of the host and of other segments in one
    /// statement: ASCII letters, digits and underscores, a letter first. <c>segment</c> by default.
    /// </summary>
    public string ParameterPrefix { get; init; } = "segment";

    /// <summary>How many conditions a segment may have, those of segments that it refers to included, as these are part of the same statement.</summary>
    public int MaxComposedNodes { get; init; } = DefaultMaxComposedNodes;

    internal void Validate()
    {
        if (string.IsNullOrEmpty(ParameterPrefix) || !char.IsAsciiLetter(ParameterPrefix[0]) || !ParameterPrefix.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw new ArgumentException($"{nameof(ParameterPrefix)} must be ASCII letters, digits and underscores, a letter first, but is '{ParameterPrefix}'.");
        if (MaxComposedNodes < 1)
            throw new ArgumentException($"{nameof(MaxComposedNodes)} must be at least 1, but is {MaxComposedNodes}.");
    }
}
