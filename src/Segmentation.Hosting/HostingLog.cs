using Microsoft.Extensions.Logging;

namespace Segmentation.Hosting;

/// <summary>What a host logs about its segments. Event ids 1200 to 1299, listed in docs/observability.md.</summary>
internal static partial class HostingLog
{
    [LoggerMessage(1200, LogLevel.Information, "Segmentation is ready: {Segments} segments, version {Version}.")]
    public static partial void Ready(ILogger log, int segments, long version);

    [LoggerMessage(1201, LogLevel.Error, "The definition of segment {SegmentId} cannot be used: {Problem}")]
    public static partial void Unusable(ILogger log, string segmentId, string problem);

    [LoggerMessage(1202, LogLevel.Error, "{Work} broke off; it is tried again in {Pause}.")]
    public static partial void BrokeOff(ILogger log, Exception exception, string work, TimeSpan pause);
}
