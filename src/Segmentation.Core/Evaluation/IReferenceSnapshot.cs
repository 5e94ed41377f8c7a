using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>A snapshot that can leave out rows by which rows they refer to.</summary>
internal interface IReferenceSnapshot : ISourceSnapshot
{
    /// <summary>
    /// Says how to find the keys of the rows that satisfy what is asked of rows which others refer to. Called once, when these
    /// have been read and before any row of the subject is.
    /// </summary>
    void Resolve(Func<ReferredNode, IReadOnlyList<SubjectKey>> keys);
}
