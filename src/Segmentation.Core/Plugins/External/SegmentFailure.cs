namespace Segmentation;

/// <summary>Why the members of a segment are not known: an external condition that it needed was not answered.</summary>
/// <param name="SegmentId">The segment.</param>
/// <param name="ConditionType">The name of the external condition type.</param>
/// <param name="Reason">What happened, in a sentence.</param>
/// <param name="Exception">What the host threw; null when it threw nothing.</param>
public sealed record SegmentFailure(string SegmentId, string ConditionType, string Reason, Exception? Exception = null);
