namespace Segmentation;

/// <summary>Definitions were refused. Nothing of them was used or stored; <see cref="Problems"/> lists everything that is wrong.</summary>
public sealed class SegmentDefinitionException : Exception
{
    /// <summary>Creates the exception from at least one problem.</summary>
    /// <param name="problems">Everything that was found wrong, in document order.</param>
    public SegmentDefinitionException(IReadOnlyList<Problem> problems)
        : base(Describe(problems)) => Problems = problems;

    /// <summary>Everything that was found wrong, in document order; at least one.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    private static string Describe(IReadOnlyList<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return problems.Count == 1
            ? problems[0].ToString()
            : $"{problems.Count} problems:{Environment.NewLine}{string.Join(Environment.NewLine, problems)}";
    }
}
