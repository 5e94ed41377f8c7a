using Segmentation.Time;

namespace Segmentation;

/// <summary>Limits and defaults of a host's segments. Validated when the host starts, and then copied: later changes have no effect.</summary>
public sealed class SegmentationOptions
{
    /// <summary>The deepest nesting of conditions in a segment, 1 to 256.</summary>
    public int MaxDepth { get; set; } = 32;

    /// <summary>The most conditions a segment may have, 1 or more.</summary>
    public int MaxNodes { get; set; } = 1000;

    /// <summary>The most active segments there may be, 1 or more; null for no limit. Saving one more is refused.</summary>
    public int? MaxSegments { get; set; }

    /// <summary>The IANA time zone of segments that name none.</summary>
    public string TimeZone { get; set; } = "UTC";

    internal IEnumerable<string> Problems()
    {
        foreach (string problem in OptionRules.Within(nameof(SegmentationOptions), nameof(MaxDepth), MaxDepth, 1, 256))
            yield return problem;
        foreach (string problem in OptionRules.Within(nameof(SegmentationOptions), nameof(MaxNodes), MaxNodes, 1, int.MaxValue))
            yield return problem;
        foreach (string problem in OptionRules.Within(nameof(SegmentationOptions), nameof(MaxSegments), MaxSegments ?? 1, 1, int.MaxValue))
            yield return problem;
        if (TimeZone is null || !Frame.IsZone(TimeZone))
            yield return $"{nameof(SegmentationOptions)}.{nameof(TimeZone)} must be an IANA time zone such as Europe/Kyiv; it is '{TimeZone}'.";
    }

    internal BindOptions ToBindOptions(ConditionLanguage language) =>
        new() { MaxDepth = MaxDepth, MaxNodes = MaxNodes, MaxSegments = MaxSegments, TimeZone = TimeZone, Language = language };
}
