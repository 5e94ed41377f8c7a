namespace Segmentation;

/// <summary>What was read from a segment file: segments, and everything that is wrong with its text.</summary>
/// <param name="Segments">The segments in file order. Complete only when <paramref name="Problems"/> is empty; otherwise
/// parts that could not be read are missing from them, and they are of use for further checks only.</param>
/// <param name="Problems">What is wrong with the text, in document order; empty when it could be read. Names and types
/// of attributes are checked later, when a <see cref="SegmentSet"/> is bound.</param>
public sealed record SegmentDocument(IReadOnlyList<Segment> Segments, IReadOnlyList<Problem> Problems);
