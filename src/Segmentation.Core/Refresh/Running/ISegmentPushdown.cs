namespace Segmentation.Refresh;

/// <summary>Refreshes segments inside the database that has both the customers and the members, so that neither travels.</summary>
internal interface ISegmentPushdown
{
    /// <summary>Finds the members of segments and commits what changes, with everything that follows from it.</summary>
    /// <param name="segments">Usable segments whose leases are held.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="ct">Cancels; what is committed stays.</param>
    /// <returns>What became of each; of those that the database would not answer exactly there is nothing, and nothing was written for them.</returns>
    Task<IReadOnlyDictionary<string, PushdownResult>> RefreshAsync(IReadOnlyList<SegmentPushdown> segments, DateTimeOffset asOf, CancellationToken ct);
}

/// <summary>What is to become of one segment. Immutable.</summary>
internal sealed record SegmentPushdown : SegmentWrite
{
    /// <summary>The segment in its set; null when nobody can be in it at the instant, so that all leave.</summary>
    public required BoundSegment? Segment { get; init; }

    /// <summary>Why customers enter and leave.</summary>
    public required ChangeCauses Causes { get; init; }

    /// <summary>What follows from a change.</summary>
    public required CommitEffects Effects { get; init; }

    /// <summary>How long the refresh took until now.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What events are correlated by; null for nothing.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>History by how many members there are, who entered and who left.</summary>
    public required Func<long, long, long, IReadOnlyList<HistoryEntry>> HistoryOf { get; init; }
}

/// <summary>What became of one segment.</summary>
/// <param name="Outcome">Whether it was committed; null when it failed.</param>
/// <param name="Size">How many members there are.</param>
/// <param name="Entered">How many entered.</param>
/// <param name="Left">How many left.</param>
/// <param name="Failure">Why the database could not find its members; null when it could.</param>
internal sealed record PushdownResult(CommitOutcome? Outcome, long Size, long Entered, long Left, Exception? Failure = null);

/// <summary>What follows from committing a segment.</summary>
/// <param name="Effects">What being in the segment means from now on.</param>
/// <param name="TouchesGroups">Whether the group of those who change is due.</param>
/// <param name="TouchesAllGroups">Whether the group of every member is due, too.</param>
/// <param name="WritesEvents">Whether changes become events.</param>
internal sealed record CommitEffects(SegmentEffects Effects, bool TouchesGroups, bool TouchesAllGroups, bool WritesEvents)
{
    public static CommitEffects Of(CatalogEntry entry, RefreshSettings settings)
    {
        SegmentEffects before = entry.State.Effects, effects = SegmentEffects.Of(entry.Definition!);
        bool isFirst = entry.State.Revision is null;
        return new CommitEffects(
            effects,
            before.Group is not null || effects.Group is not null,
            !isFirst && (before.Group, before.Priority) != (effects.Group, effects.Priority) && (before.Group ?? effects.Group) is not null,
            settings.WritesEvents && (!isFirst || settings.WritesInitialEvents));
    }
}
