namespace Segmentation.Subjects;

/// <summary>The instants that subjects can be read as of: those that segments can be evaluated as of.</summary>
internal static class AsOfRange
{
    /// <exception cref="ArgumentOutOfRangeException">The instant is not within the years 1000 to 9000.</exception>
    public static void Require(DateTimeOffset asOf)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(asOf.UtcDateTime.Year, SegmentEvaluator.FirstYear, nameof(asOf));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(asOf.UtcDateTime.Year, SegmentEvaluator.LastYear, nameof(asOf));
    }
}
