namespace Segmentation;

/// <summary>The function of an operator that an integrator added threw while rows were evaluated. Nothing was evaluated.</summary>
public sealed class SegmentPluginException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="name">The operator's name.</param>
    /// <param name="innerException">What it threw.</param>
    public SegmentPluginException(string name, Exception innerException)
        : base($"The operator '{name}' failed: {innerException?.Message}", innerException) => Name = name;

    /// <summary>The operator's name.</summary>
    public string Name { get; }
}
