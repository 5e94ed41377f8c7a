using Microsoft.Extensions.Logging;

namespace Segmentation.Refresh;

/// <summary>What a refresh logs. Event ids 1000 to 1099, listed in docs/observability.md.</summary>
internal static partial class RefreshLog
{
    [LoggerMessage(1000, LogLevel.Information, "Refresh {RunId} began: {Segments} segments as of {AsOf:O}, {Trigger}, cause: {Cause}.")]
    public static partial void Began(ILogger log, string runId, int segments, DateTimeOffset asOf, RefreshTrigger trigger, string? cause);

    [LoggerMessage(1001, LogLevel.Information, "Refresh {RunId} ended as {Status} after {Duration}: {Refreshed} of {Segments} segments, {Customers} customers, {RowsRead} rows read, {GroupsMoved} groups changed.")]
    public static partial void Ended(
        ILogger log, string runId, RunStatus status, TimeSpan duration, int refreshed, int segments, long customers, long rowsRead, long groupsMoved);

    [LoggerMessage(1002, LogLevel.Information, "Refresh {RunId}: segment {SegmentId} has {Size} members, {Entered} entered, {Left} left.")]
    public static partial void Committed(ILogger log, string runId, string segmentId, long size, long entered, long left);

    [LoggerMessage(1003, LogLevel.Error, "Refresh {RunId}: segment {SegmentId} failed and keeps its members: {Reason}")]
    public static partial void SegmentFailed(ILogger log, Exception? exception, string runId, string segmentId, string reason);

    [LoggerMessage(1004, LogLevel.Warning, "Refresh {RunId}: segment {SegmentId} was not committed: {Outcome}.")]
    public static partial void NotCommitted(ILogger log, string runId, string segmentId, RefreshOutcome outcome);

    [LoggerMessage(1005, LogLevel.Warning, "Refresh {RunId} was cancelled; {Undone} segments are still to be refreshed.")]
    public static partial void Cancelled(ILogger log, string runId, int undone);

    [LoggerMessage(1006, LogLevel.Error, "Refresh {RunId} broke off; {Undone} segments are still to be refreshed.")]
    public static partial void BrokeOff(ILogger log, Exception exception, string runId, int undone);

    [LoggerMessage(1007, LogLevel.Error, "Refresh {RunId} could not record its end; it can be resumed.")]
    public static partial void EndNotRecorded(ILogger log, Exception exception, string runId);

    [LoggerMessage(1008, LogLevel.Information, "Refresh {RunId}: {Rows} members of segment {SegmentId} were exported to {Location}.")]
    public static partial void Exported(ILogger log, string runId, string segmentId, long rows, string location);

    [LoggerMessage(1009, LogLevel.Error, "Refresh {RunId}: segment {SegmentId} was refreshed, but its members could not be exported.")]
    public static partial void NotExported(ILogger log, Exception exception, string runId, string segmentId);

    [LoggerMessage(1010, LogLevel.Information, "{Holder} waits for {Count} resources, of which {Resource} is held by {Other}.")]
    public static partial void WaitingForLeases(ILogger log, string holder, int count, string resource, string other);

    [LoggerMessage(1011, LogLevel.Warning, "{Count} leases were taken over by another process, {Resource} among them.")]
    public static partial void LeasesLost(ILogger log, int count, string resource);

    [LoggerMessage(1012, LogLevel.Warning, "{Count} leases could not be renewed; it is tried again.")]
    public static partial void LeasesNotRenewed(ILogger log, Exception exception, int count);

    [LoggerMessage(1013, LogLevel.Warning, "{Count} leases could not be released; they run out by themselves.")]
    public static partial void LeasesNotReleased(ILogger log, Exception exception, int count);

    [LoggerMessage(1020, LogLevel.Error, "The host could not move {Count} customers to groups, from {Customer} on; the next refresh tries again.")]
    public static partial void GroupsNotMoved(ILogger log, Exception exception, int count, string customer);

    [LoggerMessage(1030, LogLevel.Information, "Deleted {Count} entries of history and runs of before {Before:O}.")]
    public static partial void HistoryDeleted(ILogger log, long count, DateTimeOffset before);

    [LoggerMessage(1031, LogLevel.Information, "Deleted segment {SegmentId}; {Members} members left.")]
    public static partial void SegmentDeleted(ILogger log, string segmentId, long members);

    [LoggerMessage(1040, LogLevel.Error, "Version {Version} of the segments cannot be matched; the matcher keeps version {Kept}.")]
    public static partial void NotMatched(ILogger log, Exception exception, long version, long kept);
}
