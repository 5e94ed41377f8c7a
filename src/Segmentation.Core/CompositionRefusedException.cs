namespace Segmentation;

/// <summary>
/// A segment cannot be made part of a query, because the database would not give exactly its members; nothing was sent to
/// it. A refresh, a preview and the matcher answer such a segment all the same.
/// </summary>
public sealed class CompositionRefusedException : Exception
{
    /// <summary>Creates the exception from at least one problem.</summary>
    /// <param name="segment">The id of the segment.</param>
    /// <param name="problems">Each condition that was refused, and why.</param>
    public CompositionRefusedException(string segment, IReadOnlyList<Problem> problems)
        : base($"The segment '{segment}' cannot be part of a query. {string.Join(" ", problems)} Refresh, preview and matching answer it.")
    {
        Segment = segment;
        Problems = problems;
    }

    /// <summary>The id of the segment.</summary>
    public string Segment { get; }

    /// <summary>Each condition that was refused, by its path, and why; at least one.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
