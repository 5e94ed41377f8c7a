namespace Segmentation;

/// <summary>How a segment's refresh stands. Immutable.</summary>
public sealed record SegmentState
{
    /// <summary>The state of a segment that was never refreshed.</summary>
    public static SegmentState New { get; } = new();

    /// <summary>Whether its members are up to date with its definition.</summary>
    public SegmentStatus Status { get; init; } = SegmentStatus.Pending;

    /// <summary>Why the last refresh failed, in a sentence; null unless <see cref="Status"/> is <see cref="SegmentStatus.Error"/>.</summary>
    public string? Error { get; init; }

    /// <summary>The run that committed its members last; null when none did.</summary>
    public string? RunId { get; init; }

    /// <summary>The instant as of which its members were found; null when they never were.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>When its members were committed last; null when they never were.</summary>
    public DateTimeOffset? RefreshedAt { get; init; }

    /// <summary>The <see cref="StoredSegment.Revision"/> of which its members are; null when they never were found.</summary>
    public long? Revision { get; init; }

    /// <summary>How many members are stored.</summary>
    public long Size { get; init; }

    /// <summary>How long its last refresh took, evaluation (shared with the other segments of the run) and commit.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How many rows its last evaluation read, shared with the other segments of the run.</summary>
    public long RowsRead { get; init; }

    /// <summary>What being in it means for a customer since its last commit.</summary>
    public SegmentEffects Effects { get; init; } = SegmentEffects.None;
}

/// <summary>Whether a segment's members are up to date with its definition.</summary>
public enum SegmentStatus
{
    /// <summary>The definition, a list, or a segment that it refers to has changed since its members were found.</summary>
    Pending,

    /// <summary>A refresh is under way, or ended without a word.</summary>
    Processing,

    /// <summary>Its members are those of its definition.</summary>
    Completed,

    /// <summary>The last refresh failed; the members of the one before are still there.</summary>
    Error,
}

/// <summary>
/// What being in a segment means for a customer: as its definition said when its members were committed, so that a change
/// of the definition changes nothing before the next refresh. Immutable, equal by content.
/// </summary>
public sealed record SegmentEffects
{
    /// <summary>No effects.</summary>
    public static SegmentEffects None { get; } = new();

    /// <summary>The group that members are moved to; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>Which segment decides a customer's group: the smaller number.</summary>
    public int Priority { get; init; }

    /// <summary>The tags that members have by it.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The effects that a definition asks for.</summary>
    /// <param name="segment">The definition.</param>
    public static SegmentEffects Of(Segment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return new SegmentEffects { Group = segment.MoveToGroup, Priority = segment.Priority, Tags = segment.Tags };
    }

    /// <summary>Equal when group, priority and tags are.</summary>
    public bool Equals(SegmentEffects? other) =>
        other is not null && (Group, Priority) == (other.Group, other.Priority) && Tags.SequenceEqual(other.Tags, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Group, Priority, Tags.Count);
}
