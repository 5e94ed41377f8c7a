using Microsoft.Extensions.Logging;

namespace Segmentation.Refresh;

/// <summary>What runs of one host work with.</summary>
internal sealed record RefreshServices(
    ISegmentStore Store,
    ISegmentSource Source,
    BindOptions Bind,
    ExternalAnswers External,
    GroupStep Groups,
    RefreshSettings Settings,
    SegmentationTelemetry Telemetry,
    TimeProvider Time,
    ILogger Log);
