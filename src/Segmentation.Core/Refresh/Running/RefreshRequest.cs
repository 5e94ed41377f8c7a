namespace Segmentation;

/// <summary>What to refresh, and why. Immutable.</summary>
public sealed record RefreshRequest
{
    /// <summary>The segments; null for all that are refreshed automatically.</summary>
    public IReadOnlyList<string>? Segments { get; init; }

    /// <summary>
    /// The id of the run; null for a new one. With the id of a run that did not end, that one is resumed: as of its own
    /// instant, without what it has committed. The form is that of a segment's id.
    /// </summary>
    public string? RunId { get; init; }

    /// <summary>The instant as of which segments are evaluated, in whole microseconds; null for now, or for the resumed run's own.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Whether a schedule or a person asks.</summary>
    public RefreshTrigger Trigger { get; init; } = RefreshTrigger.Manual;

    /// <summary>Why, for people; at most 200 characters.</summary>
    public string? Cause { get; init; }

    /// <summary>What history and events are correlated by; at most 200 characters.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>How long to wait for segments that another process is refreshing; null for <see cref="RefreshOptions.LeaseWait"/>.</summary>
    public TimeSpan? LeaseWait { get; init; }
}
