namespace Segmentation.Testing;

/// <summary>An engine gave another answer than a conformance case expects; the message says which, and shows both.</summary>
public sealed class ConformanceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="case">The case.</param>
    /// <param name="engine">The engine's name.</param>
    /// <param name="differences">What differs, a line each; at least one.</param>
    public ConformanceException(ConformanceCase @case, string engine, IReadOnlyList<string> differences)
        : base(Describe(@case, engine, differences))
    {
        Case = @case;
        Differences = differences;
    }

    /// <summary>The case.</summary>
    public ConformanceCase Case { get; }

    /// <summary>What differs, a line each.</summary>
    public IReadOnlyList<string> Differences { get; }

    private static string Describe(ConformanceCase @case, string engine, IReadOnlyList<string> differences)
    {
        ArgumentNullException.ThrowIfNull(@case);
        ArgumentNullException.ThrowIfNull(differences);
        return $"{engine}: '{@case.Name}' ({string.Join(", ", @case.Requirements)}){Environment.NewLine}{string.Join(Environment.NewLine, differences)}";
    }
}
