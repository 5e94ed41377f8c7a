using Segmentation.Time;

namespace Segmentation;

/// <summary>Limits and defaults of binding. Immutable; a value that breaks a rule is refused when it is set.</summary>
public sealed record BindOptions
{
    /// <summary>The deepest nesting of conditions in a segment, 1 or more; the outermost condition is level 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxDepth { get; init => field = AtLeastOne(value, nameof(MaxDepth)); } = 32;

    /// <summary>The most conditions a segment may have, 1 or more, groups and those in <c>where</c> included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxNodes { get; init => field = AtLeastOne(value, nameof(MaxNodes)); } = 1000;

    /// <summary>The most segments in a chain of which each refers to the next, 1 or more; one that refers to none is a chain of 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxReferenceDepth { get; init => field = AtLeastOne(value, nameof(MaxReferenceDepth)); } = 64;

    /// <summary>The most active segments a set may have, 1 or more; null for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? MaxSegments { get; init => field = value is { } limit ? AtLeastOne(limit, nameof(MaxSegments)) : null; }

    /// <summary>The IANA time zone of segments that name none.</summary>
    /// <exception cref="ArgumentException">There is no such zone.</exception>
    public string TimeZone { get; init => field = ZoneOf(value, nameof(TimeZone)); } = "UTC";

    /// <summary>The condition types and operators that definitions may use.</summary>
    public ConditionLanguage Language { get; init; } = ConditionLanguage.BuiltIn;

    private static int AtLeastOne(int value, string property) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(property, value, $"{property} must be 1 or more.");

    private static string ZoneOf(string value, string property)
    {
        ArgumentNullException.ThrowIfNull(value, property);
        return Frame.IsZone(value)
            ? value
            : throw new ArgumentException($"{property} must be an IANA time zone such as Europe/Kyiv; it is '{value}'.", property);
    }
}
