namespace Segmentation;

/// <summary>A definition was not saved or deleted, because someone else has changed it since it was read. Nothing was changed.</summary>
public sealed class SegmentConflictException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="expected">The version that was to be changed; 0 for a segment that was thought new.</param>
    /// <param name="actual">The version that is stored; 0 when the segment is gone.</param>
    public SegmentConflictException(string segmentId, long expected, long actual)
        : base(Describe(segmentId, expected, actual))
    {
        SegmentId = segmentId;
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The segment.</summary>
    public string SegmentId { get; }

    /// <summary>The version that was to be changed; 0 for a segment that was thought new.</summary>
    public long Expected { get; }

    /// <summary>The version that is stored; 0 when the segment is gone.</summary>
    public long Actual { get; }

    private static string Describe(string segmentId, long expected, long actual) =>
        actual == 0 ? $"The segment '{segmentId}' of version {expected} is gone; save it as a new one."
        : expected == 0 ? $"There is a segment '{segmentId}' already, of version {actual}; read it and change that version."
        : $"The segment '{segmentId}' was changed by someone else: version {expected} was to be changed, and {actual} is stored. Read it again and repeat the change.";
}

/// <summary>A segment was not deleted, because others refer to it. Nothing was changed.</summary>
public sealed class SegmentInUseException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="referrers">The segments that refer to it, at least one.</param>
    public SegmentInUseException(string segmentId, IReadOnlyList<string> referrers)
        : base($"The segment '{segmentId}' cannot be deleted, as others refer to it: {string.Join(", ", referrers?.Select(r => $"'{r}'") ?? [])}; take these references out first.")
    {
        SegmentId = segmentId;
        Referrers = referrers ?? [];
    }

    /// <summary>The segment.</summary>
    public string SegmentId { get; }

    /// <summary>The segments that refer to it.</summary>
    public IReadOnlyList<string> Referrers { get; }
}

/// <summary>Something was not done, because another process works on the same segments. Nothing was changed.</summary>
public sealed class SegmentBusyException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="busy">What is busy, and who holds it; at least one.</param>
    public SegmentBusyException(IReadOnlyList<BusyResource> busy)
        : base($"Another process works on it: {string.Join(", ", busy?.Select(b => $"{b.Resource} is held by {b.Holder}") ?? [])}; try again when it is done.") => Busy = busy ?? [];

    /// <summary>What is busy, and who holds it.</summary>
    public IReadOnlyList<BusyResource> Busy { get; }
}
