namespace Segmentation;

/// <summary>Limits and defaults of binding. Immutable.</summary>
public sealed record BindOptions
{
    /// <summary>The deepest nesting of conditions in a segment, 1 or more; the outermost condition is level 1.</summary>
    public int MaxDepth { get; init; } = 32;

    /// <summary>The most conditions a segment may have, 1 or more, groups and those in <c>where</c> included.</summary>
    public int MaxNodes { get; init; } = 1000;

    /// <summary>The IANA time zone of segments that name none.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The condition types and operators that definitions may use.</summary>
    public ConditionLanguage Language { get; init; } = ConditionLanguage.BuiltIn;
}
