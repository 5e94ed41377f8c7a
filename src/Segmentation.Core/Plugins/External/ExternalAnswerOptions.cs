namespace Segmentation;

/// <summary>How a host is asked about one external condition type. Immutable.</summary>
public sealed record ExternalAnswerOptions
{
    /// <summary>How long an answer to one batch may take; more than zero, at most a day. After it, the segments that needed the answer fail.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most customers in one question, 1 or more. A question never spans two blocks of an evaluation.</summary>
    public int BatchSize { get; init; } = 1000;
}
