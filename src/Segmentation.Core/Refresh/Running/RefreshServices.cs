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
    /// <summary>Those who export segments after a refresh.</summary>
    public IReadOnlyList<ISegmentExporter> Exporters { get; init; } = [];
}
