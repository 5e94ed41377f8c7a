namespace Segmentation;

/// <summary>How far a refresh has come.</summary>
/// <param name="RunId">The run; null while it waits for others.</param>
/// <param name="Stage">What it is doing.</param>
/// <param name="Segments">How many segments are due.</param>
/// <param name="SegmentsDone">How many of them are done.</param>
/// <param name="Customers">How many customers are evaluated so far.</param>
/// <param name="Blocks">How many blocks of customers are evaluated so far.</param>
/// <param name="SegmentId">The segment that was done last; null for none.</param>
/// <param name="GroupsMoved">How many customers were moved to another group so far.</param>
public readonly record struct RefreshProgress(
    string? RunId,
    RefreshStage Stage,
    int Segments,
    int SegmentsDone = 0,
    long Customers = 0,
    long Blocks = 0,
    string? SegmentId = null,
    long GroupsMoved = 0);

/// <summary>What a refresh is doing.</summary>
public enum RefreshStage
{
    /// <summary>It reserves the segments, and may have to wait for another process.</summary>
    Starting,

    /// <summary>It evaluates all segments over the source, block by block.</summary>
    Evaluating,

    /// <summary>It compares with what is stored, and commits segment by segment.</summary>
    Committing,

    /// <summary>It moves customers to their groups.</summary>
    MovingGroups,

    /// <summary>It is done.</summary>
    Finished,
}
