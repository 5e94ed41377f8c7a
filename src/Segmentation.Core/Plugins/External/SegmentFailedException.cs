namespace Segmentation;

/// <summary>The members of a segment were asked for, and its evaluation had failed. Other segments are not affected.</summary>
public sealed class SegmentFailedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="failure">What happened.</param>
    public SegmentFailedException(SegmentFailure failure)
        : base(Describe(failure), failure?.Exception) => Failure = failure!;

    /// <summary>What happened.</summary>
    public SegmentFailure Failure { get; }

    private static string Describe(SegmentFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return $"The members of the segment '{failure.SegmentId}' are not known: {failure.Reason}";
    }
}
