namespace Segmentation;

/// <summary>What a refresh did. Immutable.</summary>
public sealed record RefreshReport
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The instant as of which segments were evaluated.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>What became of each segment, in the order in which they were due.</summary>
    public required IReadOnlyList<SegmentRefresh> Segments { get; init; }

    /// <summary>How many customers there are; 0 when nothing had to be evaluated.</summary>
    public long Customers { get; init; }

    /// <summary>How many rows were read, each once for all segments.</summary>
    public long RowsRead { get; init; }

    /// <summary>How many customers were moved to another group.</summary>
    public long GroupsMoved { get; init; }

    /// <summary>Why customers who should have been moved to another group were not; null when all were. The next refresh tries again.</summary>
    public string? GroupError { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The run's status.</summary>
    public RunStatus Status { get; init; }
}

/// <summary>What became of one segment in a refresh.</summary>
/// <param name="SegmentId">The segment.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Size">How many members are stored now.</param>
/// <param name="Entered">How many entered.</param>
/// <param name="Left">How many left.</param>
/// <param name="Reason">Why it was not refreshed; null when it was.</param>
public sealed record SegmentRefresh(string SegmentId, RefreshOutcome Outcome, long Size, long Entered, long Left, string? Reason = null)
{
    /// <summary>What was exported of it afterwards; empty when nothing was asked for.</summary>
    public IReadOnlyList<SegmentExport> Exports { get; init; } = [];

    /// <summary>Why members could not be exported, although they were refreshed; null when nothing went wrong.</summary>
    public string? ExportError { get; init; }
}

/// <summary>What became of a segment in a refresh.</summary>
public enum RefreshOutcome
{
    /// <summary>Its members were found and committed.</summary>
    Refreshed,

    /// <summary>The run that was resumed had committed it already.</summary>
    RefreshedBefore,

    /// <summary>It could not be evaluated; its members are those of before.</summary>
    Failed,

    /// <summary>Another process is refreshing it.</summary>
    Busy,

    /// <summary>Another process took it over meanwhile; what was found was not committed.</summary>
    TakenOver,

    /// <summary>Its definition was changed or deleted meanwhile; what was found was not committed, and it is still pending.</summary>
    DefinitionChanged,

    /// <summary>The run that was resumed is older than what was committed since.</summary>
    Superseded,
}
