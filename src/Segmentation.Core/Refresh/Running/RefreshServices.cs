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
    ILogger Log)
{
    /// <summary>Refreshes inside the database; null where segments are evaluated in process.</summary>
    public ISegmentPushdown? Pushdown { get; init; }

    /// <summary>Those who export segments after a refresh.</summary>
    public IReadOnlyList<ISegmentExporter> Exporters { get; init; } = [];
}
