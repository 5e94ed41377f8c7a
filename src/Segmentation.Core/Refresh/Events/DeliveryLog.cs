using Microsoft.Extensions.Logging;

namespace Segmentation.Refresh;

/// <summary>What deliveries log. Event ids 1100 to 1199, listed in docs/observability.md.</summary>
internal static partial class DeliveryLog
{
    [LoggerMessage(1100, LogLevel.Warning, "Event {EventId} ({Kind} {SegmentId}, customer {Customer}) failed for the {Attempts}. time at {Handler}; it is tried again at {NextAttempt:O}.")]
    public static partial void Failed(
        ILogger log, Exception exception, Guid eventId, MemberChangeKind kind, string segmentId, string customer, int attempts, string handler, DateTimeOffset nextAttempt);

    [LoggerMessage(1101, LogLevel.Error, "Event {EventId} ({Kind} {SegmentId}, customer {Customer}) failed for the {Attempts}. time at {Handler} and was given up.")]
    public static partial void GivenUp(
        ILogger log, Exception exception, Guid eventId, MemberChangeKind kind, string segmentId, string customer, int attempts, string handler);

    [LoggerMessage(1102, LogLevel.Debug, "Delivered {Delivered} events; {Failed} failed, {Dead} were given up.")]
    public static partial void Batch(ILogger log, int delivered, int failed, int dead);

    [LoggerMessage(1103, LogLevel.Warning, "Another process has taken the delivery of events over; {Count} events that were delivered will come again.")]
    public static partial void TakenOver(ILogger log, int count);
}
