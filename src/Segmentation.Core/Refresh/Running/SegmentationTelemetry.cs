using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Segmentation.Refresh;

/// <summary>The traces and metrics of refreshes and deliveries; the names are listed in docs/observability.md.</summary>
internal sealed class SegmentationTelemetry : IDisposable
{
    public const string Name = "Segmentation";

    private static readonly ActivitySource Activities = new(Name);

    private readonly Meter _meter;
    private readonly bool _ownsMeter;
    private readonly Histogram<double> _refreshDuration;
    private readonly Histogram<long> _peakMemory;
    private readonly Histogram<long> _members;
    private readonly Counter<long> _entered;
    private readonly Counter<long> _left;
    private readonly Counter<long> _rowsRead;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _groupsMoved;

    /// <summary>Creates the instruments.</summary>
    /// <param name="meters">The host's meters; null for one of its own.</param>
    public SegmentationTelemetry(IMeterFactory? meters)
    {
        _ownsMeter = meters is null;
        _meter = meters?.Create(Name) ?? new Meter(Name);
        _refreshDuration = _meter.CreateHistogram<double>("segmentation.refresh.duration", "s", "How long a refresh took.");
        _peakMemory = _meter.CreateHistogram<long>("segmentation.refresh.peak_memory", "By", "The most managed memory seen during a refresh.");
        _members = _meter.CreateHistogram<long>("segmentation.segment.members", "{customer}", "How many members a segment has after a refresh.");
        _entered = _meter.CreateCounter<long>("segmentation.members.entered", "{customer}", "Customers who entered a segment.");
        _left = _meter.CreateCounter<long>("segmentation.members.left", "{customer}", "Customers who left a segment.");
        _rowsRead = _meter.CreateCounter<long>("segmentation.rows.read", "{row}", "Rows that refreshes read.");
        _failures = _meter.CreateCounter<long>("segmentation.refresh.failures", "{segment}", "Segments that were due and not refreshed, by outcome.");
        _groupsMoved = _meter.CreateCounter<long>("segmentation.groups.moved", "{customer}", "Customers who were moved to another group.");
    }

    /// <summary>The meter, on which deliveries have instruments of their own.</summary>
    public Meter Meter => _meter;

    /// <summary>Begins a span; null when nobody listens.</summary>
    public static Activity? Start(string name) => Activities.StartActivity(name);

    public void Ended(RefreshReport report, RefreshTrigger trigger, long peakMemory)
    {
        var tags = new TagList { { "trigger", Words<RefreshTrigger>.Of(trigger) }, { "status", Words<RunStatus>.Of(report.Status) } };
        _refreshDuration.Record(report.Duration.TotalSeconds, tags);
        _peakMemory.Record(peakMemory, tags);
        _rowsRead.Add(report.RowsRead);
        _groupsMoved.Add(report.GroupsMoved);
        foreach (SegmentRefresh segment in report.Segments)
        {
            var of = new KeyValuePair<string, object?>("segment", segment.SegmentId);
            if (segment.Outcome == RefreshOutcome.Refreshed)
            {
                _members.Record(segment.Size, of);
                _entered.Add(segment.Entered, of);
                _left.Add(segment.Left, of);
            }
            else if (segment.Outcome != RefreshOutcome.RefreshedBefore)
            {
                Failed(segment.SegmentId, Words<RefreshOutcome>.Of(segment.Outcome));
            }
        }
    }

    /// <summary>A refresh did not come to its end.</summary>
    public void BrokeOff(IEnumerable<string> undone, RunStatus status)
    {
        foreach (string segment in undone)
            Failed(segment, Words<RunStatus>.Of(status));
    }

    private void Failed(string segment, string outcome) =>
        _failures.Add(1, new KeyValuePair<string, object?>("segment", segment), new KeyValuePair<string, object?>("outcome", outcome));

    public void Dispose()
    {
        if (_ownsMeter)
            _meter.Dispose();
    }
}
